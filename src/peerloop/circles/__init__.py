"""Small communities that learn towards a goal together: formed, joined, met in, closed with what came of it."""
