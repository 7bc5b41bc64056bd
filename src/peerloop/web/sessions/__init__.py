"""Sessions, the calendar and its feed."""
