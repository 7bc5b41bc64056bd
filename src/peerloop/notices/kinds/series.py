"""Words about sessions that repeat: one for all dates, with their calendar."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.journal.models import EntryDetail
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.schedule.ics import calendar
from peerloop.schedule.listing import told_one
from peerloop.schedule.queries import taken_part_by
from peerloop.series.queries import for_calendar_of, series_seen_by, standing
from peerloop.series.recurrence import how_often

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member
    from peerloop.series.models import Series
    from peerloop.series.queries import Standing


class Seen(NamedTuple):
    """A series as its reader sees it now."""

    series: Series
    stands: Standing

    @property
    def words(self) -> dict[str, str]:
        """What its sentences are filled with."""
        stretch, following = self.stands
        return {
            "title": stretch.title,
            "name": self.series.lead.name if self.series.lead else "",
            "often": how_often(stretch),
            "time": stretch.local_time.strftime("%H:%M"),
            "zone": stretch.zone,
            "next": date_format(following, "l j F") if following else "",
        }


@together
def _series(reader: Member, entries: list[Entry]) -> dict[int, Seen]:
    """The series that the reader sees, with how each stands."""
    rows = series_seen_by(reader).filter(pk__in=[entry.subject for entry in entries]).prefetch_related("stretches")
    return {row.pk: Seen(row, standing(row.stretches.all())) for row in rows}


def _to_all(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _to_others(entry: Entry) -> Iterable[int]:
    return [member for member in entry.about if member != entry.actor]


def _goes_on(seen: Seen) -> str:
    words = _("It takes place %(often)s, at %(time)s by the clock of %(zone)s, next on %(next)s.")
    return words % seen.words


def _about(reader: Member, seen: Seen, subject: str, sentences: list[str], reason: str) -> Message:
    """Return a message about a series that goes on, with the reader's dates as a calendar to read."""
    return Message(
        subject=subject % seen.words,
        sentences=[sentence % seen.words for sentence in sentences] + [_goes_on(seen)],
        reason=reason,
        ways=[Way(_("See all dates"), page("series:series", seen.series.pk))],
        calendar=partial(_dates, seen.series, reader),
        method="PUBLISH",
    )


def _dates(series: Series, reader: Member) -> bytes:
    return calendar(for_calendar_of(series, reader), reader)


def _going(reader: Member, entry: Entry) -> Seen | None:
    seen = _series(reader, entry)
    return seen if seen and seen.stands.next else None


def _joined(reader: Member, entry: Entry) -> Message | None:
    seen = _going(reader, entry)
    if seen is None:
        return None
    sentences = [_("You are in, on every date on which you are free. They are attached for your calendar.")]
    reason = _("You get this because you have joined this series.")
    return _about(reader, seen, _("You take part: %(title)s"), sentences, reason)


def _asked(reader: Member, entry: Entry) -> Message | None:
    seen = _going(reader, entry)
    if seen is None or seen.series.asked_lead_id != reader.pk:
        return None
    return Message(
        subject=_("%(name)s asks you to lead it together: %(title)s") % seen.words,
        sentences=[_goes_on(seen), _("Nothing is in your calendar before you say yes.")],
        reason=_("You get this because you are asked."),
        ways=[Way(_("Say yes or no"), page("series:series", seen.series.pk))],
    )


def _answered(reader: Member, entry: Entry) -> Message | None:
    seen = _going(reader, entry)
    if seen is None or seen.series.lead_id != reader.pk:
        return None
    sentences = [_("Whom you have asked to lead it with you cannot. It goes on with you alone.")]
    reason = _("You get this because you lead it.")
    return _about(reader, seen, _("You lead it alone: %(title)s"), sentences, reason)


def _to_co_lead(entry: Entry) -> Iterable[int]:
    return [entry.actor] if entry.actor else []


