"""Notices as web pages."""
