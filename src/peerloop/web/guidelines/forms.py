"""What drafting guidelines asks for."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.guidelines.models import LONGEST_TEXT, LONGEST_TITLE
from peerloop.guidelines.rules import LONGEST_WHY, PARTS
from peerloop.guidelines.shipped import TEMPLATES

MARKS = _("# before a heading, **bold**, _italic_ and lists work.")


class NewForm(forms.Form):
    """With what to begin, and for whom it is to hold."""

    template = forms.ChoiceField(label=_("Begin with"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Name"), required=False, max_length=LONGEST_TITLE, help_text=_("Empty: that of the template.")
    )
    for_house = forms.BooleanField(label=_("They hold for everybody in the house"), required=False)
    uid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, house_has_some: bool, **kwargs: Any) -> None:
        """``house_has_some``: then these are for where a programme says so."""
        kwargs["initial"] = {"uid": uuid4(), "template": "house", "for_house": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [(one.code, one.title) for one in TEMPLATES.values()]  # type: ignore[attr-defined]
        if house_has_some:
            del self.fields["for_house"]


class DraftForm(forms.Form):
    """The pages, each in a box of its own; ``revision``: which saving one began with."""

    title = forms.CharField(label=_("Name"), max_length=LONGEST_TITLE)
    why = forms.CharField(
        label=_("What is new, in a line"), required=False, max_length=LONGEST_WHY,
        help_text=_("It stands in the notice when members are asked again."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in PARTS.items():
            self.fields[name] = forms.CharField(
                label=label, max_length=LONGEST_TEXT, help_text=MARKS, widget=forms.Textarea(attrs={"rows": 12})
            )
        self.order_fields(["title", *PARTS, "why"])


class AdoptForm(forms.Form):
    """The day from which on it holds."""

    on = forms.DateField(
        label=_("From which day on?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave people a few days to read it."),
    )  # fmt: skip
