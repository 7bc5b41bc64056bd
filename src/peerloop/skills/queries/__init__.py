"""What can be asked about skills; whatever is a member's is seen through its guard."""

from peerloop.skills.queries.closes import closes_freely, last_close, next_close, secret_needs
from peerloop.skills.queries.counts import how_many_help, most_offered
from peerloop.skills.queries.merged import merges_seen_by, names_of, stands_for
from peerloop.skills.queries.naming import around, called, find_skill, look_alikes
from peerloop.skills.queries.reach import needs_in_reach
from peerloop.skills.queries.seen import (
    endorsements_seen_by,
    needs_of,
    needs_seen_by,
    offers_of,
    offers_of_others,
    offers_seen_by,
    skills_seen_by,
    waiting_offers,
)
from peerloop.skills.queries.shown import (
    best_helpers,
    needs_on_page,
    newest_in_reach,
    offered_by,
    offers_on_page,
    skills_on_page,
    waiting,
)
from peerloop.skills.queries.told import (
    Supply,
    Week,
    by_team,
    hang_on_few,
    nobody_offers,
    over_time,
    supply_and_demand,
    teams_told,
    weeks_told,
)

__all__ = [
    "Supply",
    "Week",
    "around",
    "best_helpers",
    "by_team",
    "called",
    "closes_freely",
    "endorsements_seen_by",
    "find_skill",
    "hang_on_few",
    "how_many_help",
    "last_close",
    "look_alikes",
    "merges_seen_by",
    "most_offered",
    "names_of",
    "needs_in_reach",
    "needs_of",
    "needs_on_page",
    "needs_seen_by",
    "newest_in_reach",
    "next_close",
    "nobody_offers",
    "offered_by",
    "offers_of",
    "offers_of_others",
    "offers_on_page",
    "offers_seen_by",
    "over_time",
    "secret_needs",
    "skills_on_page",
    "skills_seen_by",
    "stands_for",
    "supply_and_demand",
    "teams_told",
    "waiting",
    "waiting_offers",
    "weeks_told",
]
