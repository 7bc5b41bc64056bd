"""``manage failed_jobs``: what was given up, and one more try at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from peerloop.journal.leases import failed_jobs, open_again

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """List the jobs that were given up."""

    help = "List the jobs that the worker has given up; with --again, have them tried anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to try again."""
        parser.add_argument("--again", action="store_true", help="try them again")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        """Print one line a job: its number, its kind, when, and what failed."""
        for job in failed_jobs():
            self.stdout.write(f"{job.pk} {job.kind} {job.failed_at:%Y-%m-%d %H:%M} {job.failure}")
        if again:
            self.stdout.write(_("%(count)d jobs will be tried again.") % {"count": open_again(failed_jobs())})
