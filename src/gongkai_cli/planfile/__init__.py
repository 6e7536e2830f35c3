"""Plan files: from YAML to a checked document, and the difference between two documents."""
