"""Loops and their steps."""
