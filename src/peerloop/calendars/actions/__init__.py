"""What can be done about a calendar elsewhere: one verb to a function, one transaction, one journal entry."""

from peerloop.calendars.actions.giving import ask_look, give_calendar, remove_calendar
from peerloop.calendars.actions.looking import forget_past, look, look_due

__all__ = ["ask_look", "forget_past", "give_calendar", "look", "look_due", "remove_calendar"]
