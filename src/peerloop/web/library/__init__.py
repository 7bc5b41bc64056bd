"""The library as it is read, written and recorded."""
