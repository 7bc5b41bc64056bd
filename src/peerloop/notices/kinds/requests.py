"""Words about asking: to the teacher who is asked, to the learner who asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import day_and_time, span
from peerloop.matchmaking.links import mail_link
from peerloop.matchmaking.models import Outcome, Request, Suggestion
from peerloop.matchmaking.queries import requests_seen_by, ring_for, suggestions_for
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.models import Notice
from peerloop.notices.together import together
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member

FORTNIGHT = timedelta(days=14)


def _to_teacher(entry: Entry) -> Iterable[int]:
    return Request.objects.filter(pk=entry.subject).values_list("teacher", flat=True)


def _to_learner(entry: Entry) -> Iterable[int]:
    return Request.objects.filter(pk=entry.subject).values_list("learner", flat=True)


def _to_suggested(entry: Entry) -> Iterable[int]:
    return Suggestion.objects.filter(run=entry.subject).values_list("need__member", flat=True)


@together
def _request(reader: Member, entries: list[Entry], **asked: object) -> dict[int, Request]:
    seen = requests_seen_by(reader).filter(pk__in=[entry.subject for entry in entries], **asked)
    return {one.pk: one for one in seen.select_related("learner", "teacher", "skill", "session")}


def _made(reader: Member, entry: Entry) -> Message | None:
    asked = _request(reader, entry, outcome=None)
    if asked is None or asked.teacher_id != reader.pk:
        return None
    when = span(asked.session.starts_at, asked.session.ends_at, reader.time_zone)
    there = day_and_time(asked.session.starts_at, asked.learner.time_zone)
    words = {"name": asked.learner.name, "skill": asked.skill.name, "when": when, "there": there}
    reverse = asked.kind == Request.Kind.REVERSE
    return Message(
        subject=_("%(name)s would like to learn from you: %(skill)s") % words,
        sentences=[
            _("%(name)s asks whether you could meet about %(skill)s: %(when)s.") % words,
            *([_("%(name)s asks you as somebody earlier in their career.") % words] if reverse else []),
            _("For %(name)s that is %(there)s. The time is kept free for you both until you answer.") % words,
            _("If it does not suit you, say so; no reason is needed, and somebody else will be found."),
        ],
        quote=asked.text,
        ways=[
            Way(_("Yes, gladly"), mail_link(asked, reader, "acceptance")),
            Way(_("Not possible this time"), mail_link(asked, reader, "refusal")),
            Way(_("Look at the request"), page("matchmaking:request", asked.pk)),
        ],
        reason=_("You get this because you offer to help with %(skill)s.") % words,
        not_after=asked.expires_at,
    )


def _declined(reader: Member, entry: Entry) -> Message | None:
    asked = _request(reader, entry, outcome__kind=Outcome.Kind.DECLINED)
    return _another(asked, _("%(name)s cannot this time: %(skill)s"))


def _expired(reader: Member, entry: Entry) -> Message | None:
    asked = _request(reader, entry, outcome__kind=Outcome.Kind.EXPIRED)
    return _another(asked, _("No answer from %(name)s yet: %(skill)s"))


def _another(asked: Request | None, subject: str) -> Message | None:
    """Say that this hour will not be, and what comes next."""
    if asked is None:
        return None
    words = {"name": asked.teacher.name, "skill": asked.skill.name}
    next_one = (
        Request.objects.filter(need=asked.need_id, outcome=None).select_related("teacher").first()
        if asked.need_id
        else None
    )
    if next_one is not None:
        words["next"] = next_one.teacher.name
        sentences = [_("As you wished, %(next)s has been asked for you.") % words]
        way = Way(_("See the request"), page("matchmaking:request", next_one.pk))
    elif asked.need_id:
        sentences = [_("That happens in full weeks, and says nothing about you. Others are waiting on your page.")]
        way = Way(_("See who else can help"), page("matchmaking:suggestions", asked.need_id))
    else:
        sentences = [_("That happens in full weeks, and says nothing about you.")]
        way = Way(_("Say what you want to learn"), page("skills:needs"))
    return Message(
        subject=subject % words,
        sentences=[
            _("The hour with %(name)s about %(skill)s will not be, and your calendar is free again.") % words,
            *sentences,
        ],
        ways=[way],
        reason=_("You get this because you asked %(name)s.") % words,
    )


def _withdrawn(reader: Member, entry: Entry) -> Message | None:
    asked = _request(reader, entry, outcome__kind=Outcome.Kind.WITHDRAWN)
    if asked is None or asked.teacher_id != reader.pk:
        return None
    words = {"name": asked.learner.name, "skill": asked.skill.name}
    return Message(
        subject=_("%(name)s no longer needs the hour about %(skill)s") % words,
        sentences=[_("The hour is free again; there is nothing for you to do.")],
        ways=[Way(_("Your requests"), page("matchmaking:requests"))],
        reason=_("You get this because %(name)s had asked you.") % words,
    )


def _found(reader: Member, entry: Entry) -> Message | None:
    """Say who was found; once a fortnight at most, however often the organiser lets matching look."""
    told = Notice.objects.filter(member=reader, kind="suggestion_found", entry__lt=entry.pk, dropped_at=None)
    if told.filter(arrived_at__gt=entry.at - FORTNIGHT).exists():
        return None
    wanted = Need.objects.filter(pk__in=Suggestion.objects.filter(run=entry.subject).values("need"), member=reader)
    needs = wanted.select_related("skill", "member").order_by("skill__name", "pk")
    found = [
        one
        for need in needs
        if ring_for(need) is None  # of which another mail tells
        for one in suggestions_for(need)[:1]
        if one.run_id == entry.subject
    ]
    if not found:
        return None
    return Message(
        subject=_("Somebody to learn from"),
        sentences=[
            _("%(skill)s: %(name)s could help, for example on %(when)s.")
            % {
                "skill": suggestion.need.skill.name,
                "name": suggestion.teacher.name,
                "when": day_and_time(suggestion.starts_at, reader.time_zone),
            }
            for suggestion in found
        ],
        ways=[Way(_("See why, and ask"), page("matchmaking:suggestions", found[0].need_id))],
        reason=_("You get this because you said what you want to learn, and matching has just looked at everybody."),
        not_after=min(suggestion.starts_at for suggestion in found),
    )


KINDS = (
    Kind(
        "request_made",
        "request.made",
        gettext_lazy("Somebody asks you for an hour"),
        _to_teacher,
        _made,
        seen=requests_seen_by,
    ),
    Kind(
        "request_declined",
        "request.declined",
        gettext_lazy("An hour you asked for is not possible"),
        _to_learner,
        _declined,
        seen=requests_seen_by,
    ),
    Kind(
        "request_expired",
        "request.expired",
        gettext_lazy("An hour you asked for was not answered"),
        _to_learner,
        _expired,
        seen=requests_seen_by,
    ),
    Kind(
        "request_withdrawn",
        "request.withdrawn",
        gettext_lazy("Somebody no longer needs an hour"),
        _to_teacher,
        _withdrawn,
        seen=requests_seen_by,
    ),
    Kind(
        "suggestion_found",
        "run.told",
        gettext_lazy("Somebody to learn from was found"),
        _to_suggested,
        _found,
        nudge=True,
    ),
)
