"""Slips of a keyboard in plan files: how they are found, and what is said of each."""
