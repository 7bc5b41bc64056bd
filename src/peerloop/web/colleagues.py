"""A colleague named in a form: by name; where several are called so, one chooses among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.text import key
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member

MOST = 8
LONGEST = 120


class NamesColleague(forms.Form):
    """Asks for a colleague whom the reader sees; ``cleaned_data["colleague"]`` is the member, or None."""

    colleague = forms.CharField(label=gettext_lazy("Colleague"), max_length=LONGEST)
    which = forms.TypedChoiceField(
        label=gettext_lazy("Whom do you mean?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of them.")},
    )

    def __init__(self, *args: Any, reader: Member, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["colleague"].required = needed
        self.found = named(reader, self.data.get("colleague", "")) if self.is_bound else []
        if 1 < len(self.found) <= MOST:
            which: Any = self.fields["which"]
            which.choices = [(one.pk, described(one)) for one in self.found]
        else:
            del self.fields["which"]

    def clean_colleague(self) -> Member | None:
        """The one who is meant, as far as the name alone says it."""
        name = self.cleaned_data["colleague"]
        if not name:
            return None
        if not self.found:
            raise forms.ValidationError(_("We do not know a colleague of the name “%(name)s”.") % {"name": name})
        if len(self.found) > MOST:
            raise forms.ValidationError(_("Many colleagues are called so. Write the whole name."))
        return self.found[0]

    def clean_which(self) -> int:
        """The one who was chosen takes the place of the first."""
        chosen: int = self.cleaned_data["which"]
        self.cleaned_data["colleague"] = next(one for one in self.found if one.pk == chosen)
        return chosen


def named(reader: Member, text: str) -> list[Member]:
    """Return the colleagues of this very name; where there is none, those in whose names all of its words occur."""
    sought = key(text[:LONGEST])
    if not sought:
        return []
    others = seen_by(reader).exclude(pk=reader.pk).select_related("team").order_by("name_key", "pk")
    return _some(others.filter(name_key=sought)) or _some(_holding(others, sought.split()))


def described(member: Member) -> str:
    """Return a colleague's name with what tells namesakes apart."""
    about = [part for part in (member.team.name if member.team else "", member.place) if part]
    return f"{member.name} · {', '.join(about)}" if about else member.name


def _holding(members: QuerySet[Member], words: list[str]) -> QuerySet[Member]:
    for word in words:
        members = members.filter(name_key__contains=word)
    return members


def _some(members: QuerySet[Member]) -> list[Member]:
    return list(members[: MOST + 1])
