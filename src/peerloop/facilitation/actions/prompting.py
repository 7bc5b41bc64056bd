"""Say something to the circle from the desk: begin, pose a question, bring back to the goal, hold up the guidelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.discussion.actions import say
from peerloop.discussion.locks import hold_thread
from peerloop.facilitation.models import Prompt
from peerloop.facilitation.queries import desks_seen_by
from peerloop.facilitation.rules import AGAIN
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import require

if TYPE_CHECKING:
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


@transaction.atomic
def prompt(circle: Circle, *, by: Member, kind: str, text: str, code: str = "") -> Prompt:
    """Say ``text`` in the circle's thread and return what was said; the same again at once is once.

    Raises ``ValidationError`` on "kind" for a second beginning, and for the guidelines twice in three days; on "text"
    as ``discussion.say`` does; ``PermissionDenied`` for who does not facilitate it.
    """
    require(desks_seen_by(by).filter(pk=circle.pk).exists())
    if kind not in Prompt.Kind.values:
        raise ValidationError({"kind": _("Please choose what you want to say.")})
    hold_thread(circle.thread)
    post = say(circle.thread, by=by, text=text)
    if there := Prompt.objects.filter(post=post).first():
        return there
    before = Prompt.objects.filter(circle=circle, kind=kind).order_by("-at").first()
    if before and kind == Prompt.Kind.KICK_OFF:
        raise ValidationError({"kind": _("The circle has begun already. Pose a question instead.")})
    if before and kind == Prompt.Kind.GUIDELINES and before.at > now() - AGAIN:
        raise ValidationError(
            {"kind": _("You have reminded of them in the last days. Is there one you could talk to?")}
        )
    made = Prompt.objects.create(circle=circle, kind=kind, code=code[:40], post=post, at=now())
    record("facilitation.prompted", actor=by, subject=circle)
    return made
