"""What the pages ask about a session that colleagues join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from peerloop.kit.text import key
from peerloop.people.queries import seen_by
from peerloop.schedule.models import Session
from peerloop.schedule.particulars import LONGEST_ABOUT, LONGEST_TITLE, MOST_PLACES
from peerloop.skills.queries import find_skill, look_alikes
from peerloop.web.sessions.forms.changing import Seen, on_the_wall

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

KIND = Session.Kind
KINDS = [
    (KIND.LUNCH_AND_LEARN, lazy("Lunch & learn")),
    (KIND.WORKSHOP, lazy("Workshop")),
    (KIND.SEMINAR, lazy("Seminar")),
    (KIND.DEMO, lazy("Demo")),
    (KIND.SOCIAL, lazy("Social, just to meet")),
    (KIND.TEAM_BUILDING, lazy("Team building")),
]
"""What is announced here; the other kinds come about elsewhere."""
ALL_KINDS = [*KINDS, (KIND.OFFICE_HOURS, lazy("Office hours")), (KIND.IMPROMPTU, lazy("Impromptu"))]
"""What the list of sessions may be narrowed to."""
LENGTHS = [
    (15, lazy("15 minutes")),
    (30, lazy("30 minutes")),
    (45, lazy("45 minutes")),
    (60, lazy("1 hour")),
    (90, lazy("1½ hours")),
    (120, lazy("2 hours")),
    (180, lazy("3 hours")),
    (240, lazy("4 hours")),
    (360, lazy("6 hours")),
    (480, lazy("8 hours")),
]
AUDIENCES = [
    (Session.Audience.EVERYONE, lazy("Everybody here can join")),
    (Session.Audience.INVITED, lazy("Only those who are invited")),
]
WAYS = [
    (Session.Way.IN_PERSON, lazy("In person")),
    (Session.Way.ONLINE, lazy("Online")),
    (Session.Way.HYBRID, lazy("Both")),
]


class Particulars(forms.Form):
    """What a session says of itself, and may be changed later."""

    title = forms.CharField(label=lazy("Title"), max_length=LONGEST_TITLE)
    about = forms.CharField(
        label=lazy("What it is about"),
        required=False,
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("For whom, what they take home, what to bring."),
    )
    way = forms.ChoiceField(label=lazy("How you meet"), choices=WAYS, widget=forms.RadioSelect)
    place = forms.CharField(label=lazy("Place"), required=False, max_length=120)
    link = forms.CharField(
        label=lazy("Link to the call"),
        required=False,
        max_length=200,
        widget=forms.URLInput(),
        help_text=lazy("It begins with https://. Only those who take part see it."),
    )
    capacity = forms.IntegerField(
        label=lazy("Places"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=lazy("Beside those who lead. Leave it empty for as many as like; who comes later waits in a list."),
    )


class ParticularsForm(Seen, Particulars):
    """The same, with the version that was looked at."""


class AnnounceForm(Particulars):
    """A new session: kind, when by one's own clock, who leads it, whom it is for."""

    kind = forms.ChoiceField(label=lazy("Kind"), choices=KINDS)
    skill = forms.CharField(
        label=lazy("Skill"),
        required=False,
        max_length=80,
        help_text=lazy("So that those who want to learn it find it. A social or team building needs none."),
    )
    local_date = forms.DateField(label=lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    local_time = forms.TimeField(
        label=lazy("Begins at"), widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")
    )
    minutes = forms.TypedChoiceField(label=lazy("How long"), choices=LENGTHS, coerce=int, initial=60)
    asked_to_lead = forms.CharField(
        label=lazy("Who you would like to lead it with"),
        required=False,
        max_length=500,
        help_text=lazy(
            "Names or e-mail addresses, with commas between them. They are asked, and lead once they say yes."
        ),
    )
    audience = forms.ChoiceField(
        label=lazy("For whom"), choices=AUDIENCES, initial=Session.Audience.EVERYONE, widget=forms.RadioSelect
    )
    uid = forms.UUIDField(widget=forms.HiddenInput)
    """Made with the form, so that sending it twice announces once."""

    field_order = (
        "kind", "title", "about", "skill", "local_date", "local_time", "minutes", "way", "place", "link", "capacity",
        "audience", "asked_to_lead", "uid",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_skill(self) -> Skill | None:
        """Return the skill that the name means; none where nothing was typed."""
        name = self.cleaned_data["skill"].strip()
        if not name:
            return None
        if found := find_skill(name):
            return found
        alike = [skill.name for skill in look_alikes(name, limit=3)]
        if alike:
            words = _("We do not know “%(name)s” yet. Did you mean %(alike)s?")
            raise ValidationError(words % {"name": name, "alike": ", ".join(alike)})
        raise ValidationError(_("We do not know “%(name)s” yet. You can leave it empty.") % {"name": name})

    def clean_asked_to_lead(self) -> list[Member]:
        """Return who is asked to lead, each as its maker sees them."""
        named = (part.strip() for part in self.cleaned_data["asked_to_lead"].split(","))
        return [self._named(said) for said in named if said]

    def _named(self, said: str) -> Member:
        field = "email" if "@" in said else "name_key"
        found = list(seen_by(self.by).filter(**{field: key(said)})[:2])
        if len(found) == 1:
            return found[0]
        words = (
            _("There are several called “%(name)s”. Please write the e-mail address.")
            if found
            else _("We do not know “%(name)s”. Please write the name as it stands on their page.")
        )
        raise ValidationError(words % {"name": said})

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that the wall clock jumps over."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        on_the_wall(self, said, self.by)
        return said
