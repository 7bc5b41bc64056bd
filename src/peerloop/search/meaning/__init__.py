"""The optional extra ``semantic``: texts of like meaning are near, though they share no word.

Nothing here is needed; without its two packages ``here`` says no, and search goes by words alone.
"""

from peerloop.search.meaning.model import here, means

__all__ = ["here", "means"]
