"""Suggestions with reasons, requests, pairings."""
