"""Who may lead others: the facilitator's course with its check, and practice lessons that vet an offer."""
