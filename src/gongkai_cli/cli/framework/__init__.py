"""Everything that touches Typer's insides."""
