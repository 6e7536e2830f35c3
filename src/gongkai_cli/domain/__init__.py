"""The field of open-government plans and its rules: no files, no store, no clock."""
