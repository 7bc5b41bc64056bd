"""The desk of whoever facilitates, what is asked of members, and what moderators are to look at."""
