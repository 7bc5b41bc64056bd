"""``restore FILE``: a backup in the place of what is there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from peerloop.jobs.archive import BadArchive, unpack
from peerloop.jobs.asking import agreed
from peerloop.jobs.databases import CannotCopy, load
from peerloop.jobs.folder import Occupied, occupy, unfinished
from peerloop.jobs.restored import quieten, take_over

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Restore a backup."""

    help = "Put a backup in the place of everything there is: no old mail is sent, everybody signs in again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The backup, and whether to ask first."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, file: Path, yes: bool, **options: Any) -> None:
        """Replace the database and the small files; until all is done the house does not open."""
        where = connection.settings_dict["NAME"]
        if not yes and not agreed(_("Everything in %(where)s will be replaced. Go on?") % {"where": where}):
            raise CommandError(_("Nothing was changed. Say --yes to replace what is there."))
        try:
            with occupy(alone=True), tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
                manifest = unpack(file, Path(folder))
                if manifest["database"] != connection.vendor:
                    raise CommandError(_("This backup is of a %(vendor)s database.") % {"vendor": manifest["database"]})
                put_in_place(Path(folder))
        except (BadArchive, CannotCopy, Occupied) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("Restored what was backed up at %(at)s.") % {"at": manifest["at"]})
        if os.environ.get("SECRET_KEY"):
            words = _("Choose a new SECRET_KEY, or old links open again, and add the old one to %(file)s.")
            self.stdout.write(words % {"file": settings.DATA / "secret.retired"})


def put_in_place(folder: Path) -> None:
    """Replace what is there; the mark keeps the house shut until all is done, even across a crash."""
    unfinished().touch()
    try:
        load(folder / "database")
    except CannotCopy:
        unfinished().unlink()  # nothing was changed
        raise
    take_over(folder)
    call_command("migrate", verbosity=0, interactive=False)
    quieten()
    unfinished().unlink()
