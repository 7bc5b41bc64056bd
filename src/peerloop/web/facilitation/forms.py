"""What the desk asks for."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.discussion.rules import LONGEST
from peerloop.facilitation.models import LONGEST_REMARK, LONGEST_WORD, Prompt
from peerloop.web.colleagues import NamesColleague


class PromptForm(forms.Form):
    """Something to say to the circle, in one's own words."""

    kind = forms.ChoiceField(choices=Prompt.Kind.choices, widget=forms.HiddenInput)
    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What you say to the circle"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Change it until it sounds like you. It stands in the thread then."),
    )  # fmt: skip


class RemarkForm(forms.Form):
    """What one notes for oneself."""

    note = forms.CharField(
        label=_("Your remarks"), required=False, max_length=LONGEST_REMARK, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nobody else reads them. They are gone when the circle closes or you hand it over."),
    )  # fmt: skip


class HandOverForm(NamesColleague):
    """To whom, and what they should know."""

    note = forms.CharField(
        label=_("What they should know"), required=False, max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The two of you read it until the circle closes."),
    )  # fmt: skip


class ReferralForm(forms.Form):
    """Why a moderator should look at it."""

    why = forms.CharField(
        label=_("Why should a moderator look at it?"), max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_WORD}),
    )  # fmt: skip
    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class EndForm(forms.Form):
    """What came of it."""

    word = forms.CharField(
        label=_("What came of it"), max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_WORD}),
        help_text=_("Who referred it reads this."),
    )  # fmt: skip


class QuietForm(forms.Form):
    """A word that goes along, if one likes."""

    word = forms.CharField(
        label=_("A word to who facilitates"), required=False, max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_WORD}),
    )  # fmt: skip
