"""Questions, who is asked, and what they answer."""
