"""What an import wrote, and how it stood before: kept until the next one, so that it can be taken back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from peerloop.intake.models import Trace
from peerloop.intake.rules.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peerloop.intake.models import Import
    from peerloop.people.models import Member

AT_ONCE = 2000


@dataclass(frozen=True)
class Traces:
    """Rows as they are written: table, id, kind, and what stood there before."""

    rows: list[tuple[str, int, str, dict[str, Any]]] = field(default_factory=list)

    def new(self, table: str, pks: Iterable[int], *, before: dict[str, Any] | None = None) -> None:
        """Note rows that were not there."""
        self.rows.extend((table, pk, Trace.Kind.NEW, before or {}) for pk in pks)

    def changed(self, table: str, pk: int, before: dict[str, Any]) -> None:
        """Note a row that changed: each field with what it was and what it is."""
        self.rows.append((table, pk, Trace.Kind.CHANGED, before))

    @contextmanager
    def of_member(self, member: Member, names: Iterable[str]) -> Iterator[None]:
        """Note what the block changes about a member."""
        before = {name: plain(member, name) for name in names}
        yield
        self.changed("member", member.pk, {name: [was, plain(member, name)] for name, was in before.items()})

    def back(self, member: Member) -> None:
        """Note that a member who had left comes back."""
        left = member.departed_at.isoformat() if member.departed_at else None
        self.rows.append(("member", member.pk, Trace.Kind.BACK, {"departed_at": left}))

    def retired(self, member: Member) -> None:
        """Note that a member is retired."""
        self.rows.append(("member", member.pk, Trace.Kind.RETIRED, {}))

    def keep(self, done: Import) -> None:
        """Write them down for ``done``; those of every import before it go."""
        Trace.objects.exclude(import_of=done).delete()
        Trace.objects.bulk_create(
            (Trace(import_of=done, table=table, row=row, kind=kind, before=before)
             for table, row, kind, before in self.rows),
            batch_size=AT_ONCE,
        )  # fmt: skip
