"""Skill pages, what one offers and wants, and vouching for one another."""
