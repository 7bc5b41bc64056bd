"""What is added to a sponsor pack."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from peerloop.insight.models import LONGEST_CLAIM, LONGEST_MEANS, LONGEST_SOURCE


class EvidenceForm(forms.Form):
    """What speaks for it, and where that can be looked up."""

    claim = forms.CharField(label=gettext_lazy("What speaks for it?"), max_length=LONGEST_CLAIM)
    source = forms.CharField(
        label=gettext_lazy("Where can it be looked up?"), max_length=LONGEST_SOURCE,
        help_text=gettext_lazy("A study, a report of the house, somebody who knows."),
    )  # fmt: skip
    link = forms.CharField(label=gettext_lazy("Link"), required=False, max_length=200, widget=forms.URLInput())


class MeansForm(forms.Form):
    """What it takes, and from how much to how much that costs."""

    what = forms.CharField(
        label=gettext_lazy("What does it take?"), max_length=LONGEST_MEANS,
        help_text=gettext_lazy("People, rooms, tools: “a facilitator for each circle”, “lunch for twenty”."),
    )  # fmt: skip
    least = forms.DecimalField(
        label=gettext_lazy("It costs at least"), required=False, max_digits=11, decimal_places=2, min_value=0
    )
    most = forms.DecimalField(
        label=gettext_lazy("at most"), required=False, max_digits=11, decimal_places=2, min_value=0
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"), required=False, max_length=3, help_text=gettext_lazy("EUR, USD, GHS …")
    )
