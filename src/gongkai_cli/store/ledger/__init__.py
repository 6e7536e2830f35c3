"""Changes to the ledger: reports, activity steps, undo and redo."""
