"""Reads the journal, checks what the reader may see, and sends words."""
