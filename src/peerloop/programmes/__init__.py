"""Programmes: what an organisation wants to reach by learning among peers, for whom, by when, and how far it is."""
