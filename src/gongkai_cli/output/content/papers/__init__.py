"""The sheets of the answers on paper: printed columns, totals, the first sheet of a workbook."""
