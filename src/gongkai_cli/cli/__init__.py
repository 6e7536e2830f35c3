"""The command line: commands, options and the clock. Typer is used here alone."""
