"""The answer of `config list`."""
