"""What somebody wrote, as HTML; built in, so that no page loads it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse

from peerloop.kit.markdown import rendered

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

    from peerloop.discussion.models import Post
    from peerloop.questions.queries import ShownAnswer

register = template.Library()


@register.filter
def markdown(text: str | _StrPromise) -> SafeString:
    """Return text with marks as HTML that runs nothing and fetches nothing."""
    return rendered(str(text))


@register.filter
def kept_markdown(text: str) -> SafeString:
    """Return the same, remembered by its words: where many texts stand on a page that is read often."""
    return _remembered(text, ())


@register.filter
def answered(shown: ShownAnswer) -> SafeString:
    """Return an answer's words, with those whom it mentions as links."""
    links = ((f"@{one.name}", reverse("members:member", args=[one.pk])) for one in shown.mentions)
    return _remembered(shown.answer.text, tuple(links))


@register.filter
def is_address(source: str) -> bool:
    """Whether a source is an address that may be a link; anything else is only written."""
    return source.startswith(("https://", "http://")) and " " not in source


@lru_cache(maxsize=2048)
def _remembered(text: str, links: tuple[tuple[str, str], ...]) -> SafeString:
    return rendered(text, dict(links))


@register.filter
def said(post: Post) -> SafeString:
    """Return a post's words, with those whom it mentions as links; they are at hand."""
    links = {f"@{one.name}": reverse("members:member", args=[one.pk]) for one in post.mentions.all()}
    return rendered(post.text, links)
