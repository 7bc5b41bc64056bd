"""Sessions as iCalendar (RFC 5545, sent as RFC 5546 says)."""

from peerloop.schedule.ics.entries import calendar

__all__ = ["calendar"]
