"""Whether an import can be taken back, what that would set right, and what hangs on it by now.

It is told in a way from which nobody learns what somebody wants: a need that its member has made their own stays, and
is no reason against. Who has begun to use Peerloop is named, never what they did.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.intake.models import Import, Trace, Undoing
from peerloop.intake.queries.rings import rings
from peerloop.intake.rules.plain import plain
from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.matchmaking.models import Pairing, Request
from peerloop.people.models import Member, Role, Team
from peerloop.people.rules import has_role
from peerloop.schedule.models import Participation
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model, QuerySet

KEPT = timedelta(days=30)
REASONS = 20
TOO_LATE = gettext_lazy("Only the latest import can be undone, once and within a month.")
GO_ALONG = frozenset({
    "people.Member.manager", "skills.Offer.member", "skills.Need.member", "notices.Notice.member",
    "notices.Digest.member",
    "matchmaking.Suggestion.teacher", "matchmaking.Choice.teacher", "matchmaking.NotThis.teacher",
    "matchmaking.Stretch.member", "people.Avoidance.other", "people.Block.other",
})  # fmt: skip
"""What refers to a new member without anybody having done anything, and what nobody but its owner may know of.

Reports are looked at by themselves."""
MADE_BY_MATCHING = frozenset({
    "matchmaking.Suggestion.need", "matchmaking.Shortfall.need", "matchmaking.Choice.need", "matchmaking.Miss.need",
})  # fmt: skip
A_SKILLS_OWN = frozenset({"skills.Alias.skill", "skills.WaitingAlias.skill", "skills.Figure.skill"})
A_TEAMS_OWN = frozenset({"skills.Figure.team"})


def undoable() -> Import | None:
    """Return the import that can still be taken back: the latest, within a month, unless it was already."""
    latest = Import.objects.exclude(finished_at=None).order_by("-finished_at", "-pk").first()
    if latest is None or latest.finished_at is None or latest.finished_at < now() - KEPT:
        return None
    return None if Undoing.objects.filter(import_of=latest).exclude(finished_at=None).exists() else latest


def traced(done: Import, table: str, *kinds: str) -> QuerySet[Trace, int]:
    """Ids of the rows of a table that the import wrote."""
    return Trace.objects.filter(import_of=done, table=table, kind__in=kinds).values_list("row", flat=True)


def since(done: Import) -> QuerySet[Entry]:
    """What has been done since the import."""
    own = Entry.objects.filter(verb="import.done", subject_type="intake.import", subject=done.pk)
    return Entry.objects.filter(pk__gt=own.order_by("-pk").values("pk")[:1])


def restored(done: Import) -> list[tuple[Member, dict[str, Any]]]:
    """Return the members whom the import changed, each with what is to be as it was: what nobody changed since."""
    before = dict(traces_of_changes(done))
    members, teams = set(Member.objects.values_list("pk", flat=True)), set(Team.objects.values_list("pk", flat=True))
    found = []
    for member in Member.objects.filter(pk__in=before).order_by("pk"):
        old = {name: was for name, (was, now_) in before[member.pk].items() if plain(member, name) == now_}
        for name, there in (("manager", members), ("team", teams)):
            if old.get(name) is not None and old[name] not in there:
                old[name] = None
        found.append((member, old))
    return found


def traces_of_changes(done: Import) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the id of each member whom the import changed, and each field with what it was and what it became."""
    changes = Trace.objects.filter(import_of=done, table="member", kind=Trace.Kind.CHANGED)
    yield from changes.values_list("row", "before").iterator()


def unreferred(rows: QuerySet[Any], but: frozenset[str]) -> QuerySet[Any]:
    """Those of ``rows`` to which nothing refers save what ``but`` names ("skills.Alias.skill")."""
    for model, name in _referring(rows.model, but):
        rows = rows.exclude(Exists(model._base_manager.filter(**{name: OuterRef("pk")})))
    return rows


def in_the_way(done: Import, *, by: Member | None) -> list[str]:
    """Return why the import cannot be taken back by ``by``, for a page that asks before."""
    if undoable() != done:
        return [str(TOO_LATE)]
    return hanging(done, by=by)


def hanging(done: Import, *, by: Member | None) -> list[str]:
    """Return why the import cannot be taken back, in words, at most twenty; nothing is in the way where it is empty."""
    changes = restored(done)
    new = set(traced(done, "member", Trace.Kind.NEW))
    reasons: dict[str, None] = {}
    for told in (
        _administrators_own(changes, by), _begun(done), _confirmed(done), _reporting(new, changes),
        _taken(new, changes), _rings(new, changes),
    ):  # fmt: skip
        for reason in told:
            reasons[reason] = None
            if len(reasons) == REASONS:
                return list(reasons)
    return list(reasons)


