"""Papers as Word files: the built-in template, other templates, and the one renderer for both."""
