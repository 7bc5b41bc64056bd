"""What an import would do, and how one is getting on."""

from peerloop.intake.queries.diff import KINDS, Diff
from peerloop.intake.queries.meanings import look_at
from peerloop.intake.queries.preview import Preview, preview
from peerloop.intake.queries.progress import progress_of
from peerloop.intake.queries.seen import imports_seen_by, skill_lists_seen_by, uploads_seen_by
from peerloop.intake.queries.taxonomy_plan import TaxonomyPreview, preview_taxonomy

__all__ = [
    "KINDS",
    "Diff",
    "Preview",
    "TaxonomyPreview",
    "imports_seen_by",
    "look_at",
    "preview",
    "preview_taxonomy",
    "progress_of",
    "skill_lists_seen_by",
    "uploads_seen_by",
]
