"""What the benchmark of finding measures on, and what beside."""
