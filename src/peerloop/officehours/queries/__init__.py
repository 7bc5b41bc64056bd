"""Office hours, queues and visits as their readers see them."""

from peerloop.officehours.queries.queue import Queue, Turn, queue_of
from peerloop.officehours.queries.seen import (
    Asked,
    Listed,
    dates_of,
    hours_led_by,
    hours_on_page,
    hours_seen_by,
    joint_of,
    joints_seen_by,
    listed,
    may_come_next_time,
    sittings_of,
    visits_seen_by,
    waiting_visits,
)

__all__ = [
    "Asked",
    "Listed",
    "Queue",
    "Turn",
    "dates_of",
    "hours_led_by",
    "hours_on_page",
    "hours_seen_by",
    "joint_of",
    "joints_seen_by",
    "listed",
    "may_come_next_time",
    "queue_of",
    "sittings_of",
    "visits_seen_by",
    "waiting_visits",
]
