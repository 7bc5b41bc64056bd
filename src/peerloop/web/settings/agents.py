"""What a browser calls itself, as people call it."""

from __future__ import annotations

from django.utils.translation import gettext as _

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
MACHINES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


def device_of(user_agent: str) -> str:
    """Return "Firefox on Linux", as far as the browser tells; the first sign that fits decides."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), None)
    machine = next((name for sign, name in MACHINES if sign in user_agent), None)
    if browser and machine:
        return _("%(browser)s on %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("A browser that does not say which")
