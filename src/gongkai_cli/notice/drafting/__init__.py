"""What was recognized in a notice → the draft of a plan file, with doubts and sources."""
