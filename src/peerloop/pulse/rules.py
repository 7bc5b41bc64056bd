"""How a survey stands, what it may be, and who may do what about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.clock import now
from peerloop.kit.text import clean
from peerloop.people.models import Role
from peerloop.people.rules import has_role, require
from peerloop.pulse.models import LONGEST_LEAD, LONGEST_TITLE, Cut, Kind, Outside, Survey
from peerloop.pulse.questions import questions_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from peerloop.people.models import Member

State = Literal["draft", "open", "closed"]
ORGANISING = (Role.ORGANISER, Role.ADMINISTRATOR)
READING = (Role.ORGANISER, Role.ADMINISTRATOR, Role.ANALYST)
"""Who reads what is published of a survey without having been asked."""
SOONEST, LATEST = timedelta(days=1), timedelta(days=120)
"""How long a survey stays open, at least and at most."""
REMINDED_BEFORE = timedelta(days=3)
REMEMBERED = timedelta(weeks=13)
"""So long it is reckoned with who has answered; what people want is not the same after a quarter."""
UNANSWERED = timedelta(days=14)
"""A note of an interview to which its member says nothing is deleted after so long."""
MOST_WISHES = 5
DEAREST = 10_000_000


class Over(ValidationError):
    """It is open, closed or answered already, so this can no longer be done about it."""


def must_organise(by: Member) -> None:
    """Raise ``PermissionDenied`` for who does not organise, or has left."""
    require(by.departed_at is None and has_role(by, *ORGANISING))


def state(survey: Survey) -> State:
    """Return how it stands; its opening and its closure are at hand. What is due to close is closed."""
    if hasattr(survey, "closure"):
        return "closed"
    if not hasattr(survey, "opening"):
        return "draft"
    return "open" if survey.closes_at > now() else "closed"


def must_be(survey: Survey, what: State) -> None:
    """Raise ``Over`` for a survey that stands otherwise."""
    stands = state(survey)
    if stands == what:
        return
    words = {
        "draft": _("This survey is not open yet."),
        "open": _("This survey is open. What people are answering does not change any more."),
        "closed": _("This survey is closed."),
    }
    raise Over(words[stands])


def a_survey(
    *, title: str, lead: str, kind: str, signed: bool, asks: Sequence[str], cut: str, closes_at: datetime
) -> dict[str, Any]:  # fmt: skip
    """Return what a survey says as it is stored; raises ``ValidationError`` by field."""
    said = {"title": " ".join(clean(title).split()), "lead": clean(lead)}
    wrong: dict[str, str] = {}
    if not any(char.isalnum() for char in said["title"]):
        wrong["title"] = _("Give it a title, so that people know what they are asked about.")
    for name, longest in (("title", LONGEST_TITLE), ("lead", LONGEST_LEAD)):
        if len(said[name]) > longest:
            wrong[name] = _("Please keep it to %(most)s characters.") % {"most": longest}
    if kind not in Kind.values:
        wrong["kind"] = _("Choose who is asked.")
    if signed and kind != Kind.LEADERS:
        wrong["signed"] = _("Only managers and leaders can be asked to sign: members answer without their name.")
    if cut not in Cut.values:
        wrong["cut"] = _("Choose how the results are told.")
    possible = [one.code for one in questions_for(kind)] if kind in Kind.values else []
    chosen = [code for code in possible if code in set(asks)]
    if kind in Kind.values and (not chosen or not set(asks) <= set(possible)):
        wrong["asks"] = _("Choose at least one question.")
    if not SOONEST <= closes_at - now() <= LATEST:
        wrong["closes_at"] = _("Choose a time from tomorrow on, within four months.")
    if wrong:
        raise ValidationError({field: [words] for field, words in wrong.items()})
    return said | {"kind": kind, "signed": signed, "asks": chosen, "cut": cut, "closes_at": closes_at}


def words_of(text: str, longest: int, field: str, empty: str) -> str:
    """Return a text as it is stored; raises ``ValidationError`` at ``field``, for nothing where ``empty`` says why."""
    said = clean(text)
    if empty and not any(char.isalnum() for char in said):
        raise ValidationError({field: [empty]})
    if len(said) > longest:
        raise ValidationError({field: [_("Please keep it to %(most)s characters.") % {"most": longest}]})
    return said


def an_outside(
    *, kind: str, title: str, link: str, contact: str, about: str,
    cost_from: int | None, cost_to: int | None, currency: str,
) -> dict[str, Any]:  # fmt: skip
    """Return help from outside as it is stored; raises ``ValidationError`` by field."""
    currency = clean(currency).upper()
    wrong = _wrong_of(kind, link, cost_from, cost_to, currency)
    said = {}
    for name, text, longest in (("title", title, LONGEST_TITLE), ("about", about, 280), ("contact", contact, 200)):
        said[name] = " ".join(clean(text).split())
        if len(said[name]) > longest:
            wrong[name] = _("Please keep it to %(most)s characters.") % {"most": longest}
    if not any(char.isalnum() for char in said["title"]):
        wrong["title"] = _("Say what the course is called, or who the guest is.")
    if wrong:
        raise ValidationError({field: [words] for field, words in wrong.items()})
    return said | {
        "kind": kind, "link": link, "cost_from": cost_from, "cost_to": cost_to,
        "currency": currency if cost_from or cost_to else "",
    }  # fmt: skip


def _wrong_of(kind: str, link: str, cost_from: int | None, cost_to: int | None, currency: str) -> dict[str, str]:
    """Return by field what cannot be of its kind, its link and its cost."""
    wrong: dict[str, str] = {}
    if kind not in Outside.Kind.values:
        wrong["kind"] = _("Choose a course or a guest.")
    if kind == Outside.Kind.COURSE and not link:
        wrong["link"] = _("Give the address at which the course is described.")
    if link and not link.startswith(("https://", "http://")):
        wrong["link"] = _("The address begins with https:// or http://.")
    if cost_from is not None and cost_to is not None and cost_to < cost_from:
        wrong["cost_to"] = _("This is less than what it costs at least.")
    if any(cost is not None and not 0 <= cost <= DEAREST for cost in (cost_from, cost_to)):
        wrong["cost_from"] = _("Give a cost from 0 to 10,000,000.")
    if (cost_from or cost_to) and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        wrong["currency"] = _("Give the currency in three letters, such as EUR.")
    return wrong


def chosen_of(codes: Iterable[str], options: Iterable[str]) -> list[str]:
    """Return those of ``codes`` that are options, in the options' order."""
    there = set(codes)
    return [one for one in options if one in there]
