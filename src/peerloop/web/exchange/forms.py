"""What is written to offer or to ask for a day or some weeks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.exchange.models import MOST_PLACES, MOST_WEEKS, WHAT, WORKING_DAYS
from peerloop.exchange.rules import LINE_LENGTH

ADate = forms.DateInput(attrs={"type": "date"})
ATime = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WordForm(forms.Form):
    """A word with which one asks."""

    word = forms.CharField(
        label=_("A word to them"),
        required=False,
        max_length=LINE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LINE_LENGTH}),
        help_text=_("What would you like to see, and why?"),
    )


class HoursForm(forms.Form):
    """A day and its hours, on one's own clock."""

    local_date = forms.DateField(label=_("Which day?"), widget=ADate)
    local_time = forms.TimeField(label=_("From"), widget=ATime, initial="09:00")
    until = forms.TimeField(label=_("Until"), widget=ATime, initial="16:00")


class DayForm(HoursForm):
    """You may shadow me."""

    about = forms.CharField(
        label=_("What will one see?"),
        max_length=WHAT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": WHAT}),
        help_text=_("Whom one meets, what is decided, what is dull. And what one may not see."),
    )
    places = forms.IntegerField(label=_("How many may come?"), min_value=1, max_value=MOST_PLACES, initial=1)
    where = forms.CharField(label=_("Where to meet"), required=False, max_length=120)

    field_order = ("about", "local_date", "local_time", "until", "places", "where")


class AskDayForm(HoursForm, WordForm):
    """May I come along?"""

    about = forms.CharField(
        label=_("What would you like to see?"),
        max_length=WHAT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": WHAT}),
    )

    field_order = ("about", "local_date", "local_time", "until", "word")


class PlaceForm(forms.Form):
    """A place in one's team."""

    about = forms.CharField(
        label=_("What will one do?"),
        max_length=WHAT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": WHAT}),
        help_text=_("One thing that can be finished in the time, and what one learns by it."),
    )
    starts_on = forms.DateField(label=_("From which day?"), widget=ADate)
    weeks = forms.IntegerField(label=_("For how many weeks?"), min_value=1, max_value=MOST_WEEKS, initial=6)
    days = forms.IntegerField(label=_("How many days a week?"), min_value=1, max_value=WORKING_DAYS, initial=2)
    places = forms.IntegerField(label=_("How many may come?"), min_value=1, max_value=MOST_PLACES, initial=1)


class WeekForm(forms.Form):
    """What one week is for."""

    week = forms.IntegerField(min_value=1, max_value=MOST_WEEKS)
    text = forms.CharField(required=False, max_length=WHAT)
