"""The bytes of a notice → its blocks: one module a file format."""
