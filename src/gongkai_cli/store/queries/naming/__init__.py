"""Names as typed → the units that they stand for."""
