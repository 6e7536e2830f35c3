"""The review: rows of returned files beside the ledger, and the questions that they raise."""
