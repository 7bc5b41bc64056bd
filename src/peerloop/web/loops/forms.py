"""What the steps of a loop ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.loops.rules import LONGEST

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def words(label: _StrPromise, help_text: _StrPromise) -> forms.CharField:
    """Return a field for some lines in one's own words."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, widget=widget)


def a_day(label: _StrPromise) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class GainForm(forms.Form):
    """What did you gain, what will you try, by when?"""

    gain = words(_("What did you gain?"), _("Two lines are enough."))
    intention = words(_("What will you try?"), _("Something small and real: on which task, with whom?"))
    by_when = a_day(_("By when?"))


class DayForm(forms.Form):
    """Another day for the intention."""

    by_when = a_day(_("By when?"))


class ApplicationForm(forms.Form):
    """What happened when you tried it?"""

    text = words(_("What happened when you tried it?"), _("What worked, what did not?"))


class FeedbackForm(forms.Form):
    """The answer of the one who taught."""

    text = words(_("What do you make of it?"), _("What worked, and what you would try next."))


class ReflectionForm(forms.Form):
    """What have you learned?"""

    text = words(_("What have you learned?"), _("Nobody but you will ever read this."))
