"""Threads: members talking under a circle, a session or a resource."""
