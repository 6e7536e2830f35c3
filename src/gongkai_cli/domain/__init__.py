"""The things that the program talks about and their rules: no files, no store, no clock."""
