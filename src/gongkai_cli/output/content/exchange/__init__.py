"""The words and columns of sheets given out, and of the review of those that came back."""