def _led_too(reader: Member, entry: Entry) -> Message | None:
    seen = _going(reader, entry)
    if seen is None or seen.series.co_lead_id != reader.pk:
        return None
    sentences = [_("You lead it with %(name)s, on every date on which you are free, and can change it as well.")]
    reason = _("You get this because you have said yes.")
    return _about(reader, seen, _("You lead with %(name)s: %(title)s"), sentences, reason)


def _prolonged(reader: Member, entry: Entry) -> Message | None:
    seen = _going(reader, entry)
    if seen is None:
        return None
    sentences = [_("There are further dates, and you have a place on each on which you are free.")]
    return _about(reader, seen, _("Further dates: %(title)s"), sentences, _("You get this because you take part."))


def _changed(reader: Member, entry: Entry) -> Message | None:
    seen = _going(reader, entry)
    if seen is None:
        return None
    sentences = [_("The dates to come have changed. The new ones are attached for your calendar.")]
    return _about(reader, seen, _("Changed: %(title)s"), sentences, _("You get this because you take part."))


def _restored(reader: Member, entry: Entry) -> Message | None:
    seen = _going(reader, entry)
    if seen is None:
        return None
    sentences = [_("A date that was left out takes place after all. You have your place again if you are free.")]
    return _about(reader, seen, _("After all: %(title)s"), sentences, _("You get this because you were to come."))


def _passed(reader: Member, entry: Entry) -> Message | None:
    seen = _going(reader, entry)
    if seen is None or seen.series.lead_id != reader.pk:
        return None
    sentences = [_("Whoever led it with you has left. It goes on with you; you can also end it on its page.")]
    reason = _("You get this because you led it together.")
    return _about(reader, seen, _("You lead it now: %(title)s"), sentences, reason)


def _ended(reader: Member, entry: Entry) -> Message | None:
    gone = taken_part_by(reader).filter(pk__in=_cancelled(entry)).exclude(cancellation=None)
    sessions = list(told_one(gone, reader).order_by("starts_at"))
    if not sessions:
        return None
    return Message(
        subject=_("It ends: %(title)s") % {"title": sessions[0].title},
        sentences=[_("The dates that were to come will not be, and your calendar is free again.")],
        reason=_("You get this because you were to take part."),
        quote=sessions[0].cancellation.word,
        calendar=partial(calendar, sessions, reader),
        method="PUBLISH",
    )


def _cancelled(entry: Entry) -> list[int]:
    """Return the ids of the sessions that ended with it; none where the entry's personal part is erased."""
    told = EntryDetail.objects.filter(entry=entry).values_list("data", flat=True).first()
    try:
        return list(json.loads(told or "{}").get("sessions", []))
    except ValueError:
        return []


KINDS = (
    Kind("series_asked", "series.asked_to_lead", gettext_lazy("You are asked to lead a series"), _to_all, _asked,
         seen=series_seen_by),
    Kind("series_led_too", "series.led_too", gettext_lazy("A series that you lead with somebody"), _to_co_lead,
         _led_too, seen=series_seen_by),
    Kind("series_declined", "series.lead_declined", gettext_lazy("Whom you asked to lead with you cannot"), _to_all,
         _answered, seen=series_seen_by),
    Kind("series_joined", "series.joined", gettext_lazy("A series that you have joined"), _to_all, _joined,
         seen=series_seen_by),
    Kind("series_prolonged", "series.prolonged", gettext_lazy("Further dates of a series"), _to_all, _prolonged,
         seen=series_seen_by),
    Kind("series_changed", "series.changed", gettext_lazy("A series is changed"), _to_all, _changed,
         seen=series_seen_by),
    Kind("series_restored", "series.restored", gettext_lazy("A date takes place after all"), _to_others, _restored,
         seen=series_seen_by),
    Kind("series_passed", "series.passed", gettext_lazy("A series is yours now"), _to_all, _passed,
         seen=series_seen_by),
    Kind("series_ended", "series.ended", gettext_lazy("A series ends"), _to_all, _ended, seen=series_seen_by),
)  # fmt: skip
