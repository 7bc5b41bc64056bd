"""Office hours: find one, wait for one's turn, call the next."""
