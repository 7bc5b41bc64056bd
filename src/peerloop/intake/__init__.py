"""The whole person, in and out: import."""
