"""The classes between Typer and the commands."""
