"""What members know from what they did, for themselves alone; and what nobody here can help with yet."""
