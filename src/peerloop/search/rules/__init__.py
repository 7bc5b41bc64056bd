"""How texts become documents, and documents an order."""
