"""Keep what one who facilitates notes for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.facilitation.models import Remark
from peerloop.facilitation.queries import desks_seen_by
from peerloop.facilitation.rules import a_note
from peerloop.kit.clock import now
from peerloop.people.rules import require

if TYPE_CHECKING:
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@transaction.atomic
def keep_remark(circle: Circle, *, by: Member, text: str) -> None:
    """Keep the remark, or forget it where it is empty. It is no action on others, so the journal does not hear of it.

    Raises ``ValidationError`` on "note", ``PermissionDenied`` for who does not facilitate the circle.
    """
    require(desks_seen_by(by).filter(pk=circle.pk).exists())
    if said := a_note(text):
        Remark.objects.update_or_create(circle=circle, by=by, defaults={"text": said, "at": now()})
    else:
        Remark.objects.filter(circle=circle, by=by).delete()
