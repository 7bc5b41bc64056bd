"""Sign-in, help, the parts on show, and the errors."""
