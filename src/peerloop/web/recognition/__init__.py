"""Thanks, and what you have given."""
