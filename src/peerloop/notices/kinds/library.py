"""Words about the library: a review, an interview or a yes is asked for; what came of it; doubts; looking again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.library.queries.seen import (
    disputes_seen_by,
    interviews_seen_by,
    resources_seen_by,
    resources_with,
    resources_written_by,
    reviews_asked_of,
)
from peerloop.library.queries.told import comments_for, reviews_for, titled, under
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.library.models import Dispute, Interview, Resource, Review
    from peerloop.people.models import Member

GROUP, SHOWN = "library", 280


def _to_the_others(entry: Entry) -> Iterable[int]:
    return [pk for pk in entry.about if pk != entry.actor]


def _ids(entries: list[Entry]) -> list[int]:
    return [entry.subject for entry in entries]


def _by_id(rows: Any) -> dict[int, Any]:
    return {row.pk: row for row in rows}


def _name(member: Member | None) -> str:
    return member.name if member else _("A colleague who has left")


def _to_resource(pk: int) -> list[Way]:
    return [Way(_("Look at it"), page("library:resource", pk))]


@together
def _review(reader: Member, entries: list[Entry]) -> dict[int, Review]:
    rows = (reviews_asked_of(reader) | reviews_for(reader)).filter(pk__in=_ids(entries)).distinct()
    return _by_id(titled(rows.select_related("version", "reviewer", "asked_by", "verdict"), "version__resource"))


@together
def _resource(reader: Member, entries: list[Entry]) -> dict[int, Resource]:
    there = resources_seen_by(reader).filter(pk__in=_ids(entries)).select_related("by", "withdrawal__by")
    return _by_id(titled(there.prefetch_related("contributors__consent", "contributors__member")))


@together
def _interview(reader: Member, entries: list[Entry]) -> dict[int, Interview]:
    there = interviews_seen_by(reader).filter(pk__in=_ids(entries))
    return _by_id(titled(there.select_related("resource__by", "guest", "answer"), "resource"))


@together
def _dispute(reader: Member, entries: list[Entry]) -> dict[int, Dispute]:
    there = disputes_seen_by(reader).filter(pk__in=_ids(entries))
    return _by_id(titled(there.select_related("version", "by", "resolution"), "version__resource"))


@together
def _comment(reader: Member, entries: list[Entry]) -> dict[int, Any]:
    return under(comments_for(reader).filter(pk__in=_ids(entries)))


def _review_asked(reader: Member, entry: Entry) -> Message | None:
    review: Any = _review(reader, entry)
    if review is None or review.reviewer_id != reader.pk or hasattr(review, "verdict"):
        return None
    words = {"name": _name(review.asked_by), "title": review.title}
    return Message(
        subject=_("%(name)s asks you to look at “%(title)s”") % words,
        sentences=[
            _("%(name)s has written “%(title)s” and asks you to look at it before everybody does.") % words,
            _("Is it so, and would you have understood it? If you cannot look at it, one click says so."),
        ],
        ways=[Way(_("Read it and answer"), page("library:review", review.pk))],
        reason=_("You get this because you are asked for a review."),
    )


def _review_answered(reader: Member, entry: Entry) -> Message | None:
    review: Any = _review(reader, entry)
    if review is None or review.reviewer_id == reader.pk or not hasattr(review, "verdict"):
        return None
    words = {"name": review.reviewer.name, "title": review.title}
    ready = review.verdict.says == "ready"
    said = _("%(name)s finds “%(title)s” ready.") if ready else _("%(name)s asks for changes in “%(title)s”.")
    return Message(
        subject=_("A peer has looked at “%(title)s”") % words,
        sentences=[said % words],
        quote=Truncator(review.verdict.word).chars(SHOWN),
        ways=_to_resource(review.version.resource_id),
        reason=_("You get this because you write it."),
    )


def _interview_asked(reader: Member, entry: Entry) -> Message | None:
    one: Any = _interview(reader, entry)
    if one is None or one.guest_id != reader.pk or hasattr(one, "answer"):
        return None
    words = {"name": _name(one.resource.by), "title": one.title}
    return Message(
        subject=_("%(name)s would like to interview you") % words,
        sentences=[
            _("It is about “%(title)s”, for the library.") % words,
            _("Nothing is published before you have agreed. If you say no, nobody asks why."),
        ],
        ways=[Way(_("See the questions, and say yes or no"), page("library:interview", one.pk))],
        reason=_("You get this because you are asked for an interview."),
    )


def _interview_answered(reader: Member, entry: Entry) -> Message | None:
    one: Any = _interview(reader, entry)
    if one is None or one.guest_id == reader.pk or not hasattr(one, "answer"):
        return None
    words = {"name": _name(one.guest), "title": one.title}
    said = _("%(name)s has said yes: “%(title)s”.") if one.answer.yes else _("%(name)s would rather not: “%(title)s”.")
    return Message(
        subject=_("Your interview: “%(title)s”") % words,
        sentences=[said % words],
        ways=[Way(_("Go on from here"), page("library:interview", one.pk))],
        reason=_("You get this because you have asked."),
    )


def _consent_asked(reader: Member, entry: Entry) -> Message | None:
    one: Any = _resource(reader, entry)
    waits = [
        part
        for part in (one.contributors.all() if one else ())
        if part.part != "author" and (not hasattr(part, "consent") or part.consent.at < one.newest_at)
    ]
    if reader.pk not in {part.member_id for part in waits}:
        return None
    words = {"name": _name(one.by), "title": one.title}
    return Message(
        subject=_("May “%(title)s” stand in the library?") % words,
        sentences=[_("%(name)s has filed it as a draft. It is published only when you have agreed.") % words],
        ways=[Way(_("Look at it, and say yes"), page("library:resource", one.pk))],
        reason=_("You get this because you have led it, or were interviewed."),
    )


def _unagreed(reader: Member, entry: Entry) -> Message | None:
    one: Any = _resource(reader, entry)
    if one is None or one.public or reader.pk not in {part.member_id for part in one.contributors.all()}:
        return None
    words = {"title": one.title}
    return Message(
        subject=_("“%(title)s” is no longer published") % words,
        sentences=[
            _("Somebody who has a say in it has taken their yes back. Only those who have a part in it see it.")
        ],
        ways=_to_resource(one.pk),
        reason=_("You get this because you write it."),
    )


def _withdrawn(reader: Member, entry: Entry) -> Message | None:
    one: Any = _resource(reader, entry)
    if one is None or not hasattr(one, "withdrawal"):
        return None
    return Message(
        subject=_("“%(title)s” was withdrawn") % {"title": one.title},
        sentences=[_("It was taken from the shelf, with this reason:")],
        quote=one.withdrawal.word,
        ways=_to_resource(one.pk),
        reason=_("You get this because you write it."),
    )


def _disputed(reader: Member, entry: Entry) -> Message | None:
    one: Any = _dispute(reader, entry)
    if one is None or hasattr(one, "resolution") or one.by_id == reader.pk:
        return None
    words = {"name": _name(one.by), "title": one.title}
    return Message(
        subject=_("Disputed: “%(title)s”") % words,
        sentences=[
            _("%(name)s says that something in it is not so:") % words,
            _("Change it, or answer in the thread. It is settled when they, or a moderator, say how."),
        ],
        quote=Truncator(one.reason).chars(SHOWN),
        ways=_to_resource(one.version.resource_id),
        reason=_("You get this because you write it."),
    )


def _resolved(reader: Member, entry: Entry) -> Message | None:
    one: Any = _dispute(reader, entry)
    if one is None or not hasattr(one, "resolution"):
        return None
    return Message(
        subject=_("Settled: “%(title)s”") % {"title": one.title},
        sentences=[_("What was disputed in it is settled:")],
        quote=Truncator(one.resolution.word).chars(SHOWN),
        ways=_to_resource(one.version.resource_id),
        reason=_("You get this because you write it, or have doubted it."),
    )


def _commented(reader: Member, entry: Entry) -> Message | None:
    found = _comment(reader, entry)
    if found is None:
        return None
    post, resource, title = found
    words = {"name": _name(post.by), "title": title}
    return Message(
        subject=_("%(name)s has said something about “%(title)s”") % words,
        sentences=[_("About a place in it:")],
        quote=Truncator(post.text).chars(SHOWN),
        ways=[Way(_("Read it and answer"), f"{page('library:resource', resource)}#post-{post.pk}")],
        reason=_("You get this because you write it."),
    )


def _due(reader: Member, entry: Entry) -> Message | None:
    one: Any = _resource(reader, entry)
    if one is None or one.asked_at is None or not one.public:
        return None
    return Message(
        subject=_("Does it still hold? “%(title)s”") % {"title": one.title},
        sentences=[
            _("Its day has come to be looked at again."),
            _("If it still holds, one click says so; if not, change it or withdraw it."),
        ],
        ways=_to_resource(one.pk),
        reason=_("You get this because you write it."),
    )


KINDS = (
    Kind("review_asked", "review.asked", gettext_lazy("You are asked to review something for the library"),
         _to_the_others, _review_asked, group=GROUP, seen=reviews_asked_of),
    Kind("review_answered", "review.answered", gettext_lazy("A peer has looked at what you write"),
         _to_the_others, _review_answered, group=GROUP, seen=reviews_for),
    Kind("interview_asked", "interview.asked", gettext_lazy("You are asked for an interview"),
         _to_the_others, _interview_asked, group=GROUP, seen=interviews_seen_by),
    Kind("interview_answered", "interview.answered", gettext_lazy("Whom you asked for an interview has answered"),
         _to_the_others, _interview_answered, group=GROUP, seen=interviews_seen_by),
    Kind("consent_asked", "resource.consent_asked", gettext_lazy("Your yes is needed before something is published"),
         _to_the_others, _consent_asked, group=GROUP, seen=resources_with),
    Kind("resource_unagreed", "resource.unagreed", gettext_lazy("Somebody has taken back their yes"),
         _to_the_others, _unagreed, group=GROUP, seen=resources_written_by),
    Kind("resource_withdrawn", "resource.withdrawn", gettext_lazy("What you write was withdrawn"),
         _to_the_others, _withdrawn, group=GROUP, seen=resources_written_by),
    Kind("resource_disputed", "resource.disputed", gettext_lazy("What you write is disputed"),
         _to_the_others, _disputed, group=GROUP, seen=disputes_seen_by),
    Kind("dispute_resolved", "dispute.resolved", gettext_lazy("What was disputed is settled"),
         _to_the_others, _resolved, channel=Channel.DIGEST, group=GROUP, seen=disputes_seen_by),
    Kind("resource_commented", "resource.commented", gettext_lazy("Somebody speaks about a place in what you write"),
         _to_the_others, _commented, channel=Channel.DIGEST, group=GROUP, seen=comments_for),
    Kind("resource_due", "resource.due", gettext_lazy("Does what you have written still hold?"),
         _to_the_others, _due, nudge=True, group=GROUP, seen=resources_written_by),
)  # fmt: skip
