"""Skills, offers, needs, endorsements."""
