"""Files as they are fetched."""
