"""The store as a file: found, opened, made, upgraded, checked and copied."""
