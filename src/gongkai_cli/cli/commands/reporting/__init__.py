"""Commands that bring reports into the ledger: by hand, by table, by returned sheets."""
