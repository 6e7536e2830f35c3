"""Names of units: usual ones, collectives, and lists of them as printed."""
