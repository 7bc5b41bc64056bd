"""What can be done about a series: one verb to a function, one transaction, one journal entry."""

from peerloop.series.actions.changing import change_from, end_series
from peerloop.series.actions.joining import join_series, leave_series
from peerloop.series.actions.leading import decline_lead, lead_too
from peerloop.series.actions.making import Told
from peerloop.series.actions.passing import pass_on
from peerloop.series.actions.skipping import bring_back, skip_days
from peerloop.series.actions.starting import Made, prolong, prolong_all, start_series

__all__ = [
    "Made",
    "Told",
    "bring_back",
    "change_from",
    "decline_lead",
    "end_series",
    "join_series",
    "lead_too",
    "leave_series",
    "pass_on",
    "prolong",
    "prolong_all",
    "skip_days",
    "start_series",
]
