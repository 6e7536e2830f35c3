"""The formats, one in a module, and a reader for the program's own sheets."""
