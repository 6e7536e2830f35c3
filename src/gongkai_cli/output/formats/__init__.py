"""One format a module, and the reader of our own sheets."""
