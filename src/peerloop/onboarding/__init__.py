"""A buddy for the first weeks: proposed, agreed by both, with a plan, and an end with thanks."""
