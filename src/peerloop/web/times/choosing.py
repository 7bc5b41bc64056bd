"""Who is to meet: by name, by team, or those who take part in a session and are invited to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from peerloop.people.queries import seen_by
from peerloop.search.queries import find
from peerloop.times.queries import invited_or_there
from peerloop.times.rules import MOST
from peerloop.web.skills.asked import LONGEST_ID

if TYPE_CHECKING:
    from django.http import QueryDict

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

LIKELY = 6


@dataclass
class Chosen:
    """The reader and whom they chose; ``likely``: who may be meant by a name; ``trouble``: what is not possible."""

    members: list[Member]
    likely: list[Member] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    session: Session | None = None

    @property
    def others(self) -> list[Member]:
        """All but the reader."""
        return self.members[1:]


def chosen(reader: Member, said: QueryDict, name: str, team: str) -> Chosen:
    """Return whom the address means. Who is not to be seen, or is no longer here, is not among them."""
    found = Chosen([reader])
    ids = {int(one) for one in said.getlist("with") if one.isascii() and one.isdigit() and len(one) <= LONGEST_ID}
    session = said.get("session", "")
    if session.isascii() and session.isdigit() and len(session) <= LONGEST_ID:
        found.session, there = invited_or_there(reader, int(session))
        if not said.getlist("with"):
            ids |= there
    if team:
        ids |= set(seen_by(reader).filter(team=int(team)).values_list("pk", flat=True)[: MOST + 1])
    if name.strip():
        _by_name(found, reader, name, ids)
    others = list(seen_by(reader).filter(pk__in=ids).exclude(pk=reader.pk).order_by("name_key", "pk"))
    if len(others) >= MOST:
        found.trouble.append(_("At most %(most)s people can be looked at together, you among them.") % {"most": MOST})
        others = others[: MOST - 1]
    found.members += others
    return found


def _by_name(found: Chosen, reader: Member, name: str, ids: set[int]) -> None:
    """Add whom the name means; where it may mean several, let the reader choose."""
    hits = [hit for hit in find(reader, name, among=["member"], at_most=LIKELY).of("member") if hit.named]
    exact = [hit.subject for hit in hits if hit.exact]
    if len(exact) == 1 or len(hits) == 1:
        ids.add((exact or [hits[0].subject])[0])
        return
    people: dict[int, Any] = seen_by(reader).exclude(pk=reader.pk).in_bulk([hit.subject for hit in hits])
    found.likely = [people[hit.subject] for hit in hits if hit.subject in people and hit.subject not in ids]
    if not found.likely:
        found.trouble.append(_("There is nobody called “%(name)s” here.") % {"name": name.strip()})
