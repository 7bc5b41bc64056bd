"""``manage search_rebuild``: every document made anew, for whoever doubts the index."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from peerloop.search.actions import go_on_making, start_anew
from peerloop.search.counting import count_words
from peerloop.search.kinds import kinds

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Make the index anew."""

    help = "Make everything that can be found anew, while the house is open; with --resume, go on where it ended."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to go on."""
        parser.add_argument("--resume", action="store_true", help="go on with what was not finished")

    def handle(self, *args: Any, resume: bool, **options: Any) -> None:
        """Make each kind's documents, then count the words."""
        for name in kinds:
            if not resume:
                start_anew(name)
            go_on_making(name, partial(self.show, name))
        count_words()
        self.stdout.write(_("Everything can be found again."))

    def show(self, name: str, done: int, total: int) -> None:
        """Tell how far it is, where there is a terminal."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r{name} {done} / {total}   ", ending="\n" if done == total else "")
