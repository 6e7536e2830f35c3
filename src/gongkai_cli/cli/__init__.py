"""The command line: options, the order of calls and the clock. The only home of Typer."""
