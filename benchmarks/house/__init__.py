"""A running Peerloop to measure, and a bare Django page beside it, served the same way from the same database."""
