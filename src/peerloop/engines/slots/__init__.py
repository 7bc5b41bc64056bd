"""When people can meet: common quarter-hours of a week, and series through every clock change."""

from peerloop.engines.slots.meeting import Slots, common
from peerloop.engines.slots.series import Repeats, Series, expand, resolve
from peerloop.engines.slots.verify import is_valid, upper_bound
from peerloop.engines.slots.week import QUARTERS, WORDS, pack, runs, unpack
from peerloop.engines.slots.zones import instants, offsets, week_bits, weeks_bits

__all__ = [
    "QUARTERS",
    "WORDS",
    "Repeats",
    "Series",
    "Slots",
    "common",
    "expand",
    "instants",
    "is_valid",
    "offsets",
    "pack",
    "resolve",
    "runs",
    "unpack",
    "upper_bound",
    "week_bits",
    "weeks_bits",
]
