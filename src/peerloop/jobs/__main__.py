"""The command line: ``python -m peerloop.jobs COMMAND …``; ``./peerloop`` sets up what it needs first."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path


def names() -> list[str]:
    """Return the commands there are."""
    return sorted(path.stem for path in (Path(__file__).parent / "commands").glob("[a-z]*.py"))


def main(arguments: list[str]) -> int:
    """Run the command that ``arguments`` begin with and return its exit code."""
    if not arguments or arguments[0] not in names():
        print(f"Commands: {', '.join(names())}.", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerloop.config.settings")
    code: int = import_module(f"peerloop.jobs.commands.{arguments[0]}").run(arguments[1:])
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
