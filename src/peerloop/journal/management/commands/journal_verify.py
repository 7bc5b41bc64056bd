"""``manage journal_verify``: has anybody changed, removed or reordered what was recorded?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from peerloop.journal.verification import verify


class Command(BaseCommand):
    """Verify the journal's seals; ends with 1 where something is wrong."""

    help = "Check that no sealed entry of the journal was changed, removed or reordered."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was looked at and each finding."""
        verdict = verify()
        looked_at = _(
            "%(entries)d entries under %(seals)d seals; %(unsealed)d not sealed yet, %(erased)d without detail."
        )
        self.stdout.write(looked_at % vars(verdict))
        for finding in verdict.findings:
            self.stdout.write(finding)
        if verdict.findings:
            raise CommandError(_("The journal is not as it was sealed."))
        self.stdout.write(_("Nothing is amiss."))
