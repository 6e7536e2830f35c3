"""The table of commands: one module a part of the help page, all together in `commands`."""
