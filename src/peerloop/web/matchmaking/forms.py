"""What people say in this room; what it may be, the actions decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.matchmaking.rules import LINE_LENGTH


class AskForm(forms.Form):
    """Whom, when, with which line, and what if it is not possible."""

    teacher = forms.IntegerField(widget=forms.HiddenInput)
    starts_at = forms.DateTimeField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Please choose an hour."), "invalid": _("Please choose one of the hours.")},
    )
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


class HourForm(forms.Form):
    """Which of the shared hours."""

    starts_at = forms.DateTimeField(
        error_messages={"required": _("Please choose an hour."), "invalid": _("Please choose one of the hours.")}
    )
