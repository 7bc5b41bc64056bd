"""How a programme is doing, and the pack for whoever backs it."""
