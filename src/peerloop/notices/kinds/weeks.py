"""Words about weeks in another team: asked, agreed, not possible, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peerloop.exchange.links import mail_link
from peerloop.exchange.models import Reply
from peerloop.exchange.queries import rotations_among, rotations_seen_by
from peerloop.exchange.rules import is_open, parts_of
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.exchange.models import Rotation
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_others(entry: Entry) -> Iterable[int]:
    """All whom it concerns, save whoever did it."""
    return [member for member in entry.about if member != entry.actor]


def _to_all(entry: Entry) -> Iterable[int]:
    return list(entry.about)


@together
def _rotation(reader: Member, entries: list[Entry]) -> dict[int, Rotation]:
    return {one.pk: one for one in rotations_among(reader, [entry.subject for entry in entries])}


def _weeks(rotation: Rotation) -> dict[str, object]:
    place = rotation.place
    weeks = ngettext("%(count)s week", "%(count)s weeks", place.weeks) % {"count": place.weeks}
    days = ngettext("%(count)s day a week", "%(count)s days a week", place.days) % {"count": place.days}
    return {
        "member": rotation.member.name,
        "host": place.host.name,
        "team": place.team.name,
        "weeks": weeks,
        "days": days,
        "from": date_format(place.starts_on, "j F Y"),
        "until": date_format(place.ends_on, "j F Y"),
    }


def _weeks_asked(reader: Member, entry: Entry) -> Message | None:
    rotation = _rotation(reader, entry)
    if rotation is None or not is_open(rotation):
        return None
    parts = parts_of(rotation, reader)
    if not parts or set(parts) <= {one.part for one in rotation.consents.all()}:
        return None
    words = _weeks(rotation)
    if "host" in parts:
        subject = _("%(member)s would like to work with %(team)s for %(weeks)s") % words
        sentences = [
            _("%(member)s asks for the place that you offer: from %(from)s to %(until)s, %(days)s.") % words,
            _("It takes three yeses: theirs, yours and that of their manager, who is asked, too."),
        ]
        reason = _("You get this because you offered a place in your team.")
    else:
        subject = _("%(member)s asks for your yes: %(weeks)s with %(team)s") % words
        sentences = [
            _("%(member)s would like to work with %(team)s (%(host)s), from %(from)s to %(until)s, %(days)s.") % words,
            _("You are asked because it costs your team their time. Without your yes it does not begin."),
            _("If it does not suit, say so; no reason is needed. Perhaps another time does."),
        ]
        reason = _("You get this because %(member)s reports to you and has chosen to ask you.") % words
    return Message(
        subject=subject,
        sentences=sentences,
        quote=rotation.word if "host" in parts else "",
        ways=[
            Way(_("Yes, gladly"), mail_link(rotation, reader, "acceptance")),
            Way(_("Not this time"), mail_link(rotation, reader, "refusal")),
            Way(_("Look at the request"), page("exchange:rotation", rotation.pk)),
        ],
        reason=reason,
        not_after=rotation.expires_at,
    )


def _weeks_agreed(reader: Member, entry: Entry) -> Message | None:
    rotation = _rotation(reader, entry)
    if rotation is None or rotation.pairing is None or hasattr(rotation.pairing, "ending"):
        return None
    words = _weeks(rotation)
    two = reader.pk in {rotation.member_id, rotation.place.host_id}
    return Message(
        subject=_("It is agreed: %(member)s is with %(team)s from %(from)s") % words,
        sentences=[
            _("From %(from)s to %(until)s, %(days)s, beside %(host)s. All three have said yes.") % words,
            _("There is a plan week by week, for the two of you to change.")
            if two
            else _("Either of them may end it early, without a reason; you are told that it has ended."),
        ],
        ways=[Way(_("Look at it"), page("exchange:rotation", rotation.pk))],
        reason=_("You get this because you said yes."),
    )


def _weeks_off(reader: Member, entry: Entry) -> Message | None:
    rotation = _rotation(reader, entry)
    if rotation is None or not hasattr(rotation, "reply") or rotation.reply.kind == Reply.Kind.ACCEPTED:
        return None
    words = _weeks(rotation)
    if reader.pk == rotation.member_id:
        if rotation.reply.kind == Reply.Kind.TAKEN:
            subject = _("The place with %(team)s has been taken") % words
        else:
            subject = _("Weeks with %(team)s are not possible this time") % words
        sentences = [_("That happens in full years, and says nothing about you. Other places are waiting.")]
        reason = _("You get this because you asked for the place.")
    else:
        subject = _("%(member)s will not be with %(team)s this time") % words
        sentences = [_("There is nothing for you to do.")]
        reason = _("You get this because you were asked.")
    return Message(
        subject=subject,
        sentences=sentences,
        ways=[Way(_("Days and weeks elsewhere"), page("exchange:exchange"))],
        reason=reason,
    )


def _weeks_ended(reader: Member, entry: Entry) -> Message | None:
    rotation = _rotation(reader, entry)
    if rotation is None or rotation.pairing is None or not hasattr(rotation.pairing, "ending"):
        return None
    words = _weeks(rotation)
    two = reader.pk in {rotation.member_id, rotation.place.host_id}
    ways = [Way(_("Say a word of thanks"), page("matchmaking:pairing", rotation.pairing_id or 0))] if two else []
    if reader.pk == rotation.member_id:
        ways.append(Way(_("Make a loop of it"), f"{page('loops:new')}?with={rotation.place.host_id}"))
    return Message(
        subject=_("%(member)s’s weeks with %(team)s have ended") % words,
        sentences=[
            _("Whether they ran their whole time or not: nobody needs a reason, and nobody is to blame."),
            _("What one has seen elsewhere is worth telling at home.")
            if two
            else _("%(member)s is with you again for the whole week.") % words,
        ],
        ways=ways or [Way(_("Look at it"), page("exchange:rotation", rotation.pk))],
        reason=_("You get this because you said yes to it."),
    )


_N = gettext_lazy
KINDS = (
    Kind("weeks_asked", "rotation.asked", _N("Somebody asks for weeks in another team"), _to_others, _weeks_asked,
         seen=rotations_seen_by),
    Kind("weeks_agreed", "rotation.accepted", _N("Weeks in another team are agreed"), _to_all, _weeks_agreed,
         seen=rotations_seen_by),
    *(
        Kind(f"weeks_{verb}", f"rotation.{verb}", label, _to_others, _weeks_off, seen=rotations_seen_by)
        for verb, label in (
            ("declined", _N("Weeks that are not possible")),
            ("withdrawn", _N("Weeks that are no longer asked for")),
            ("expired", _N("Weeks that were not answered")),
            ("taken", _N("A place that was taken")),
        )
    ),
    Kind("weeks_ended", "rotation.ended", _N("Weeks in another team have ended"), _to_all, _weeks_ended,
         seen=rotations_seen_by),
)  # fmt: skip
