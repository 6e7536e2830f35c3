"""The request: options, numbers, plan, store, destination, confirmation, completion."""
