"""A session while it is held and right after: agenda, questions, a clock for all, who is here, notes, feedback."""
