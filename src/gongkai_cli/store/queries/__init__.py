"""The read contract: SQL over the tables and views, and its rows as dataclasses."""
