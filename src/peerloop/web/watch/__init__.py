"""For those who watch the machine: health, readiness, metrics."""
