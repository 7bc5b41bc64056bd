"""The peers of the matching benchmark, each run in a process of its own so that its memory is its own."""
