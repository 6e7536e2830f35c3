"""The Excel format: workbooks for reading on the screen and on paper."""
