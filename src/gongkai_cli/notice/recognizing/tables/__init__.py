"""Tables of tasks and of activities."""
