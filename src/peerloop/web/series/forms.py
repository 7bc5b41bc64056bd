"""What the pages about series ask for."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.text import key
from peerloop.people.queries import seen_by
from peerloop.schedule.models import Session
from peerloop.schedule.words import LONGEST_WORD
from peerloop.series.models import Repeats
from peerloop.series.rules import KINDS, Terms

if TYPE_CHECKING:
    from peerloop.people.models import Member

A_DAY = {"type": "date"}


def a_day(label: Any, **more: Any) -> forms.DateField:
    """Return the field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs=A_DAY, format="%Y-%m-%d"), **more)


def a_time(label: Any) -> forms.TimeField:
    """Return the field for a time of day."""
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M"))


def a_number(label: Any, **more: Any) -> forms.IntegerField:
    """Return the field for a number; the rules say within which bounds."""
    return forms.IntegerField(label=label, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **more)


class TermsForm(forms.Form):
    """When, how often, until when, where."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    about = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    starts_on = a_day(gettext_lazy("First day"))
    local_time = a_time(gettext_lazy("Time"))
    minutes = a_number(gettext_lazy("Minutes"))
    repeats = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=Repeats.choices,
        help_text=gettext_lazy(
            "Counted from the first day: if that is a second Tuesday, each month has its second one."
        ),
    )
    until = a_day(
        gettext_lazy("Until"), required=False, help_text=gettext_lazy("The last day. Or say how many times, below.")
    )
    times = a_number(gettext_lazy("How many times"), required=False)
    capacity = a_number(
        gettext_lazy("Places"), required=False, help_text=gettext_lazy("Beside yours. Empty: as many as like to come.")
    )
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    link = forms.CharField(
        label=gettext_lazy("Link"), required=False, max_length=200, widget=forms.URLInput(),
        help_text=gettext_lazy("To a video call, for example; it begins with https://."),
    )  # fmt: skip

    def terms(self, zone: str) -> Terms:
        """Return what a valid form says, by the wall clock of ``zone``."""
        names = {field.name for field in fields(Terms)}
        return Terms(zone=zone, **{name: value for name, value in self.cleaned_data.items() if name in names})


class SeriesForm(TermsForm):
    """All of a new series."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of session?"), choices=[(kind.value, kind.label) for kind in KINDS]
    )
    co_lead = forms.CharField(
        label=gettext_lazy("Who leads it with you"), required=False, max_length=254,
        help_text=gettext_lazy("A colleague’s name or mail address. They may change it too, and go on if you leave."),
    )  # fmt: skip
    field_order = ("kind", "title", "about", "starts_on", "local_time", "minutes", "repeats", "until", "times")

    def __init__(self, *args: Any, reader: Member, **kwargs: Any) -> None:
        """Choose who leads with them among those whom ``reader`` sees."""
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_co_lead(self) -> Member | None:
        """Return the colleague who is meant, or why nobody is."""
        said = self.cleaned_data["co_lead"].strip()
        if not said:
            return None
        here = seen_by(self.reader).exclude(pk=self.reader.pk)
        found = list(here.filter(email__iexact=said)[:2] if "@" in said else here.filter(name_key=key(said))[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("Several colleagues have this name. Please write the mail address."))
        raise forms.ValidationError(_("Nobody here has this name or mail address."))


class FollowingForm(TermsForm):
    """This date and all that follow, and which version the form was filled in upon."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class EndForm(forms.Form):
    """The last ones, with a word."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    word = forms.CharField(
        label=gettext_lazy("A word to those who come"), required=False, max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class OmissionForm(forms.Form):
    """Days on which it is left out, and why."""

    first = a_day(gettext_lazy("From"))
    last = a_day(gettext_lazy("To"))
    word = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=LONGEST_WORD,
        help_text=gettext_lazy("Such as “holidays”. Who takes part reads it."),
    )  # fmt: skip


class ReturnForm(forms.Form):
    """Another day and time for a date that is left out."""

    local_date = a_day(gettext_lazy("Day"))
    local_time = a_time(gettext_lazy("Time"))


def kind_name(kind: str) -> str:
    """Return a kind of session as one says it."""
    return str(Session.Kind(kind).label)
