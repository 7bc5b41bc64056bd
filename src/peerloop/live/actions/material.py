"""What was shown or recorded: links and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.files.actions import bring_file, delete_file, grant, keep_file, or_take_away, revoke
from peerloop.formats.shape import GUEST, INTERVIEWER
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.live.actions.opened import everybody, opened
from peerloop.live.models import AgendaRole, Agreement, Draft, Material
from peerloop.live.rules import may_remove, short, stands, taking_part, two_of, web_address
from peerloop.people.rules import require

if TYPE_CHECKING:
    from typing import BinaryIO

    from peerloop.files.models import File
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

LONGEST_NAME, AT_MOST = 120, 30


@transaction.atomic
def attach_link(session: Session, *, kind: str, url: str, title: str = "", by: Member) -> Material:
    """Keep a link with the session and return it; the same address a second time is the first.

    Raises ``ValidationError`` on "url", "title" or "kind", or where the session is cancelled; ``PermissionDenied`` for
    who takes no part.
    """
    address = web_address(url)
    session, there = _in_hand(session, kind, by)
    two = _two(session, kind)
    if same := next((one for one in there if one.url == address), None):
        return same
    return _kept(Material(session=session, kind=kind, url=address, title=_name(title), by=by), there, two)


def attach_file(session: Session, *, kind: str, content: BinaryIO, name: str, title: str = "", by: Member) -> Material:
    """Keep a file with the session and return it; those who take part may have it, also who joins later.

    Raises ``ValidationError`` on "file", "title" or "kind", or where the session is cancelled; ``PermissionDenied``
    for who takes no part.
    """
    called = _name(title)
    with transaction.atomic():
        _in_hand(session, kind, by)  # who takes no part is refused before a byte is kept
    brought = bring_file(content, name=name, by=by)
    with or_take_away(brought):
        return _attach(session, kind, brought, called, by)


@transaction.atomic
def _attach(session: Session, kind: str, brought: File, called: str, by: Member) -> Material:
    session, there = _in_hand(session, kind, by)
    two = _two(session, kind)
    file = keep_file(brought)
    grant(file, sorted(two.values()) if two else everybody(session), by=by)
    return _kept(Material(session=session, kind=kind, file=file, title=called or file.name, by=by), there, two)


@transaction.atomic
def remove_material(material: Material, *, by: Member) -> None:
    """Take a link or a file away, one's own or as who leads; a second time changes nothing.

    Raises ``PermissionDenied`` for anybody else.
    """
    session = opened(material.session)
    require(may_remove(material, session, by))
    for one in Material.objects.filter(pk=material.pk).select_related("file", "draft"):
        record("material.removed", actor=by, subject=one)
        if one.file:
            delete_file(one.file, by=by)
        one.delete()


@transaction.atomic
def agree_to_share(material: Material, *, by: Member) -> Draft:
    """Say yes to others having the recording; with the second yes those who took part do. A second time is once.

    Raises ``PermissionDenied`` for who is neither the guest nor the interviewer.
    """
    session = opened(material.session)
    draft = Draft.objects.filter(material=material).first()
    require(by.is_active and draft is not None and by.pk in two_of(draft))
    assert draft is not None  # noqa: S101 - for the reader of types; the line above has refused it
    _agreed, new = Agreement.objects.get_or_create(draft=draft, member=by)
    if not new:
        return draft
    record("recording.agreed", actor=by, subject=material, about=[by.pk])
    two = two_of(draft)
    if len(two) > 1 and draft.agreements.filter(member__in=two).count() == len(two):
        draft.shared_at = now()
        draft.save(update_fields=["shared_at"])
        follow_who_takes_part(session)
        record("recording.shared", actor=by, subject=material, about=sorted(two))
    return draft


def follow_who_takes_part(session: Session) -> None:
    """Let who takes part now have the session's files, and nobody who does not any more."""
    for one in Material.objects.filter(session=session, file__isnull=False).select_related("file", "by", "draft"):
        between = hasattr(one, "draft") and one.draft.shared_at is None
        members = sorted(two_of(one.draft)) if between else everybody(session)
        if one.file:
            had = set(one.file.grants.values_list("member", flat=True))
            if new := set(members) - had:
                grant(one.file, sorted(new), by=None)
            if gone := had - set(members):
                revoke(one.file, sorted(member for member in gone if member), by=None)


def _in_hand(session: Session, kind: str, by: Member) -> tuple[Session, list[Material]]:
    session = opened(session)
    taking_part(session, by)
    stands(session)
    if kind not in Material.Kind.values:
        raise ValidationError({"kind": _("Please choose what it is.")})
    return session, list(Material.objects.filter(session=session))


def _name(title: str) -> str:
    return " ".join(short(title, field="title", most=LONGEST_NAME).split())


def _two(session: Session, kind: str) -> dict[str, int]:
    """Return, of an interview's recording, between whom it stays, by their roles; nothing of anything else."""
    roles = dict(
        AgendaRole.objects.filter(agenda__session=session, code__in=[GUEST, INTERVIEWER]).values_list("code", "member")
    )
    if kind != Material.Kind.RECORDING or len(roles) < len((GUEST, INTERVIEWER)):
        return {}
    if None in roles.values() or roles[GUEST] == roles[INTERVIEWER]:
        words = _("Say in the agenda first who is asked and who asks: the recording stays between the two.")
        raise ValidationError({"kind": words})
    return roles


def _kept(made: Material, there: list[Material], two: dict[str, int]) -> Material:
    if len(there) >= AT_MOST:
        field = "file" if made.file else "url"
        raise ValidationError({field: _("There are %(most)s already.") % {"most": AT_MOST}})
    made.save()
    if two:
        Draft.objects.create(material=made, guest_id=two[GUEST], interviewer_id=two[INTERVIEWER])
    record("material.attached", actor=made.by, subject=made)
    return made
