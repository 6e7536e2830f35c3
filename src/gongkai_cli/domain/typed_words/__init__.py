"""Words as a person types them: folding, units, the nearest known word."""
