"""An hour for two to thirty people, the bad local hours shared fairly."""
