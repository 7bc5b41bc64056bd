"""Today: open loops, what is next, who you could help."""
