"""A fictional company with a fixed seed, built through actions."""
