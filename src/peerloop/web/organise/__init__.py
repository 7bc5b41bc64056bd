"""Organise: people come in, everybody is matched, supply and demand."""
