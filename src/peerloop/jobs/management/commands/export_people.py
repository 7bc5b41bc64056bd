"""``export FILE``: everybody in the import's own format."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from peerloop.intake.actions import export_people
from peerloop.intake.rules.spreadsheets import TYPES

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Export people."""

    help = "Write everybody into a CSV file or a workbook that an import reads. docs/use/import.md tells its columns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, help="ends in .csv or .xlsx")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Write it beside its place, readable by its owner alone, and then put it there whole."""
        kind = file.suffix.lower().removeprefix(".")
        if kind not in TYPES:
            raise CommandError(_("Name a file that ends in .csv or .xlsx."))
        try:
            with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as out:
                self.write(Path(out.name), file, kind)
        except OSError as error:
            raise CommandError(_("%(file)s cannot be written.") % {"file": file}) from error
        self.stdout.write(_("%(file)s is written.") % {"file": file})

    def write(self, new: Path, file: Path, kind: str) -> None:
        """Fill ``new`` and let it take the place of ``file``; where that fails, nothing of it stays."""
        try:
            with new.open("wb") as out:
                out.writelines(export_people(kind, by=None))
                out.flush()
                os.fsync(out.fileno())
            new.replace(file)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
