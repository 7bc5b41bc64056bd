"""Make the demo company where it is not yet there."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from peerloop.demo.build import build, is_built
from peerloop.kit.clock import now


class Command(BaseCommand):
    """``manage demo_company``"""

    help = "Make the demo company: some 150 people who do not exist, and half a year of learning."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build once; a second time does nothing."""
        if not is_built():
            build(now().replace(minute=0, second=0, microsecond=0))
            self.stdout.write("The demo company is there.")
