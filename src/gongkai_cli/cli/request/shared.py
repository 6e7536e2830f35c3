"""The options that work before and after every command."""

SHARED = ("db", "plan", "as_of", "by")
"""Their names, as Typer knows them."""
