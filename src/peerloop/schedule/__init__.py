"""Sessions, holds on an hour, calendar feeds."""
