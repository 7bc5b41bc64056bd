"""What must be so before anything is served: tables and static files, and in the demo its company."""

from __future__ import annotations


def run(arguments: list[str]) -> int:
    """Migrate, collect static files, ask for documents that are missing, make the demo where PEERLOOP_DEMO says so."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    from peerloop.search.actions import make_missing

    call_command("migrate", verbosity=0, interactive=False)
    make_missing()
    call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMO:
        call_command("demo_company")
    return 0
