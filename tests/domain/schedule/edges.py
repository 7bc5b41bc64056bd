"""Sessions at the edges of the clock: zone, day, time, minutes; none overlaps another."""

from __future__ import annotations

from datetime import date, time

EDGES = [
    ("UTC", date(2026, 3, 3), time(9, 0), 30),
    ("Europe/Berlin", date(2026, 3, 27), time(9, 0), 30),
    ("Europe/Berlin", date(2026, 3, 30), time(9, 0), 30),
    ("Europe/Berlin", date(2026, 3, 29), time(2, 30), 30),  # skipped by the clock
    ("America/Los_Angeles", date(2026, 3, 8), time(1, 45), 60),  # the clock is put forward in it
    ("Europe/Berlin", date(2026, 10, 25), time(2, 30), 15),  # comes twice
    ("America/Los_Angeles", date(2026, 11, 1), time(0, 30), 240),  # the clock is put back in it
    ("Europe/Dublin", date(2026, 12, 1), time(9, 0), 30),  # winter is the exception by law
    ("Atlantic/Azores", date(2026, 10, 25), time(0, 50), 30),
    ("America/New_York", date(2026, 11, 1), time(1, 30), 45),
    ("America/New_York", date(2026, 3, 8), time(2, 30), 30),
    ("America/St_Johns", date(2026, 7, 1), time(16, 0), 30),
    ("America/Sao_Paulo", date(2026, 12, 24), time(23, 45), 30),
    ("America/Santiago", date(2026, 9, 5), time(23, 30), 60),  # put forward at midnight
    ("Africa/Casablanca", date(2027, 2, 7), time(9, 0), 30),  # another clock in Ramadan
    ("Asia/Kolkata", date(2026, 6, 1), time(14, 0), 30),
    ("Asia/Kathmandu", date(2026, 6, 2), time(14, 0), 30),
    ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), 30),  # put back by half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), 30),
    ("Australia/Adelaide", date(2026, 10, 4), time(9, 0), 30),
    ("Pacific/Auckland", date(2026, 4, 5), time(2, 30), 30),
    ("Pacific/Auckland", date(2026, 9, 27), time(9, 0), 30),
    ("Pacific/Chatham", date(2026, 4, 6), time(9, 0), 30),
    ("Pacific/Kiritimati", date(2026, 5, 1), time(9, 0), 30),
    ("Antarctica/Troll", date(2026, 3, 31), time(9, 0), 30),  # two hours of summer time
]
