"""Settings, root URLs, WSGI."""
