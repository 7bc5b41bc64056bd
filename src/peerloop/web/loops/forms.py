"""What a loop and its steps ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.loops.models import Confidence
from peerloop.loops.rules import LONGEST
from peerloop.web.colleagues import NamesColleague
from peerloop.web.skills.forms import LineForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def words(label: _StrPromise, help_text: _StrPromise) -> forms.CharField:
    """Return a field for some lines in one's own words."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, widget=widget)


def a_day(label: _StrPromise) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def how_sure(label: _StrPromise) -> forms.TypedChoiceField:
    """Return the five degrees of confidence, none of them asked for."""
    return forms.TypedChoiceField(
        label=label,
        choices=Confidence.Sure.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only you see this, here and at the end."),
    )


class GainForm(forms.Form):
    """What did you gain, what will you try, by when?"""

    gain = words(_("What did you gain?"), _("Two lines are enough."))
    intention = words(_("I will try it on …"), _("Something small and real: which task, with whom?"))
    by_when = a_day(_("… by"))
    sure = how_sure(_("How sure of yourself were you before?"))


class DayForm(forms.Form):
    """Another day for the intention."""

    by_when = a_day(_("By when?"))


class ApplicationForm(forms.Form):
    """What happened when you tried it?"""

    text = words(_("What happened when you tried it?"), _("What worked, what did not?"))


class FeedbackForm(forms.Form):
    """The answer of the one who taught, or saw it."""

    text = words(_("What do you make of it?"), _("What worked, and what you would try next."))


class ReflectionForm(forms.Form):
    """What have you learned?"""

    text = words(_("What have you learned?"), _("Nobody but you will ever read this."))
    sure = how_sure(_("How sure of yourself are you now?"))


class WordsForm(forms.Form):
    """One's own words, put otherwise."""

    text = words(_("In your words"), _("Whoever reads this sees that you changed it, and when."))


class CompanionForm(NamesColleague):
    """Who taught it, or who saw it applied?"""


class BeginForm(NamesColleague, LineForm):
    """A loop of one's own: about which skill, and who taught it."""

    field_order = ("name", "meant", "colleague", "which")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, needed=False, **kwargs)
        for name in ("level", "pace", "text"):
            del self.fields[name]
        if "name" in self.fields:
            self.fields["name"].label = _("What have you learned something about?")
        self.fields["colleague"].label = _("Who taught it, or showed it to you?")
        self.fields["colleague"].help_text = _("They are asked whether that is so, and may say no.")
