"""What the pages about sessions ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.schedule.words import LONGEST_WORD


def a_word() -> forms.CharField:
    """Return the field for the word that goes with a change."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=_("A word to the other"), required=False, max_length=LONGEST_WORD, widget=widget)


class Seen(forms.Form):
    """Which version of the session the form was filled in upon."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class MoveForm(Seen):
    """Another day and time, by the reader's own clock, and a word."""

    local_date = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    local_time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")
    )
    word = a_word()
    seen_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)


class CancelForm(forms.Form):
    """A word about it."""

    word = a_word()


class PlaceForm(Seen):
    """Where to meet."""

    link = forms.CharField(
        label=_("Link"), required=False, max_length=200,
        help_text=_("To a video call, for example; it begins with https://."), widget=forms.URLInput(),
    )  # fmt: skip
    place = forms.CharField(label=_("Place"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep the ids apart from those of the other forms on the page."""
        kwargs.setdefault("auto_id", "where_%s")
        super().__init__(*args, **kwargs)
