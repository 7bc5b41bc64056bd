"""``import FILE``: people come in from a workbook or a CSV file, all of it or nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from peerloop.intake.actions import NotConfirmed, Refused, apply_import
from peerloop.intake.rules.columns import BYTES
from peerloop.jobs.asking import agreed

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from peerloop.intake.actions import Preview
    from peerloop.intake.models import Import


class Command(BaseCommand):
    """Import people."""

    help = "Bring people in from a workbook or a CSV file. docs/use/import.md tells its columns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how far it goes."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--complete", action="store_true", help="the file lists everybody: retire who is not in it")
        parser.add_argument("--yes", action="store_true", help="do not ask, however many would be retired")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, file: Path, complete: bool, yes: bool, **options: Any) -> None:
        """Make the tables where they are missing, import, and print what changed."""
        content = self.read(file)
        call_command("migrate", verbosity=0, interactive=False)
        try:
            done = self.bring_in(content, file.name, complete=complete, confirmed=yes)
        except NotConfirmed as error:
            if not agreed(_("%(many)d people would be retired. Go on?") % {"many": len(error.preview.plan.retired)}):
                raise CommandError(" ".join([*error.messages, _("Say --yes to do it all the same.")])) from error
            done = self.bring_in(content, file.name, complete=complete, confirmed=True)
        self.stdout.write(json.dumps(done.counts) if options["json"] else in_words(done.counts))

    def read(self, file: Path) -> bytes:
        """Return what the file holds."""
        try:
            if file.stat().st_size > BYTES:
                raise CommandError(_("The file is larger than %(most)d MB.") % {"most": BYTES // 1024 // 1024})
            return file.read_bytes()
        except OSError as error:
            raise CommandError(_("%(file)s cannot be read.") % {"file": file}) from error

    def bring_in(self, content: bytes, name: str, *, complete: bool, confirmed: bool) -> Import:
        """Import; where the file has faults, print each and end."""
        try:
            return apply_import(
                content, name, by=None, complete=complete, confirmed=confirmed, progress=self.show_progress
            )
        except Refused as error:
            self.show_faults(error.preview)
            raise CommandError(" ".join(error.messages)) from error

    def show_progress(self, done: int, rows: int) -> None:
        """Count on the terminal, where there is one."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done}/{rows}", ending="\n" if done == rows else "")

    def show_faults(self, preview: Preview) -> None:
        """Name each wrong cell by its line, its column and what stands there."""
        for fault in preview.faults:
            said = {"line": fault.line, "field": fault.field, "value": fault.shown, "message": fault.message}
            self.stderr.write(_("Line %(line)d, %(field)s “%(value)s”: %(message)s") % said)


def in_words(counts: dict[str, int]) -> str:
    """Return what an import did in one sentence."""
    return (
        _(
            "%(rows)d rows: %(new)d people new, %(changed)d changed, %(unchanged)d as they were, %(retired)d retired; "
            "%(teams)d new teams, %(skills)d new skills, %(offers)d offers, %(needs)d needs."
        )
        % counts
    )
