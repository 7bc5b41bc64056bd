"""Say how useful it was, take it along on a loop, talk about a place in it, and say that it still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.discussion.actions import say
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.library.actions.following import weigh
from peerloop.library.actions.held import held, written
from peerloop.library.models import Resource, Spot, Use, Usefulness
from peerloop.library.models.resource import LONGEST_WORD
from peerloop.library.rules.says import a_text, a_word
from peerloop.library.rules.states import A_YEAR, LATEST, SOONEST
from peerloop.library.rules.timed import LAST
from peerloop.people.rules import require

if TYPE_CHECKING:
    from datetime import date

    from peerloop.discussion.models import Post
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

LONGEST_QUOTE, AT_A_TIME = 200, 500


@transaction.atomic
def judge(resource: Resource, *, by: Member, how: str, word: str) -> Usefulness:
    """Say how useful it was, in a written word and with one's name; said again it takes the place of the first.

    Raises ``ValidationError`` by field, ``PermissionDenied`` for who does not see it published or has a part in it.
    """
    stands = held(resource, by=by)
    require(stands.resource.public and all(one.member_id != by.pk for one in stands.contributors))
    if how not in Usefulness.How.values:
        raise ValidationError({"how": _("Please choose how useful it was.")})
    why = _("Say in a few words what it helped with, or what was missing: that is what others choose by.")
    said = {"how": how, "word": a_word(word, field="word", most=LONGEST_WORD, why=why), "at": now()}
    made, _new = Usefulness.objects.update_or_create(resource=stands.resource, member=by, defaults=said)
    weigh(stands.resource)
    record("resource.judged", actor=by, subject=stands.resource, about=stands.authors)
    return made


@transaction.atomic
def take_judgement_back(resource: Resource, *, by: Member) -> None:
    """Take back what one said of its use; nothing happens where one said nothing."""
    stands = held(resource, by=by)
    gone, _rows = Usefulness.objects.filter(resource=resource, member=by).delete()
    if gone:
        weigh(stands.resource)
        record("resource.unjudged", actor=by, subject=stands.resource, about=[by.pk])


@transaction.atomic
def take_along(resource: Resource, loop: Loop, *, by: Member) -> None:
    """Note that one learns with it, on a loop of one's own; twice is once.

    It counts when the loop comes full circle.
    """
    stands = held(resource, by=by)
    require(stands.resource.public and loop.learner_id == by.pk)
    _use, new = Use.objects.get_or_create(resource=stands.resource, loop=loop, defaults={"at": now()})
    if new:
        weigh(stands.resource)
        record("resource.taken_along", actor=by, subject=stands.resource, about=[by.pk])


@transaction.atomic
def leave_behind(resource: Resource, loop: Loop, *, by: Member) -> None:
    """Learn with it no longer."""
    stands = held(resource, by=by)
    require(loop.learner_id == by.pk)
    gone, _rows = Use.objects.filter(resource=resource, loop=loop).delete()
    if gone:
        weigh(stands.resource)
        record("resource.left_behind", actor=by, subject=stands.resource, about=[by.pk])


@transaction.atomic
def comment(
    resource: Resource, *, by: Member, text: str, second: int | None = None, quote: str = "", anyway: bool = False
) -> Post:
    """Say something in its thread about a second of what is played, or about words of its text, and return the post.

    Raises as ``discussion.actions.say`` does, ``ValidationError`` on "second" or "quote" for a place that is none.
    """
    stands = held(resource, by=by)
    made = stands.resource
    if made.thread is None or not made.public:
        raise PermissionDenied
    quote = " ".join(a_text("quote", quote, LONGEST_QUOTE).split())
    if second is not None and not 0 <= second <= LAST:
        raise ValidationError({"second": _("Give the place as minutes and seconds, as in 04:10.")})
    shown = made.current or stands.latest
    if quote and quote not in " ".join(f"{shown.text} {shown.transcript}".split()):
        raise ValidationError({"quote": _("These words do not stand in it. Copy them from the text.")})
    post = say(made.thread, by=by, text=text, anyway=anyway)
    if (second is not None or quote) and not Spot.objects.filter(post=post).exists():
        place = {"second": second} if second is not None else {"quote": quote}
        Spot.objects.create(resource=made, post=post, **place)
    record("resource.commented", actor=by, subject=post, about=[pk for pk in stands.authors if pk != by.pk])
    return post


@transaction.atomic
def still_holds(resource: Resource, *, by: Member, until: date | None = None) -> None:
    """Say that it was looked at and still holds; it is looked at again on ``until``, or in a year.

    Raises ``ValidationError`` on "until" for a day that has gone or lies beyond five years.
    """
    stands = written(resource, by=by)
    today = now().date()
    day = until or today + A_YEAR
    if not today + SOONEST <= day <= today + LATEST:
        raise ValidationError({"until": _("Choose a day to come, within five years.")})
    made = stands.resource
    made.look_again_on, made.asked_at = day, None
    made.save(update_fields=["look_again_on", "asked_at"])
    record("resource.holds", actor=by, subject=made, about=[by.pk])


@transaction.atomic
def ask_to_look_again() -> int:
    """Ask about what has come to its day, once for each day that was set, and return how many."""
    due = Resource.objects.filter(public=True, look_again_on__lte=now().date(), asked_at=None).order_by("pk")
    ids = list(due.values_list("pk", flat=True)[:AT_A_TIME])
    list(Resource.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    rows = list(due.filter(pk__in=ids).prefetch_related("contributors"))  # as far as it is still true of them
    for made in rows:
        made.asked_at = now()
        made.save(update_fields=["asked_at"])
        authors = [one.member_id for one in made.contributors.all() if one.part == "author"]
        record("resource.due", actor=None, subject=made, about=authors)
    return len(rows)
