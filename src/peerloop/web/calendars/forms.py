"""What the page about one's other calendar asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.calendars.models import LONGEST_ADDRESS


class AddressForm(forms.Form):
    """The secret address of a calendar."""

    address = forms.CharField(
        label=_("Address of your calendar"),
        max_length=LONGEST_ADDRESS,
        help_text=_("It begins with https:// or webcal:// and often ends with .ics."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
