"""``match``: find teachers for everybody's needs at once."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from peerloop.matchmaking.actions import run

if TYPE_CHECKING:
    from argparse import ArgumentParser

FIGURES = ("needs", "learners", "servable", "served", "score", "bound", "seconds")


class Command(BaseCommand):
    """Match everybody."""

    help = "Find teachers for everybody's needs; members see the suggestions, and nothing is booked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """In which form to print the figures."""
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables where they are missing, run, and print the figures."""
        call_command("migrate", verbosity=0, interactive=False)
        figures = run(progress=self.show_progress).figures
        told = {name: figures[name] for name in FIGURES}
        words = _("%(served)d of %(learners)d learners have a teacher, %(servable)d could have one; %(seconds).1f s.")
        self.stdout.write(json.dumps(told) if options["json"] else words % told)

    def show_progress(self, step: str, percent: int) -> None:
        """Tell the step on the terminal, where there is one."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r{step} {percent} %   ", ending="\n" if percent == 100 else "")
