"""A list of skills from elsewhere comes in, all of it or nothing, and goes again as long as nothing hangs on it."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.intake.actions.applying import NAME_LENGTH
from peerloop.intake.models import SkillList, SkillListUndoing
from peerloop.intake.queries.progress import note_progress
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.intake.queries.taxonomy_plan import files_of, preview_taxonomy
from peerloop.intake.queries.undoing import A_SKILLS_OWN, unreferred
from peerloop.intake.rules.columns import BYTES
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.kit.text import clean
from peerloop.people.rules import has_role, require
from peerloop.search.actions import index_later
from peerloop.skills.actions.naming import word_anew
from peerloop.skills.locks import keep_skills
from peerloop.skills.models import Alias, Skill, WaitingAlias
from peerloop.skills.names import padded
from peerloop.skills.queries.merged import batches, ways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.models import Model

    from peerloop.intake.queries.taxonomy_plan import Node, TaxonomyPlan, TaxonomyPreview
    from peerloop.people.models import Member

    Tell = Callable[[int], None]

KEPT = timedelta(days=1)
PROGRESS = "skills"
NOT_USE = A_SKILLS_OWN | {"skills.Skill_broader.from_skill", "skills.Skill_broader.to_skill"}
LINK = Skill.broader.through


class ListRefused(ValidationError):
    """The list has faults: ``preview`` tells them."""

    def __init__(self, preview: TaxonomyPreview) -> None:
        super().__init__(_("Nothing came in: the list must be mended first."))
        self.preview = preview


class InUse(ValidationError):
    """Skills of the list are used by now, so it cannot be taken back as a whole; how many and which is not told."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody uses a skill of this list by now, or it was merged. Merge or rename skills one by one instead.")
        )


class TakenBackAlready(ValidationError):
    """The list was taken back before, or never came in."""

    def __init__(self) -> None:
        super().__init__(_("This list has been taken back already."))


