"""A table of an answer: as text lines, or as a table of Rich."""
