"""What waits for the reader, in the frame of each page; built in, so that no page loads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from peerloop.notices.queries import unread_count

if TYPE_CHECKING:
    from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def unread(context: Context) -> int:
    """Return how many notices wait to be read: counted in one query, where the frame is drawn."""
    user = getattr(context.get("request"), "user", None)
    return unread_count(user) if user is not None and user.is_authenticated else 0
