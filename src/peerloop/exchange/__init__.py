"""In somebody else's shoes: a day beside a colleague, or some weeks in another team."""
