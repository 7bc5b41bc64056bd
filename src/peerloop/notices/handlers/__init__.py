"""What the worker does for notices: mails, gentle words, digests, telling many, and forgetting."""

from peerloop.notices.handlers import digests, keeping, mails, many, nudges

__all__ = ["digests", "keeping", "mails", "many", "nudges"]
