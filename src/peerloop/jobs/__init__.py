"""The door for machines: command line, worker, schedule, supervisor."""
