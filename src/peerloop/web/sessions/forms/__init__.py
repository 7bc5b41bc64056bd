"""What the pages about sessions ask for."""

from peerloop.web.sessions.forms.announcing import ALL_KINDS, AnnounceForm, ParticularsForm
from peerloop.web.sessions.forms.changing import CancelForm, MoveForm, PlaceForm
from peerloop.web.sessions.forms.inviting import Whom, chosen, found

__all__ = [
    "ALL_KINDS",
    "AnnounceForm",
    "CancelForm",
    "MoveForm",
    "ParticularsForm",
    "PlaceForm",
    "Whom",
    "chosen",
    "found",
]
