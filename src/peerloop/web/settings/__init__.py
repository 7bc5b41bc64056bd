"""Settings: profile, hours, privacy, notices, feed, devices."""
