"""What can be told of programmes as a whole: how one is doing, and why it is worth backing. Never of anybody."""
