"""The past of a plan: the ledger as it was after a change, and a plan on two days."""
