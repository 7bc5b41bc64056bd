"""What is found, narrowed down: to a skill, a span of time, a weekday, in person or online, a team, a place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import now
from peerloop.people.queries import places_called, teams_called, with_those_below
from peerloop.schedule.narrowing import meeting_places_called
from peerloop.skills.queries import find_skill

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import QueryDict

    from peerloop.people.models import Member

SPANS = {"week": timedelta(weeks=1), "month": timedelta(days=31), "year": timedelta(days=366)}
"""As far ahead for what is to come as back for what was said."""
LONGEST = 120


class NarrowForm(forms.Form):
    """Each field filled in is a way (see ``search.kinds``) with its value; ``names``: those that can be of use."""

    skill = forms.CharField(label=gettext_lazy("Skill"), required=False, max_length=LONGEST)
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        required=False,
        choices=[
            ("", gettext_lazy("any time")),
            ("week", gettext_lazy("within a week")),
            ("month", gettext_lazy("within a month")),
            ("year", gettext_lazy("within a year")),
        ],
    )
    day = forms.TypedChoiceField(
        label=gettext_lazy("Weekday"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", gettext_lazy("any day")), *((str(day + 1), name) for day, name in WEEKDAYS.items())],
    )
    way = forms.TypedChoiceField(
        label=gettext_lazy("In person or online"),
        required=False,
        empty_value=None,
        choices=[
            ("", gettext_lazy("either")),
            ("in_person", gettext_lazy("in person")),
            ("online", gettext_lazy("online")),
        ],
    )
    team = forms.CharField(label=gettext_lazy("Team"), required=False, max_length=LONGEST)
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=LONGEST)

    def __init__(self, data: QueryDict, *, reader: Member, names: Collection[str]) -> None:
        super().__init__(data)
        self.reader = reader
        for name in [name for name in self.fields if name not in names]:
            del self.fields[name]

    def clean_skill(self) -> int | None:
        """The skill that is named."""
        if not (name := self.cleaned_data["skill"]):
            return None
        skill = find_skill(name)
        if skill is None:
            raise forms.ValidationError(_("Nobody has named this skill here yet."))
        return skill.pk

    def clean_when(self) -> tuple[Any, Any] | None:
        """From so long ago until so far ahead."""
        span = SPANS.get(self.cleaned_data["when"])
        instant = now()
        return (instant - span, instant + span) if span else None

    def clean_team(self) -> tuple[int, ...] | None:
        """The teams of that name, with those below them."""
        if not (name := self.cleaned_data["team"]):
            return None
        if not (teams := teams_called(name)):
            raise forms.ValidationError(_("No team is called so."))
        return tuple(sorted(with_those_below(teams)))

    def clean_place(self) -> tuple[str, ...] | None:
        """The places in whose names it stands: where somebody is, or a session takes place."""
        if not (name := self.cleaned_data["place"]):
            return None
        if not (places := {*places_called(self.reader, name), *meeting_places_called(self.reader, name)}):
            raise forms.ValidationError(_("Nobody is, and nothing takes place, at a place that is called so."))
        return tuple(sorted(places))

    @property
    def kept(self) -> dict[str, Any]:
        """The ways that are chosen, with their values."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


def limits_of(ways: Collection[str]) -> tuple[str, ...]:
    """Return the names of the form's fields that stand for these ways."""
    return tuple(name for name in NarrowForm.base_fields if name in ways)
