"""Words about practice lessons: say what you have seen, somebody has, your offer is vetted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import now
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.vetting.models import Remark, TeachBack
from peerloop.vetting.queries import in_full, remarks_seen_by, teach_backs_seen_by
from peerloop.vetting.rules import peers_of, state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_those_meant(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _to_teacher(entry: Entry) -> Iterable[int]:
    there = TeachBack.objects.filter(pk=entry.subject)
    return there.values_list("offer__member", flat=True)


@together
def _lessons(reader: Member, entries: list[Entry]) -> dict[int, TeachBack]:
    seen = teach_backs_seen_by(reader).filter(pk__in=[entry.subject for entry in entries])
    return {one.pk: one for one in in_full(seen, reader)}


@together
def _remarks(reader: Member, entries: list[Entry]) -> dict[int, Remark]:
    seen = remarks_seen_by(reader).filter(pk__in=[entry.subject for entry in entries])
    return {one.pk: one for one in seen.select_related("by", "teach_back__offer__skill")}


def _held(reader: Member, entry: Entry) -> Message | None:
    lesson = _lessons(reader, entry)
    if lesson is None or state(lesson, now=now()) != "held" or reader not in peers_of(lesson.session):
        return None
    if any(one.by_id == reader.pk for one in lesson.said):  # type: ignore[attr-defined]
        return None
    words = {"name": lesson.offer.member.name, "skill": lesson.offer.skill.name}
    return Message(
        subject=_("What have you seen in the practice lesson of %(name)s?") % words,
        sentences=[
            _("You listened to “%(skill)s”. Four marks and a line or two are enough, while it is fresh.") % words,
            _("Only the three of you read it."),
        ],
        ways=[Way(_("Write it down"), page("vetting:teach-back", lesson.pk))],
        reason=_("You get this because you listened to %(name)s.") % words,
    )


def _said(reader: Member, entry: Entry) -> Message | None:
    remark = _remarks(reader, entry)
    if remark is None or remark.by_id == reader.pk:
        return None
    words = {"name": remark.by.name, "skill": remark.teach_back.offer.skill.name}
    return Message(
        subject=_("%(name)s has written what they saw in your practice lesson") % words,
        sentences=[_("It is about “%(skill)s”, and carries their name. Only the three of you read it.") % words],
        ways=[Way(_("Read it"), page("vetting:teach-back", remark.teach_back_id))],
        reason=_("You get this because you have practised a lesson before them."),
    )


def _vetted(reader: Member, entry: Entry) -> Message | None:
    lesson = _lessons(reader, entry)
    if lesson is None or lesson.offer.member_id != reader.pk:
        return None
    words = {"skill": lesson.offer.skill.name}
    return Message(
        subject=_("Your offer is vetted: %(skill)s") % words,
        sentences=[_("Both peers say “ready”. Whoever looks for somebody to teach a group sees it with your offer.")],
        ways=[Way(_("Look at it"), page("skills:skill", lesson.offer.skill_id))],
        reason=_("You get this because you have practised a lesson."),
    )


KINDS = (
    Kind(
        "teach_back_held", "teach_back.held", gettext_lazy("You listened to a practice lesson"), _to_those_meant, _held,
        seen=teach_backs_seen_by,
    ),
    Kind(
        "remark_said", "remark.said", gettext_lazy("Somebody writes about your practice lesson"), _to_those_meant,
        _said, seen=remarks_seen_by,
    ),
    Kind(
        "offer_vetted", "offer.vetted", gettext_lazy("Your offer is vetted"), _to_teacher, _vetted,
        seen=teach_backs_seen_by,
    ),
)  # fmt: skip
