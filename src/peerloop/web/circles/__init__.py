"""Circles: find one, be in one, form many."""
