"""What the pages ask about a session that is moved, placed or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from peerloop.schedule.rules import is_on_the_wall
from peerloop.schedule.words import LONGEST_WORD

if TYPE_CHECKING:
    from peerloop.people.models import Member


def a_word() -> forms.CharField:
    """Return the field for the word that goes with a change."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=_("A word to the other"), required=False, max_length=LONGEST_WORD, widget=widget)


def on_the_wall(form: forms.Form, said: dict[str, Any], reader: Member) -> None:
    """Refuse a day and time that no clock of the reader's shows, by the field of the time."""
    day, hour = said.get("local_date"), said.get("local_time")
    if day and hour and not is_on_the_wall(day, hour, reader.time_zone):
        words = _say("On that day the clocks go forward, and %(time)s does not exist. Please choose another time.")
        form.add_error("local_time", words % {"time": f"{hour:%H:%M}"})


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

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that the wall clock jumps over."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        on_the_wall(self, said, self.by)
        return said


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
