"""What is here already, read once for a whole file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from peerloop.intake.models import TakenBack
from peerloop.people.models import Member, Team
from peerloop.skills.locks import keep_skills
from peerloop.skills.models import Alias, Need, Offer, Skill
from peerloop.skills.names import bare_key, full_key
from peerloop.skills.queries.merged import ways

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[int, int]


@dataclass(frozen=True)
class Known:
    """Members (those who have left too) by id, e-mail and external id; teams by key."""

    members: dict[int, Member]
    by_email: dict[str, Member]
    by_external_id: dict[str, Member]
    teams: dict[str, Team]

    @cached_property
    def team_keys(self) -> dict[int, str]:
        """Team keys by id."""
        return {team.pk: team.key for team in self.teams.values()}

    @classmethod
    def read(cls, *, lock: bool) -> Known:
        """Read everything; ``lock`` keeps the members as they are until the transaction ends."""
        rows = Member.objects.order_by("pk")
        members = {member.pk: member for member in (rows.select_for_update() if lock else rows)}
        return cls(
            members=members,
            by_email={member.email: member for member in members.values()},
            by_external_id={member.external_id: member for member in members.values() if member.external_id},
            teams={team.key: team for team in Team.objects.all()},
        )


@dataclass(frozen=True)
class KnownSkills:
    """Skill ids by key and by alias; grows as a file brings new ones (ids below zero until they are written)."""

    by_key: dict[str, int]
    by_alias: dict[str, int]
    new: dict[int, str] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls) -> KnownSkills:
        """Read every name, for as long as the transaction lasts: those of merged skills mean where they went."""
        keep_skills()
        into = ways()
        keys, aliases = Skill.everything.values_list("key", "pk"), Alias.objects.values_list("key", "skill_id")
        return cls(
            {key: into.get(pk, pk) for key, pk in keys.iterator()},
            {key: into.get(pk, pk) for key, pk in aliases.iterator()},
        )

    def id_of(self, name: str) -> int:
        """Return the id of the skill that ``name`` means, as ``skills.queries.find_skill`` does, or of a new one."""
        if name not in self.met:
            self.met[name] = self._known(name) or self._add(name)
        return self.met[name]

    def _known(self, name: str) -> int | None:
        sought = full_key(name)
        return self.by_key.get(sought) or self.by_alias.get(sought) or self.by_key.get(bare_key(name))

    def _add(self, name: str) -> int:
        sought, bare = full_key(name), bare_key(name)
        pk = -1 - len(self.new)
        self.new[pk] = name
        self.by_key[sought] = pk
        if bare:
            self.by_alias.setdefault(bare, pk)
        return pk


@dataclass(frozen=True)
class KnownLines:
    """Offers by member and skill with (id, level, confirmed), needs and what was taken back, of some members."""

    offers: dict[Pair, tuple[int, int, bool]]
    needs: set[Pair]
    taken_back: set[tuple[str, int, int]]

    @classmethod
    def read(cls, members: Iterable[int]) -> KnownLines:
        """Read those of ``members``; all at once where they are many, so that the query stays short."""
        ids = set(members)
        into = ways()
        offers = Offer.objects.values_list("member_id", "skill_id", "pk", "level", "confirmed_at")
        return cls(
            offers={
                (member, skill): (pk, level, at is not None)
                for member, skill, pk, level, at in offers.iterator()
                if member in ids
            },
            needs={pair for pair in Need.objects.values_list("member_id", "skill_id").iterator() if pair[0] in ids},
            taken_back={
                (kind, member, into.get(skill, skill))
                for kind, member, skill in TakenBack.objects.values_list("kind", "member_id", "skill_id")
            },
        )
