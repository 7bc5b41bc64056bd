"""What is worth doing next, and what stands in the way, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from peerloop.insight.rules import Step
    from peerloop.programmes.models import Programme

OBSTACLES = {
    "no_time": _("No time for it"),
    "nobody": _("Nobody found to learn with"),
    "manager": _("Their manager does not back it"),
    "not_useful": _("Of no use to them"),
    "other": _("Something else"),
}


@dataclass(frozen=True)
class Advice:
    """Something worth doing: what, why, and where, as a page's name; ``about`` it where the page is the programme's."""

    what: str | _StrPromise
    why: str | _StrPromise
    label: str | _StrPromise = ""
    page: str = ""
    about: bool = True
    url: str = ""


ADVICE: dict[str, Advice] = {
    "open": Advice(
        _("Open it"), _("As long as it is a draft, nobody can join."), _("To the programme"), "programmes:programme"
    ),
    "invite": Advice(
        _("Invite everybody whom it is for"), _("Nobody has been invited yet."), _("To the programme"),
        "programmes:programme",
    ),
    "few": Advice(
        _("Talk to those who lead the teams"),
        _("Fewer than five take part. People join what somebody they know speaks well of."), _("The pack for them"),
        "insight:pack",
    ),
    "not_meeting": Advice(
        _("Bring them together"), _("Many have joined, and few have met."), _("Match everybody"), "organise:run",
        about=False,
    ),
    "no_time": Advice(
        _("Give it more time"), _("Many say that they have no time for it."), _("Change the weekly time"),
        "programmes:change",
    ),
    "nobody": Advice(
        _("Match everybody again"), _("Many have found nobody to learn with."), _("Match everybody"), "organise:run",
        about=False,
    ),
    "manager": Advice(
        _("Take the pack to the managers"), _("Many say that their manager does not back it."),
        _("The pack for them"), "insight:pack",
    ),
    "not_useful": Advice(
        _("Ask what people need"), _("Many say that it is of no use to them."), _("Supply and demand"),
        "organise:demand", about=False,
    ),
    "write_down": Advice(
        _("Write down how far it is"), _("For five weeks no number has been written down."), _("Objectives"),
        "programmes:objectives",
    ),
    "ending": Advice(
        _("Look back together"), _("It ends in two weeks. Fix a day for it, and write down what was reached."),
        _("Timetable"), "programmes:timetable",
    ),
    "well": Advice(_("Nothing needs you just now"), _("It goes by itself. Come back on Monday.")),
}  # fmt: skip


def advice(programme: Programme, step: Step) -> Advice:
    """Return a step in words, with the way there."""
    found = ADVICE[step]
    if not found.page:
        return found
    return replace(found, url=reverse(found.page, args=[programme.pk] if found.about else []))
