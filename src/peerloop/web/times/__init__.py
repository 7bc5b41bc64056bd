"""An hour for two to thirty people: choose them, see when all are free, take the best hour."""
