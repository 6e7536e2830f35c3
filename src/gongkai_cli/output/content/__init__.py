"""The words and columns of each answer."""
