"""Who learns from whom: exact matching on given edges, and over members with priced candidates."""

from peerloop.engines.matching.eligible import Eligible, eligible, plan_of
from peerloop.engines.matching.exact import match
from peerloop.engines.matching.further import Further, further_teachers
from peerloop.engines.matching.matching import Matching, Status
from peerloop.engines.matching.members import NEAR, OTHER_TEAM, SAME_PLACE, Members, Skills, week_bits
from peerloop.engines.matching.nearest import Nearest
from peerloop.engines.matching.one_need import Candidate, Found, candidates
from peerloop.engines.matching.people import match_members
from peerloop.engines.matching.plan import Plan
from peerloop.engines.matching.policy import Policy
from peerloop.engines.matching.rematch import Rematch, rematch
from peerloop.engines.matching.search import Progress
from peerloop.engines.matching.seats import OneMoreSeat
from peerloop.engines.matching.verify import is_feasible, upper_bound
from peerloop.engines.matching.verify_plan import all_pairs, plan_is_feasible
from peerloop.engines.matching.why_not import Reason, WhyNot

__all__ = [
    "NEAR",
    "OTHER_TEAM",
    "SAME_PLACE",
    "Candidate",
    "Eligible",
    "Found",
    "Further",
    "Matching",
    "Members",
    "Nearest",
    "OneMoreSeat",
    "Plan",
    "Policy",
    "Progress",
    "Reason",
    "Rematch",
    "Skills",
    "Status",
    "WhyNot",
    "all_pairs",
    "candidates",
    "eligible",
    "further_teachers",
    "is_feasible",
    "match",
    "match_members",
    "plan_is_feasible",
    "plan_of",
    "rematch",
    "upper_bound",
    "week_bits",
]
