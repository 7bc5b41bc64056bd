"""What the addresses of the library answer."""
