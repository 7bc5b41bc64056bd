"""What the pages about office hours ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from peerloop.officehours.rules import LONGEST_LINE, SLOTS
from peerloop.web.series.forms import TermsForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.officehours.queries import Turn
    from peerloop.schedule.models import Session

MINUTES = [(slot, str(slot)) for slot in SLOTS]


class HourForm(TermsForm):
    """A standing hour: when it is, and how long one visit takes as a rule."""

    slot = forms.TypedChoiceField(label=_("Minutes for each"), choices=MINUTES, coerce=int, initial=10)
    field_order = ("title", "about", "starts_on", "local_time", "minutes", "slot", "repeats", "until", "times")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out what a queue does not need."""
        super().__init__(*args, **kwargs)
        del self.fields["capacity"]
        self.fields["title"].label = _("What can one come to you with?")


class VisitForm(forms.Form):
    """A line about it, how long it takes, and for which date."""

    text = forms.CharField(
        label=_("What is it about?"), max_length=LONGEST_LINE, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A line is enough. Only the host reads it."),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(label=_("How many minutes?"), choices=MINUTES, coerce=int)
    session = forms.TypedChoiceField(label=_("When?"), coerce=int)

    def __init__(self, *args: Any, dates: Iterable[Session], **kwargs: Any) -> None:
        """Choose among the dates to which one may come."""
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = [  # type: ignore[attr-defined]
            (session.pk, date_format(timezone.localtime(session.starts_at), "D j F, H:i")) for session in dates
        ]


class DateForm(forms.Form):
    """Which date's queue it is about, and who was in when the button was shown."""

    session = forms.IntegerField(min_value=1)
    seen = forms.IntegerField(min_value=0, required=False)
    absent = forms.BooleanField(required=False)
    paused = forms.BooleanField(required=False)


class TogetherForm(forms.Form):
    """Two who wait."""

    session = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    one = forms.TypedChoiceField(label=_("Who"), coerce=int)
    two = forms.TypedChoiceField(label=_("and who"), coerce=int)

    def __init__(self, *args: Any, waiting: Iterable[Turn], **kwargs: Any) -> None:
        """Choose among those who wait on their own."""
        super().__init__(*args, **kwargs)
        alone = [(turn.first.pk, turn.first.member.name) for turn in waiting if len(turn.visits) == 1]
        self.fields["one"].choices = alone  # type: ignore[attr-defined]
        self.fields["two"].choices = alone  # type: ignore[attr-defined]
        if len(alone) > 1:
            self.fields["two"].initial = alone[1][0]


class AnswerForm(forms.Form):
    """Yes or no."""

    say = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")
