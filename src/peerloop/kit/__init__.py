"""Small parts without a word of the domain: text, tokens, time."""
