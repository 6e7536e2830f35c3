"""The values of a plan file's keys: from texts, and as fields."""
