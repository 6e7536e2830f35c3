"""The bytes of a file of any spreadsheet program → sheets with cells. It knows no plan and no store."""
