"""Shadowing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="shadowing",
    kinds=("shadowing",),
    title=_("Shadowing"),
    aim=_("Go along with somebody through their work, see how it is really done, and talk it over afterwards."),
    people=(2, 3),
    minutes=120,
    fits=_(
        "When one wants to know what another job is like, take over from somebody, or understand why the other "
        "team does "
        "what it does. This is two hours of it; for a day let the middle step be longer."
    ),
    before=(
        _("Agree on what is confidential and when the guest leaves the room."),
        _("The host tells those whom they will meet that somebody comes along, and why."),
        _("The guest brings three things that they want to see."),
    ),
    after=(
        _("The guest writes half a page: what I saw, what surprised me, what I will do differently."),
        _("Turn it round: the host comes along with the guest."),
    ),
    beware=_(
        "The host shows what looks good and explains all the time. Do what you would do anyway; keep the "
        "explanations for "
        "the breaks."
    ),
    roles=(
        Role("host", _("Host"), _("Works as on any other day, and thinks aloud now and then."), "leader"),
        Role("guest", _("Guest"), _("Watches, notes, asks in the breaks, and helps with nothing unless asked.")),
        Role("guests", _("Other guests"), _("The same."), "all"),
    ),
    steps=(
        Step(_("What today will be"), 10, "host", _("What is on, whom we meet, where you may ask and where not.")),
        Step(
            _("Come along"),
            45,
            "host",
            _("Work. The guest notes what happened, and what they would have done."),
            (_("What did they look at first?"), _("What did they not do?")),
        ),
        Step(
            _("A first look back"), 10, "guest", _("What did you see? Ask about three moments, not about everything.")
        ),
        Step(
            _("Come along, and try a part"),
            35,
            "host",
            _("If there is a part that the guest can do, let them. Stay beside them."),
        ),
        Step(
            _("What I have seen"),
            20,
            "guest",
            _("The guest tells the host what their work looks like from outside. It is the host’s gift from this."),
            (_("What surprised you?"), _("What would you take over?"), _("What should we stop doing?")),
        ),
    ),
)
