"""Papers about one activity: the notice before it, and the summary after it."""
