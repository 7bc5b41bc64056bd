"""Questions: ask, see to whom it goes, answer, accept, verify."""
