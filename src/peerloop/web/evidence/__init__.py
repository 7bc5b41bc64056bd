"""What you know from what you did; and what lacks somebody."""
