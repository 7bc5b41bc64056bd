"""What a member decides about mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.notices.kinds import KINDS
from peerloop.notices.models import QuietHours, Silence

if TYPE_CHECKING:
    from peerloop.people.models import Member


class NoticesForm(forms.Form):
    """Which kinds of mail to get, and when to be left in peace."""

    kinds = forms.MultipleChoiceField(
        label=_("Write to me when"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    starts = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    ends = forms.TimeField(label=_("until"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))

    def __init__(self, *args: object, member: Member, **kwargs: object) -> None:
        silenced = set(Silence.objects.filter(member=member).values_list("kind", flat=True))
        hours = QuietHours.objects.filter(member=member).first() or QuietHours(member=member)
        kwargs["initial"] = {
            "kinds": [code for code in KINDS if code not in silenced],
            "starts": hours.starts,
            "ends": hours.ends,
        }
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(kind.code, kind.label) for kind in KINDS.values()]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]
