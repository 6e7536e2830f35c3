"""Answers as listings and pages, and the formats that write them. The only home of Rich."""
