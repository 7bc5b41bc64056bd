"""A member's standing hour, to which colleagues come one after the other."""
