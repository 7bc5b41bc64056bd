"""The text index: whatever a room lets be found, each kind with its guard, the same on both databases."""
