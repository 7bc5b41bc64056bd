"""A message as a mail: text and HTML, with its reason, a way to silence its kind, and the calendar where one is due."""

from __future__ import annotations

from email.utils import formataddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from peerloop.notices.links import way_out
from peerloop.notices.message import page

if TYPE_CHECKING:
    from peerloop.notices.message import Message
    from peerloop.notices.models import Notice


def build(notice: Notice, message: Message) -> EmailMultiAlternatives:
    """Return the mail; the same notice always has the same Message-ID."""
    silence = way_out(notice.member_id, notice.kind)
    words = {"message": message, "silence": silence, "member": notice.member, "preferences": page("notices:settings")}
    mail = EmailMultiAlternatives(
        subject=" ".join(message.subject.split()),
        body=render_to_string("mail/notice.txt", words),
        to=[formataddr((notice.member.name, notice.member.email))],
        headers={
            "Message-ID": f"<notice-{notice.pk}-{notice.entry}@{urlsplit(settings.PEERLOOP_URL).hostname}>",
            "List-Unsubscribe": f"<{silence}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    html = css_inline.inline(render_to_string("mail/notice.html", words), load_remote_stylesheets=False)
    mail.attach_alternative(html, "text/html")
    if message.calendar:
        mail.attach_alternative(message.calendar.decode(), f"text/calendar; method={message.method}")
    return mail
