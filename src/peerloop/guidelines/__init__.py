"""How people treat one another here: drafted, commented, adopted from a day on, accepted by each."""
