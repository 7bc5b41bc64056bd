"""What a member decides about notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import time_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.notices.actions import Wishes
from peerloop.notices.channels import GROUPS, Channel
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import DigestTime
from peerloop.notices.queries import channels_of, plan_of, quiet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField
    from django.utils.functional import _StrPromise

    from peerloop.people.models import Member

NEVER = "never"
_TIME = {"type": "time"}


@dataclass(frozen=True)
class Group:
    """Kinds that are about the same, as fields; ``whole`` chooses for all of them."""

    label: _StrPromise
    ways: list[str]
    whole: BoundField
    fields: list[BoundField]


class WishesForm(forms.Form):
    """Where each kind of notice is to reach its reader, when the digest comes, and when to be left in peace."""

    every = forms.ChoiceField(label=_("How often"), choices=[*DigestTime.Every.choices, (NEVER, _("Never"))])
    weekday = forms.TypedChoiceField(
        label=_("On which day, if once a week"), coerce=int, choices=DigestTime.Weekday.choices
    )
    hour = forms.TypedChoiceField(label=_("At what hour"), coerce=int, choices=[])
    starts = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(format="%H:%M", attrs=_TIME))
    ends = forms.TimeField(label=_("until"), widget=forms.TimeInput(format="%H:%M", attrs=_TIME))

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        plan, quiet, self.channels = plan_of(member), quiet_of(member), channels_of(member)
        self.codes = {
            group: [kind.code for kind in KINDS.values() if kind.group == group]
            for group in GROUPS
            if group != "organising" or member.roles
        }
        kwargs["initial"] = {
            "every": NEVER if plan.paused_at else plan.every, "weekday": plan.weekday, "hour": plan.hour,
            "starts": quiet.starts, "ends": quiet.ends, **self.channels,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["hour"].choices = [(hour, time_format(time(hour), "H:i")) for hour in range(24)]  # type: ignore[attr-defined]
        for group, codes in self.codes.items():
            choices = [("", _("as chosen for each")), *Channel.choices]
            self.fields[f"all-{group}"] = forms.ChoiceField(
                label=format_lazy(_("All of “{group}”"), group=GROUPS[group]), required=False, choices=choices
            )
            for code in codes:
                self.fields[code] = forms.ChoiceField(label=KINDS[code].label, choices=Channel.choices)

    def ways(self) -> list[tuple[str, str]]:
        """What each kind can be chosen to do."""
        return [(channel.value, str(channel.label)) for channel in Channel]

    def groups(self) -> Iterator[Group]:
        """The kinds by what they are about."""
        for group, codes in self.codes.items():
            if codes:
                ways = [str(channel.label) for channel in Channel if channel in {self.channels[code] for code in codes}]
                yield Group(GROUPS[group], ways, self[f"all-{group}"], [self[code] for code in codes])

    def wishes(self) -> Wishes:
        """Return what was chosen; what was chosen for a whole group goes before what stands below it."""
        said = self.cleaned_data
        channels = {code: said[f"all-{group}"] or said[code] for group, codes in self.codes.items() for code in codes}
        return Wishes(
            channels, said["starts"], said["ends"], weekday=said["weekday"], hour=said["hour"],
            every=DigestTime.Every.DAY if said["every"] == NEVER else said["every"],
            paused_at=now() if said["every"] == NEVER else None,
        )  # fmt: skip
