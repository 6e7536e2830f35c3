"""Clauses of responsibility: where they stand, their words for roles, their rules and deadlines."""
