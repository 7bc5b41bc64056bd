"""What people say in this room; what it may be, the actions decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.matchmaking.models import NotThis
from peerloop.matchmaking.rules import LINE_LENGTH

if TYPE_CHECKING:
    from datetime import datetime

HORIZON = timedelta(days=366)


def within_a_year(moment: datetime) -> None:
    """Refuse what lies beyond every calendar: no wall clock names it."""
    if abs(moment - now()) > HORIZON:
        raise ValidationError(_("Please choose one of the hours."))


def an_hour(widget: type[forms.Widget]) -> forms.DateTimeField:
    """Return the field for one of the hours shown."""
    words = {"required": _("Please choose an hour."), "invalid": _("Please choose one of the hours.")}
    return forms.DateTimeField(widget=widget, error_messages=words, validators=[within_a_year])


class AskForm(forms.Form):
    """Whom, when, with which line, and what if it is not possible."""

    teacher = forms.IntegerField(widget=forms.HiddenInput)
    starts_at = an_hour(forms.HiddenInput)
    text = forms.CharField(
        label=_("A line to them"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LINE_LENGTH}),
        help_text=_("What is it about? They read it before they answer."),
    )
    then_next = forms.BooleanField(
        label=_("If it is not possible, ask the next one for me, with the same line"), required=False
    )


class WordForm(forms.Form):
    """A word that may go with a no; none is needed."""

    word = forms.CharField(
        label=_("A word to them"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": LINE_LENGTH}),
        help_text=_("You need not give a reason."),
    )


class RefusalForm(forms.Form):
    """Why not this one: nobody else reads it."""

    reason = forms.ChoiceField(
        label=_("Why not?"),
        choices=NotThis.Reason.choices,
        initial=NotThis.Reason.NOT_SAID,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose one of the reasons, or “I would rather not say”.")},
    )


class HourForm(forms.Form):
    """Which of the shared hours."""

    starts_at = an_hour(forms.DateTimeInput)


class GoalForm(forms.Form):
    """Where the two want to get, and by when."""

    text = forms.CharField(
        label=_("Goal"), max_length=LINE_LENGTH, widget=forms.TextInput(attrs={"maxlength": LINE_LENGTH})
    )
    day = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class PointForm(forms.Form):
    """Something to talk about."""

    text = forms.CharField(
        label=_("To talk about"), max_length=LINE_LENGTH, widget=forms.TextInput(attrs={"maxlength": LINE_LENGTH})
    )


class NoteForm(forms.Form):
    """A note, and to which version of it this is a change."""

    text = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 6}))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1, min_value=1, max_value=2**31 - 1)


class ThanksForm(forms.Form):
    """A word of thanks."""

    text = forms.CharField(
        label=_("A word of thanks"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1_000}),
    )


class EndingForm(forms.Form):
    """How it ends: done, with a word; or not a fit. Of a ring this direction alone, or all of it."""

    class Kind(TextChoices):
        DONE = "done", _("We are done")
        NOT_A_FIT = "not_a_fit", _("It is not a fit")

    kind = forms.ChoiceField(choices=Kind.choices, initial=Kind.DONE, required=False, widget=forms.HiddenInput)
    thanks = forms.CharField(
        label=_("A word of thanks"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1_000}),
        help_text=_("Goes to the other with the message that it has ended."),
    )
    whole = forms.BooleanField(label=_("End it for all of us"), required=False)
