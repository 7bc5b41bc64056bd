"""Append-only record of actions, the reactions to them, and the outbox with its leases."""
