"""Sessions that repeat: set up with a preview, joined as a whole, changed from a date on."""
