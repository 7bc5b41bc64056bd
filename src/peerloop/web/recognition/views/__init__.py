"""Thanks are one half of this room, contributions the other."""