def _administrators_own(changes: list[tuple[Member, dict[str, Any]]], by: Member | None) -> Iterator[str]:
    if by is not None and not has_role(by, Role.ADMINISTRATOR) and any("email" in old for _member, old in changes):
        yield _("It changed addresses with which people sign in; only an administrator changes them back.")


def _begun(done: Import) -> Iterator[str]:
    """Who came or came back with it, and has begun to use Peerloop or is counted on."""
    came = Q(pk__in=traced(done, "member", Trace.Kind.NEW))
    again = Q(pk__in=traced(done, "member", Trace.Kind.BACK))
    acted = Q(Exists(since(done).filter(actor=OuterRef("pk")))) | Q(last_login__gt=done.finished_at)
    found = list(Member.objects.filter((came | again) & acted).order_by("pk")[:REASONS])
    for model, name in _referring(Member, GO_ALONG):
        there = model._base_manager.filter(**{f"{name}__in": traced(done, "member", Trace.Kind.NEW)})
        found += Member.objects.filter(pk__in=there.values_list(name)).order_by("pk")[:REASONS]
    to_come = (
        Request.objects.filter(Q(learner=OuterRef("pk")) | Q(teacher=OuterRef("pk")), outcome=None),
        Pairing.objects.filter(Q(learner=OuterRef("pk")) | Q(teacher=OuterRef("pk")), ending=None),
        Participation.objects.filter(member=OuterRef("pk"), session__ends_at__gt=now(), session__cancellation=None),
    )
    for rows in to_come:
        found += Member.objects.filter(again, Exists(rows)).order_by("pk")[:REASONS]
    for member in sorted(set(found), key=lambda member: member.pk):
        yield _("%(name)s has begun to use Peerloop, or somebody counts on them.") % {"name": member.name}


def _confirmed(done: Import) -> Iterator[str]:
    offers = Offer.everything.filter(pk__in=traced(done, "offer", Trace.Kind.NEW)).exclude(confirmed_at=None)
    for offer in offers.select_related("member", "skill").order_by("pk")[:REASONS]:
        told = _("%(name)s has confirmed the offer to help with %(skill)s.")
        yield told % {"name": offer.member.name, "skill": offer.skill.name}


def _reporting(new: set[int], changes: list[tuple[Member, dict[str, Any]]]) -> Iterator[str]:
    """Who reports to a new member by now, not by this import."""
    by_it = {member.pk for member, old in changes if "manager" in old}
    reports = Member.objects.filter(manager__in=new).exclude(pk__in=new).exclude(pk__in=by_it)
    for report in reports.select_related("manager").order_by("pk")[:REASONS]:
        names = {"name": report.name, "manager": report.manager.name if report.manager else ""}
        yield _("%(name)s reports to %(manager)s.") % names


def _taken(new: set[int], changes: list[tuple[Member, dict[str, Any]]]) -> Iterator[str]:
    """What was somebody's address or id before, and is another's now."""
    for field in ("email", "external_id"):
        after = {pk: value for pk, value in Member.objects.values_list("pk", field) if pk not in new and value}
        after |= {member.pk: old[field] for member, old in changes if old.get(field)}
        owners: dict[str, int] = {}
        for value in after.values():
            owners[value] = owners.get(value, 0) + 1
        for member, old in changes:
            if owners.get(old.get(field) or "", 0) > 1:
                told = _("What was the address or the id of %(name)s is somebody else’s by now.")
                yield told % {"name": member.name}


def _rings(new: set[int], changes: list[tuple[Member, dict[str, Any]]]) -> Iterator[str]:
    above: dict[int, int | None] = dict(Member.objects.exclude(pk__in=new).values_list("pk", "manager_id"))
    above |= {member.pk: old["manager"] for member, old in changes if "manager" in old}
    for ring in rings(above):
        names = Member.objects.filter(pk__in=ring).order_by("name").values_list("name", flat=True)[:REASONS]
        yield _("These would be managers of one another in a ring: %(names)s.") % {"names": ", ".join(names)}


def _referring(model: type[Model], but: Iterable[str]) -> Iterator[tuple[type[Model], str]]:
    """Yield every table and field that refers to a model, in whichever room."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            there, name = relation.related_model, relation.field.name  # type: ignore[union-attr]
            if f"{there._meta.label}.{name}" not in but:  # type: ignore[union-attr]
                yield there, name  # type: ignore[misc]
