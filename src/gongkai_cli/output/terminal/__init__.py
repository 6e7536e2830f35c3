"""The screen: streams, width, wrapping and progress."""
