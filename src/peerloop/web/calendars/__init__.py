"""One's other calendar: its address, how it was last read, and taking it back."""
