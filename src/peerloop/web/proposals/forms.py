"""What somebody should teach; and when and how it is taught."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from peerloop.proposals.models import LONGEST_ABOUT, LONGEST_TITLE
from peerloop.schedule.models import Session
from peerloop.web.times.forms import within_reach

KINDS = [(kind.value, kind.label) for kind in (
    Session.Kind.LUNCH_AND_LEARN, Session.Kind.WORKSHOP, Session.Kind.SEMINAR, Session.Kind.DEMO)]  # fmt: skip
LENGTHS = (30, 45, 60, 90, 120)


class ProposeForm(forms.Form):
    """A topic, a line about it, and the skill that it belongs to."""

    title = forms.CharField(
        label=gettext_lazy("Somebody should teach …"), max_length=LONGEST_TITLE,
        help_text=gettext_lazy("In a few words: “Reading a balance sheet”, “Testing a migration”."),
    )  # fmt: skip
    about = forms.CharField(
        label=gettext_lazy("What would you like to be able to do?"), required=False, max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_ABOUT}),
    )  # fmt: skip
    skill = forms.CharField(
        label=gettext_lazy("Skill"), required=False, max_length=80,
        help_text=gettext_lazy("If it belongs to one that is known here, or to a new one."),
    )  # fmt: skip
    anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)


class LengthForm(forms.Form):
    """For how long, which decides the hours that are proposed."""

    minutes = forms.TypedChoiceField(label=gettext_lazy("How long?"), coerce=int, initial=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            (one, ngettext("%(count)s minute", "%(count)s minutes", one) % {"count": one}) for one in LENGTHS
        ]


class PlanForm(LengthForm):
    """When, by the reader's own clock, and what it is."""

    starts_at = forms.DateTimeField(
        widget=forms.HiddenInput, validators=[within_reach],
        error_messages={"required": gettext_lazy("Choose one of the hours.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, initial=Session.Kind.LUNCH_AND_LEARN.value)
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"), required=False, min_value=1, max_value=1000,
        help_text=gettext_lazy("Empty: as many as like."),
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    link = forms.CharField(label=gettext_lazy("Link"), required=False, max_length=200, widget=forms.URLInput())


def wanted_by(count: int) -> str:
    """Say how many want it."""
    return ngettext("%(count)s person wants this", "%(count)s people want this", count) % {"count": count}
