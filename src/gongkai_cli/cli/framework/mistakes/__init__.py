"""Words of a command line that make no request, and the ones that were meant."""
