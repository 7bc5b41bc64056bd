"""What is said when a programme is set up, changed, copied and followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.formats.queries import formats
from peerloop.guidelines.queries import guidelines_seen_by
from peerloop.people.queries import teams_in_order
from peerloop.programmes.models import Objective, Obstacle
from peerloop.programmes.models.aims import LONGEST_AIM, LONGEST_LINE, LONGEST_SOURCE
from peerloop.programmes.models.programme import LONGEST_TITLE, LONGEST_WHY
from peerloop.programmes.rules import MOST_AIMS, MOST_DAYS, Aim, Day
from peerloop.web.colleagues import NamesColleague

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member

    Rows = BaseFormSet[forms.Form]
else:
    Rows = BaseFormSet

MOST_DIGITS: dict[str, Any] = {"max_digits": 11, "decimal_places": 2}


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


@dataclass(frozen=True)
class TeamLine:
    """A team's tick, and how far it stands below the top."""

    tick: Any
    depth: int


class ProgrammeForm(NamesColleague):
    """What a programme says of itself; its sponsor is the colleague named."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_TITLE)
    why = forms.CharField(
        label=gettext_lazy("Why?"), required=False, max_length=LONGEST_WHY,
        help_text=gettext_lazy("What is the matter now, and what is to be better? Everybody reads it whom it is for."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_WHY}),
    )  # fmt: skip
    starts_on = day_field(gettext_lazy("First day"), required=True)
    ends_on = day_field(gettext_lazy("Last day"), help_text=gettext_lazy("Empty: it goes on."))
    join_by = day_field(gettext_lazy("Last day to join"), help_text=gettext_lazy("Empty: as long as it lasts."))
    allowance = forms.IntegerField(
        label=gettext_lazy("Minutes a week for learning"), required=False, min_value=1, max_value=2400,
        help_text=gettext_lazy("Who takes part has so much time for it, where their own hours say less."),
    )  # fmt: skip
    asks_teach_back = forms.BooleanField(
        label=gettext_lazy("Who teaches a group shows it to two colleagues first"), required=False
    )
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reader: Member, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, reader=reader, needed=False, **kwargs)
        named: Any = self.fields["colleague"]
        named.label = _("Sponsor")
        named.help_text = _("Who backs it. They see what is published of it, not who takes part.")
        teams = teams_in_order()
        self.depths = [depth for _team, depth in teams]
        self.fields["teams"] = forms.TypedMultipleChoiceField(
            label=_("For whom?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(team.pk, team.name) for team, _depth in teams],
        )  # fmt: skip
        self.by_id = {team.pk: team for team, _depth in teams}
        self.fields["formats"] = forms.MultipleChoiceField(
            label=_("Formats"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(one.code, one.title) for one in formats()],
        )  # fmt: skip
        there = guidelines_seen_by(reader).order_by("pk")
        self.fields["guidelines"] = forms.ModelChoiceField(
            there, label=_("Guidelines that hold in it"), required=False, empty_label=_("those of the house")
        )

    def team_lines(self) -> Iterator[TeamLine]:
        """Yield the teams, each before those below it."""
        return (TeamLine(tick, min(depth, 5)) for tick, depth in zip(self["teams"], self.depths, strict=True))

    def said(self) -> dict[str, Any]:
        """Return what the form says, as the actions take it; to be asked where it is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"colleague", "which", "uid"}}
        said["sponsor"] = self.cleaned_data["colleague"]
        said["teams"] = [self.by_id[pk] for pk in said["teams"]]
        return said


class AimForm(forms.Form):
    """An objective; a line that is left empty is none."""

    aim = forms.CharField(label=gettext_lazy("What is to be reached?"), required=False, max_length=LONGEST_AIM)
    measured = forms.ChoiceField(
        label=gettext_lazy("Where does the number come from?"), choices=Objective.Measured.choices, required=False
    )
    baseline = forms.DecimalField(label=gettext_lazy("Where it stands now"), required=False, **MOST_DIGITS)
    baseline_source = forms.CharField(
        label=gettext_lazy("How that is known"), required=False, max_length=LONGEST_SOURCE
    )
    target = forms.DecimalField(label=gettext_lazy("Where it is to be"), required=False, **MOST_DIGITS)
    unit = forms.CharField(label=gettext_lazy("Counted in"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """A line of which something is filled in wants its aim and its target."""
        said: dict[str, Any] = self.cleaned_data
        if self.is_empty():
            return said
        if not said.get("aim") and "aim" not in self.errors:
            self.add_error("aim", _("What is to be reached?"))
        if said.get("target") is None and "target" not in self.errors:
            self.add_error("target", _("How much is it to be?"))
        by_hand = (said.get("measured") or Objective.Measured.BY_HAND) == Objective.Measured.BY_HAND
        if by_hand and said.get("baseline") is not None and not said.get("baseline_source"):
            self.add_error("baseline_source", _("Say how it is known, so that others can look it up."))
        return said

    def is_empty(self) -> bool:
        """Whether nothing but the choice was filled in."""
        return all(self.cleaned_data.get(name) in {None, ""} for name in self.fields if name != "measured") and (
            not self.errors
        )

    def said(self) -> Aim:
        """Return the objective."""
        said = self.cleaned_data
        return Aim(
            said["aim"], said["target"], said["unit"], said["measured"] or Objective.Measured.BY_HAND,
            said["baseline"], said["baseline_source"],
        )  # fmt: skip


class DayForm(forms.Form):
    """A day of the timetable; a line that is left empty is none."""

    on = day_field(gettext_lazy("Day"))
    title = forms.CharField(label=gettext_lazy("What happens?"), required=False, max_length=LONGEST_LINE)

    def clean(self) -> dict[str, Any]:
        """A line of which one half is filled in wants the other."""
        said: dict[str, Any] = self.cleaned_data
        if said.get("on") and not said.get("title"):
            self.add_error("title", _("What happens on that day?"))
        elif said.get("title") and not said.get("on") and "on" not in self.errors:
            self.add_error("on", _("On which day?"))
        return said

    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self.cleaned_data.get("on") and not self.cleaned_data.get("title")

    def said(self) -> Day:
        """Return the day."""
        return Day(self.cleaned_data["on"], self.cleaned_data["title"])


class Lines(Rows):
    """Several lines, those left empty aside."""

    def lines(self) -> list[Any]:
        """Return what they say; to be asked where they are valid."""
        forms: list[Any] = self.forms
        return [form.said() for form in forms if not form.is_empty()]


AimLines: type[Lines] = formset_factory(  # type: ignore[assignment]
    AimForm, formset=Lines, extra=1, max_num=MOST_AIMS, absolute_max=MOST_AIMS + 1
)
DayLines: type[Lines] = formset_factory(  # type: ignore[assignment]
    DayForm, formset=Lines, extra=2, max_num=MOST_DAYS, absolute_max=MOST_DAYS + 1
)


class AmountForm(forms.Form):
    """How far an objective is."""

    value = forms.DecimalField(label=gettext_lazy("How much is it?"), **MOST_DIGITS)
    on = day_field(gettext_lazy("On which day?"), required=True)
    source = forms.CharField(label=gettext_lazy("How is it known?"), max_length=LONGEST_SOURCE)


class CopyForm(forms.Form):
    """When the copy begins."""

    starts_on = day_field(gettext_lazy("It begins on"), required=True)
    uid = forms.UUIDField(widget=forms.HiddenInput)


class ObstacleForm(forms.Form):
    """What stands in one's way."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Obstacle.Kind.choices, widget=forms.RadioSelect)
