"""Mails: text and HTML, each with its reason, a way out, and the calendar where one is due."""

from __future__ import annotations

from email.utils import formataddr
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from peerloop.notices.channels import GROUPS
from peerloop.notices.links import way_out
from peerloop.notices.message import page

if TYPE_CHECKING:
    from peerloop.notices.message import Message
    from peerloop.notices.models import Digest, Notice
    from peerloop.notices.queries import Shown
    from peerloop.people.models import Member


def build(notice: Notice, message: Message) -> EmailMultiAlternatives:
    """Return the mail; the same notice always has the same Message-ID."""
    mail = _letter(
        "notice", notice.member, f"notice-{notice.pk}-{notice.entry}", way_out(notice.member_id, notice.kind),
        subject=message.subject, message=message,
    )  # fmt: skip
    if message.calendar:
        mail.attach_alternative(message.calendar().decode(), f"text/calendar; method={message.method}")
    return mail


def build_digest(digest: Digest, items: list[Shown], *, further: int) -> EmailMultiAlternatives:
    """Return one mail with all ``items``, grouped by what they are about; ``further``: how many more are on the page.

    The same digest always has the same Message-ID.
    """
    order = list(GROUPS)
    items = sorted(items, key=lambda one: (order.index(one.kind.group), one.notice.arrived_at, one.notice.pk))
    groups = [(GROUPS[code], list(some)) for code, some in groupby(items, key=lambda one: one.kind.group)]
    count = len(items) + further
    first = items[0].message.subject
    words = ngettext("%(first)s", "%(first)s, and %(more)s more", count) % {"first": first, "more": count - 1}
    return _letter(
        "digest", digest.member, f"digest-{digest.pk}-{digest.slot:%Y%m%d}", way_out(digest.member_id),
        subject=words, groups=groups, further=further, count=count, inbox=page("notices:inbox"),
    )  # fmt: skip


def _letter(
    template: str, to: Member, number: str, silence: str, *, subject: str, **words: Any
) -> EmailMultiAlternatives:
    """Return a mail made of both templates, with the headers by which mail programs offer the way out (RFC 8058)."""
    words |= {"silence": silence, "member": to, "preferences": page("notices:settings"), "subject": subject}
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"mail/{template}.txt", words),
        to=[formataddr((to.name, to.email))],
        headers={
            "Message-ID": f"<{number}@{urlsplit(settings.PEERLOOP_URL).hostname}>",
            "List-Unsubscribe": f"<{silence}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    html = css_inline.inline(render_to_string(f"mail/{template}.html", words), load_remote_stylesheets=False)
    mail.attach_alternative(html, "text/html")
    return mail
