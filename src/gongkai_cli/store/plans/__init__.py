"""Plans into the store and back: a document becomes rows, rows become a document."""
