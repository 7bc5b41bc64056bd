"""``backup FILE``: everything into one file, while the house is open."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.timezone import now
from django.utils.translation import gettext as _

from peerloop.jobs.archive import kept_files, pack
from peerloop.jobs.databases import CannotCopy, dump

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Write a backup."""

    help = "Write everything into one file that only its owner can read; keep it as safe as the data itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Copy the small files first: the journal's heads may be behind the database, never ahead of it."""
        if file.exists():
            raise CommandError(_("%(file)s is there already; name another one.") % {"file": file})
        with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
            for path in kept_files():
                shutil.copy(path, folder)
            try:
                dump(Path(folder) / "database")
                pack(file, Path(folder), {"database": connection.vendor, "at": now().isoformat()})
            except (CannotCopy, OSError) as error:
                raise CommandError(str(error)) from error
        self.stdout.write(_("Backed up to %(file)s.") % {"file": file})
