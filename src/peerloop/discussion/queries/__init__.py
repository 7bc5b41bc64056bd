"""Threads and posts as far as somebody may read them."""

from peerloop.discussion.queries.reading import Shown, Talk, talk, unread
from peerloop.discussion.queries.seen import moderates, posts_seen_by, sitting, threads_seen_by

__all__ = ["Shown", "Talk", "moderates", "posts_seen_by", "sitting", "talk", "threads_seen_by", "unread"]
