"""Learning loops: gain, apply, feedback, reflect."""
