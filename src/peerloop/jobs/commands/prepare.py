"""What must be so before anything is served: tables and static files, and in the demo its company."""

from __future__ import annotations


def run(arguments: list[str]) -> int:
    """Migrate, collect static files, make the demo company where PEERLOOP_DEMO asks for it."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMO:
        call_command("demo_company")
    return 0
