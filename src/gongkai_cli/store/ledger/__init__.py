"""Changes into the ledger: reports, activity steps, and taking a change back."""
