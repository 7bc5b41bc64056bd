"""Threads as they are read and written in."""
