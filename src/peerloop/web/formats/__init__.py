"""Formats: how sessions are run, and the organisation's own ways."""
