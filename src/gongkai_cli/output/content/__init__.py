"""The content of each answer: its words and columns."""
