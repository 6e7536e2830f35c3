"""A plan as the text of a YAML file: a stored one, the next year's, and an example to begin with."""
