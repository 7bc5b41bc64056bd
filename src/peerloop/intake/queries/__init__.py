"""What an import would do, and how one is getting on."""

from peerloop.intake.queries.diff import KINDS, Diff
from peerloop.intake.queries.preview import Preview, preview
from peerloop.intake.queries.progress import progress_of
from peerloop.intake.queries.seen import imports_seen_by, uploads_seen_by

__all__ = ["KINDS", "Diff", "Preview", "imports_seen_by", "preview", "progress_of", "uploads_seen_by"]
