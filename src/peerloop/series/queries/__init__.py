"""Series as far as somebody may see them, their dates, and who takes part in them."""

from peerloop.series.queries.clashes import Foreseen, foreseen
from peerloop.series.queries.seen import (
    Date,
    Standing,
    coming,
    for_calendar_of,
    joined_by,
    listed,
    occurrences_led_by,
    part_of,
    series_led_by,
    series_seen_by,
    standing,
    taking_part,
    terms_on,
)

__all__ = [
    "Date",
    "Foreseen",
    "Standing",
    "coming",
    "for_calendar_of",
    "foreseen",
    "joined_by",
    "listed",
    "occurrences_led_by",
    "part_of",
    "series_led_by",
    "series_seen_by",
    "standing",
    "taking_part",
    "terms_on",
]
