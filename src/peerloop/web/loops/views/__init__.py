"""One module for each part of a loop's way."""
