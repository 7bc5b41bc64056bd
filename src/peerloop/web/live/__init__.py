"""A session while it is held, and what stays of it."""
