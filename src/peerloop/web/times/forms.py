"""Who is to meet, for how long and in which days; and what it is when an hour is taken."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peerloop.kit.clock import now
from peerloop.people.queries import teams_in_order
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerloop.people.models import Member

LENGTHS = (15, 30, 45, 60, 90, 120, 180, 240)
SPANS = (7, 14, 28)
YEAR = timedelta(days=366)
KINDS = [(kind.value, kind.label) for kind in Session.Kind if kind not in {"coffee", "teach_back", "circle"}]


def within_reach(moment: datetime) -> None:
    """Refuse what lies beyond every calendar: no wall clock names it."""
    if abs(moment - now()) > 2 * YEAR:
        raise ValidationError(_("Choose one of the hours."))


class ChooseForm(forms.Form):
    """Everything that the address of the page says beside who was chosen."""

    name = forms.CharField(label=gettext_lazy("Add by name"), required=False, max_length=120)
    team = forms.ChoiceField(label=gettext_lazy("Add a team"), required=False)
    minutes = forms.TypedChoiceField(label=gettext_lazy("How long?"), coerce=int, initial=60)
    first = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    days = forms.TypedChoiceField(label=gettext_lazy("Within"), coerce=int, initial=14)

    def __init__(self, data: Any, *, reader: Member, now: datetime) -> None:
        self.today = now.astimezone(ZoneInfo(reader.time_zone)).date()
        given = {name: data[name] for name in ("name", "team", "minutes", "first", "days") if data.get(name)}
        super().__init__({"minutes": 60, "days": 14, "first": self.today.isoformat(), **given})
        self.fields["minutes"].choices = [(one, _length(one)) for one in LENGTHS]  # type: ignore[attr-defined]
        self.fields["days"].choices = [(one, _days(one)) for one in SPANS]  # type: ignore[attr-defined]
        teams = [(str(team.pk), f"{'– ' * depth}{team.name}") for team, depth in teams_in_order()]
        self.fields["team"].choices = [("", "–"), *teams]  # type: ignore[attr-defined]

    def clean_first(self) -> date:
        """A day that is not over, within the next year."""
        first: date = self.cleaned_data["first"]
        if first < self.today:
            raise forms.ValidationError(_("This day is over. Please choose one that is still to come."))
        if first > self.today + YEAR:
            raise forms.ValidationError(_("Please choose a day within the next year."))
        return first


class TakeForm(forms.Form):
    """What the session is, and when; ``uid`` makes a double click one click."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, initial=Session.Kind.WORKSHOP.value)
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    link = forms.CharField(label=gettext_lazy("Link"), required=False, max_length=200, widget=forms.URLInput())
    uid = forms.UUIDField(widget=forms.HiddenInput)
    starts_at = forms.DateTimeField(
        widget=forms.HiddenInput, validators=[within_reach],
        error_messages={"required": gettext_lazy("Choose one of the hours.")},
    )  # fmt: skip


def _length(minutes: int) -> str:
    if minutes % 60:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return ngettext("%(count)s hour", "%(count)s hours", minutes // 60) % {"count": minutes // 60}


def _days(days: int) -> str:
    return ngettext("%(count)s week", "%(count)s weeks", days // 7) % {"count": days // 7}
