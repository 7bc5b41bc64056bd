"""Who can help with this, and where is it answered: by what people have shown, never by how busy they are."""

from peerloop.engines.finding.contributions import Contributions
from peerloop.engines.finding.evidence import Proof, evidence
from peerloop.engines.finding.fit import fit
from peerloop.engines.finding.history import Answered, Asked, History
from peerloop.engines.finding.question import Question
from peerloop.engines.finding.rank import Evidence, Helper, Helpers, Load, rank_helpers
from peerloop.engines.finding.replay import Bin, Luck, Report, replay
from peerloop.engines.finding.shipped import DEFAULT
from peerloop.engines.finding.signals import FEATURES, Signals, signals
from peerloop.engines.finding.suggest import SuggestedSkill, suggest_skills
from peerloop.engines.finding.text import Hit, rank_text
from peerloop.engines.finding.tokens import query_terms, tokens
from peerloop.engines.finding.verify import is_sound, plain_bm25, plain_signals
from peerloop.engines.finding.weights import COLUMNS, PLAIN, Weights

__all__ = [
    "COLUMNS",
    "DEFAULT",
    "FEATURES",
    "PLAIN",
    "Answered",
    "Asked",
    "Bin",
    "Contributions",
    "Evidence",
    "Helper",
    "Helpers",
    "History",
    "Hit",
    "Load",
    "Luck",
    "Proof",
    "Question",
    "Report",
    "Signals",
    "SuggestedSkill",
    "Weights",
    "evidence",
    "fit",
    "is_sound",
    "plain_bm25",
    "plain_signals",
    "query_terms",
    "rank_helpers",
    "rank_text",
    "replay",
    "signals",
    "suggest_skills",
    "tokens",
]
