"""Stored files behind the access check."""
