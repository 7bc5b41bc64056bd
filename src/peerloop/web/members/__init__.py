"""A member's page."""