@transaction.atomic
def take_skill_list(files: Sequence[tuple[str, bytes]], *, by: Member) -> SkillList:
    """Keep one or two files (name, content) for a day, so that what was previewed is what comes in."""
    require(has_role(by, *MAY_IMPORT))
    for name, content in files:
        if len(content) > BYTES:
            told = _("%(name)s is larger than %(most)s MB.") % {"name": name, "most": BYTES // 1024 // 1024}
            raise ValidationError({"first": told})
    named = [(clean(name)[-NAME_LENGTH:] or "skills.csv", content) for name, content in files]
    (name, first), (second_name, second) = (*named, ("", b""))[:2]
    SkillList.objects.filter(by=by, asked_at=None).delete()
    given = SkillList.objects.create(by=by, name=name, first=first, second_name=second_name, second=second)
    record("skills.given", actor=by, subject=given, about=[by.pk])
    return given


@transaction.atomic
def discard_skill_list(given: SkillList, *, by: Member) -> None:
    """Throw one's own list away before it was asked for."""
    if given.by_id != by.pk or given.asked_at is not None:
        raise PermissionDenied
    record("skills.discarded", actor=by, subject=given, about=[by.pk])
    given.delete()


@transaction.atomic
def ask_skill_list(given: SkillList, *, by: Member, everything: bool) -> None:
    """Let the worker bring the list in; asking twice is asking once."""
    if given.by_id != by.pk or not has_role(by, *MAY_IMPORT):
        raise PermissionDenied
    asked = SkillList.objects.filter(pk=given.pk, asked_at=None)
    if asked.update(asked_at=now(), everything=everything):
        enqueue("intake.skill_list", {"list": given.pk}, slot=str(given.pk))
        record("skills.asked", actor=by, subject=given, about=[by.pk])


def carry_out_skill_list(pk: int) -> None:
    """Bring in the list that was asked for, or note that it was refused; done twice it is done once."""
    asked = SkillList.objects.select_related("by").filter(pk=pk, finished_at=None, refused_at=None).first()
    if asked is None:
        return
    try:
        apply_skill_list(asked, progress=lambda done, steps: note_progress(pk, done, steps, PROGRESS))
    except (ListRefused, PermissionDenied):
        with transaction.atomic():
            SkillList.objects.filter(pk=pk, finished_at=None).update(refused_at=now())
            record("skills.refused", actor=asked.by, subject=asked)


@transaction.atomic
def apply_skill_list(asked: SkillList, *, progress: Callable[[int, int], None] | None = None) -> None:
    """Write what the list says in one transaction; a second time changes nothing. ``progress``: steps done, and all.

    One journal entry, ``skills.listed``, stands for all of it. Raises ``ListRefused``, or ``PermissionDenied`` where
    whoever gave it may no longer; then nothing is written.
    """
    require(asked.by is None or has_role(asked.by, *MAY_IMPORT))
    list(SkillList.objects.select_for_update().filter(pk=asked.pk))
    keep_skills()
    seen = preview_taxonomy(files_of(asked), everything=asked.everything)
    if seen.faults:
        raise ListRefused(seen)
    written, steps = 0, max(seen.plan.steps, 1)

    def tell(more: int) -> None:
        nonlocal written
        written += more
        if progress:
            progress(written, steps)

    tell(0)
    asked.made = {table: ranges(ids) for table, ids in _write(seen.plan, _source(asked), tell).items()}
    asked.counts, asked.finished_at, asked.first, asked.second = seen.counts, now(), b"", b""
    asked.save()
    record("skills.listed", actor=asked.by, subject=asked, counts=seen.counts)


@transaction.atomic
def ask_undo_skill_list(done: SkillList, *, by: Member) -> None:
    """Let the worker take the list back; asking twice is asking once. Raises ``InUse`` and ``TakenBackAlready``."""
    require(has_role(by, *MAY_IMPORT))
    held = _held(done)
    _check_unused(held)
    undoing, new = SkillListUndoing.objects.get_or_create(skill_list=held, defaults={"by": by, "at": now()})
    if new:
        enqueue("intake.undo_skill_list", {"list": held.pk}, slot=f"{held.pk}:{undoing.pk}")
        record("skills.undo_asked", actor=by, subject=held, about=[by.pk])


def carry_out_undo_skill_list(pk: int) -> None:
    """Take back the list that was asked for.

    Where somebody was quicker to use it, or whoever asked may no longer, it stays as if nobody had asked.
    """
    asked = SkillListUndoing.objects.select_related("by").filter(skill_list=pk, finished_at=None).first()
    if asked is None:
        return
    try:
        if asked.by is None:
            raise PermissionDenied
        undo_skill_list(SkillList.objects.get(pk=pk), by=asked.by)
    except (PermissionDenied, ValidationError):
        asked.delete()


@transaction.atomic
def undo_skill_list(done: SkillList, *, by: Member) -> None:
    """Take away what the list brought. Raises ``TakenBackAlready``, and ``InUse`` where a skill of it is used."""
    require(has_role(by, *MAY_IMPORT))
    keep_skills()
    held = _held(done)
    made = _check_unused(held)
    changed = {pk for some in batches(made["aliases"]) for pk in _skills(Alias, some, "skill")}
    linked = {pk for some in batches(made["broader"]) for pk in _skills(LINK, some, "from_skill")}
    for model, table in ((LINK, "broader"), (WaitingAlias, "waiting"), (Alias, "aliases"), (Skill, "skills")):
        for some in batches(made[table]):
            model._base_manager.filter(pk__in=some).delete()
    into = ways()
    word_anew({*changed, *(into.get(pk, pk) for pk in changed)} - set(made["skills"]))
    index_later("skill", {*linked, *made["skills"]})
    SkillListUndoing.objects.update_or_create(skill_list=held, defaults={"by": by, "finished_at": now()})
    record("skills.unlisted", actor=by, subject=held, about=[by.pk])


def _held(done: SkillList) -> SkillList:
    held = SkillList.objects.select_for_update().filter(pk=done.pk).exclude(finished_at=None).first()
    if held is None or SkillListUndoing.objects.filter(skill_list=held).exclude(finished_at=None).exists():
        raise TakenBackAlready
    return held


def _check_unused(held: SkillList) -> dict[str, list[int]]:
    """Return the ids that the list wrote by table; raises ``InUse``."""
    made = {table: numbers(found) for table, found in held.made.items()}
    for some in batches(made["skills"]):
        there = Skill.everything.filter(pk__in=some)
        if there.count() != unreferred(there, NOT_USE).count():
            raise InUse
    return made


def forget_skill_lists() -> None:
    """Drop lists that nobody asked for within a day, and the files of those that were refused."""
    old = SkillList.objects.filter(made_at__lt=now() - KEPT)
    old.filter(asked_at=None).delete()
    old.exclude(refused_at=None).update(first=b"", second=b"")


def ranges(ids: Iterable[int]) -> list[list[int]]:
    """Return ascending ids as [first, last] of each run without a gap."""
    runs = groupby(enumerate(sorted(ids)), lambda one: one[1] - one[0])
    return [[run[0][1], run[-1][1]] for run in ([*run] for _gap, run in runs)]


def numbers(found: Iterable[Sequence[int]]) -> list[int]:
    """Return the ids of ``ranges``."""
    return [pk for first, last in found for pk in range(first, last + 1)]


def _source(given: SkillList) -> str:
    return f"{given.name}, {given.second_name}"[:NAME_LENGTH] if given.second_name else given.name


def _skills(model: Any, ids: Sequence[int], field: str) -> Iterable[int]:
    return model.objects.filter(pk__in=ids).values_list(field, flat=True)  # type: ignore[no-any-return]


def _write(plan: TaxonomyPlan, source: str, tell: Tell) -> dict[str, list[int]]:
    words: dict[Node, list[str]] = {}
    for node, name in plan.aliases.values():
        words.setdefault(node, []).append(name)
    fresh = [Skill(name=name, key=own, words=padded([name, *words.get(own, ())])) for own, name in plan.new.items()]
    made = _bulk(Skill.everything, fresh, tell)
    ids: dict[Node, int] = {own: skill.pk for own, skill in zip(plan.new, made, strict=True)}

    def of(node: Node) -> int:
        return node if isinstance(node, int) else ids[node]

    aliases = [Alias(skill_id=of(node), name=name, key=word) for word, (node, name) in plan.aliases.items()]
    waiting = [
        WaitingAlias(skill_id=of(node), name=name, key=word, source=source)
        for (node, word), name in plan.waiting.items()
    ]
    links = [LINK(from_skill_id=of(one), to_skill_id=of(above)) for one, above in plan.broader]
    written = {
        "skills": list(ids.values()),
        "aliases": [row.pk for row in _bulk(Alias.objects, aliases, tell)],
        "waiting": [row.pk for row in _bulk(WaitingAlias.objects, waiting, tell)],
        "broader": [row.pk for row in _bulk(LINK.objects, links, tell)],
    }
    word_anew(node for node in words if isinstance(node, int))
    index_later("skill", {*ids.values(), *(of(one) for one, _above in plan.broader)})
    return written


def _bulk(manager: Any, rows: list[Any], tell: Tell) -> list[Model]:
    made: list[Model] = []
    for some in batches(rows):
        made += manager.bulk_create(some)
        tell(len(some))
    return made
