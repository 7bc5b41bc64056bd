"""Rendering once what is the same for everybody: the frame of a page is mostly words, addresses and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Hashable

    from django.template import Context, NodeList
    from django.template.base import FilterExpression, Parser, Token
    from django.utils.safestring import SafeString

register = template.Library()


class KeptNode(template.Node):
    """Renders its content once for each language and each combination of what it is kept by."""

    def __init__(self, by: list[FilterExpression], nodelist: NodeList) -> None:
        self.by, self.nodelist = by, nodelist
        self.said: dict[tuple[Hashable, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return what was said the first time."""
        key = (get_language(), *(value.resolve(context) for value in self.by))
        if key not in self.said:
            self.said[key] = self.nodelist.render(context)
        return self.said[key]


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep everything up to ``endkept`` for the life of the process: ``{% kept request.resolver_match.view_name %}``.

    Only for what depends on nothing but the language and the named values, each of which has few: never on who
    reads, never on a token, an id or anything typed.
    """
    by = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(by, nodelist)
