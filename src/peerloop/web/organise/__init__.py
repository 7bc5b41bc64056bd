"""Organise: import, run, supply and demand."""
