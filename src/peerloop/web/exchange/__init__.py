"""Days beside a colleague and weeks in another team: find, offer, ask, answer, plan."""
