"""Method kits: how a session is run, as data plus prose. Some are shipped; an organiser copies one and changes it."""
