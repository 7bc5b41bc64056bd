"""The desk of whoever facilitates a circle: what to do next, what to say, whom to hand over to, whom to turn to."""
