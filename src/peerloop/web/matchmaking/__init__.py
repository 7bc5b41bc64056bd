"""Suggestions, requests, pairings, and the links that mail carries."""
