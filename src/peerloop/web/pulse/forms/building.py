"""What an organiser says of a survey."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from peerloop.kit.clock import now
from peerloop.people.queries import teams_in_order
from peerloop.programmes.queries import programmes_run_by
from peerloop.pulse.models import LONGEST_LEAD, LONGEST_TITLE, Cut
from peerloop.pulse.questions import QUESTIONS, questions_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member
    from peerloop.pulse.models import Survey

WHO = [
    ("needs", lazy("Members: what they want to learn. Their names are never shown.")),
    ("leaders", lazy("Managers and leaders: what their people need. Their names are never shown.")),
    ("signed", lazy("Managers and leaders, signed: each answer is read by the organisers with its name.")),
]
LASTS = timedelta(days=14)


class TeamLine(NamedTuple):
    """A team's tick, and how far it stands below the top."""

    tick: Any
    depth: int


class SurveyForm(forms.Form):
    """Who is asked what until when, and how it is told. As it comes it can be saved at once."""

    title = forms.CharField(label=lazy("Title"), max_length=LONGEST_TITLE)
    lead = forms.CharField(
        label=lazy("What it is for"), required=False, max_length=LONGEST_LEAD,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_LEAD}),
        help_text=lazy("Who is asked reads this first: what becomes of the answers?"),
    )  # fmt: skip
    who = forms.ChoiceField(label=lazy("Who is asked"), choices=WHO, widget=forms.RadioSelect)
    asks = forms.MultipleChoiceField(label=lazy("Questions"), widget=forms.CheckboxSelectMultiple)
    closes_on = forms.DateField(
        label=lazy("Last day to answer"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    cut = forms.ChoiceField(
        label=lazy("How the results are told"), choices=Cut.choices, required=False, widget=forms.RadioSelect,
        help_text=lazy(
            "Beside the whole, by one thing only: it cannot be changed once the survey is open, and both together "
            "could tell of single people."
        ),
    )  # fmt: skip
    programme = forms.TypedChoiceField(label=lazy("For a programme"), coerce=int, empty_value=None, required=False)
    uid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reader: Member, **kwargs: Any) -> None:
        begin = {
            "uid": uuid4(), "who": "needs", "title": _("What would you like to learn next?"), "cut": "",
            "asks": [*QUESTIONS], "closes_on": (now() + LASTS).date(),
        }  # fmt: skip
        super().__init__(*args, **kwargs | {"initial": begin | kwargs.get("initial", {})})
        self.reader = reader
        only = {one.code for one in questions_for("leaders")} - {one.code for one in questions_for("needs")}
        self.fields["asks"].choices = [  # type: ignore[attr-defined]
            (
                one.code,
                _("%(question)s (of managers and leaders)") % {"question": one.names}
                if one.code in only
                else one.names,
            )
            for one in QUESTIONS.values()
        ]
        there = teams_in_order()
        self.depths = [depth for _team, depth in there]
        self.fields["teams"] = forms.TypedMultipleChoiceField(
            label=lazy("Only these teams, with those below them"), coerce=int, required=False,
            choices=[(team.pk, team.name) for team, _depth in there], widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        running = programmes_run_by(reader).filter(closing=None).order_by("title")
        self.fields["programme"].choices = [  # type: ignore[attr-defined]
            ("", _("none: it is the house’s")),
            *running.values_list("pk", "title"),
        ]
        if len(self.fields["programme"].choices) == 1:  # type: ignore[attr-defined]
            del self.fields["programme"]

    def team_lines(self) -> Iterator[TeamLine]:
        """Yield the teams, each before those below it."""
        return (TeamLine(tick, min(depth, 5)) for tick, depth in zip(self["teams"], self.depths, strict=True))

    def said(self) -> dict[str, Any]:
        """Return what the form says, as the action wants it; to be asked where it is valid."""
        said = self.cleaned_data
        kind = "needs" if said["who"] == "needs" else "leaders"
        possible = {one.code for one in questions_for(kind)}
        zone = ZoneInfo(self.reader.time_zone)
        programme = said.get("programme")
        return {
            "title": said["title"],
            "lead": said["lead"],
            "kind": kind,
            "signed": said["who"] == "signed",
            "asks": [code for code in said["asks"] if code in possible],
            "cut": said["cut"],
            "closes_at": datetime.combine(said["closes_on"], time(23, 59), tzinfo=zone),
            "teams": said["teams"],
            "programme": programmes_run_by(self.reader).get(pk=programme) if programme else None,
        }


def begun(survey: Survey, zone: str) -> dict[str, Any]:
    """Return a draft as the form shows it."""
    return {
        "title": survey.title,
        "lead": survey.lead,
        "who": "signed" if survey.signed else survey.kind,
        "asks": survey.asks,
        "closes_on": survey.closes_at.astimezone(ZoneInfo(zone)).date(),
        "cut": survey.cut,
        "teams": list(survey.teams.values_list("pk", flat=True)),
        "programme": survey.programme_id,
    }
