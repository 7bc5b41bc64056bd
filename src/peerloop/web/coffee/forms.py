"""How somebody takes part in the rounds."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.coffee.models import Joining


class JoinForm(forms.Form):
    """How often, from when, and what if one does not answer."""

    every = forms.TypedChoiceField(
        label=_("How often?"), choices=Joining.Every.choices, coerce=int, initial=Joining.Every.SECOND_WEEK.value
    )
    snoozed_until = forms.DateField(
        label=_("Not before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("For holidays and full weeks. Empty: from the next round on."),
    )
    books_itself = forms.BooleanField(
        label=_("Book it for me if I do not answer"),
        required=False,
        help_text=_("If the others want to meet, too, the hour is then yours. You can still cancel."),
    )


class MetForm(forms.Form):
    """Whether one met."""

    met = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")
