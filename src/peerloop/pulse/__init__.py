"""Confidential surveys of what people need, notes of interviews, and help from outside."""
