"""Rendering a row of a list once for each shape that it has, and filling the others in; built in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import template
from django.template.base import token_kwargs
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from django.template import Context, NodeList
    from django.template.base import FilterExpression, Parser, Token

register = template.Library()

MOST_SHAPES = 512
FIRST_NUMBER = 0x2F_5EED_0000_0000
"""A number that no page has of itself."""
PLAIN = frozenset({int, UUID, SafeString})
AROUND, OPEN = "stencil-around", "stencil-open"
"""Under which the content finds the context around its stencil, and the list of what is open while it is cut."""


class AnewNode(template.Node):
    """Within a stencil, a part that is rendered each time, in the context around the stencil."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Leave a place open where the stencil is cut, else return the content."""
        left: list[AnewNode] | None = context.get(OPEN)
        if left is None:
            around: Context = context.get(AROUND) or context
            return self.nodelist.render(around)
        left.append(self)
        return SafeString(f"open{FIRST_NUMBER + len(left) - 1}")


class StencilNode(template.Node):
    """Renders its content with stand-ins in the places of the values, and keeps what stands between them."""

    def __init__(
        self, shape: Mapping[str, FilterExpression], values: Mapping[str, FilterExpression], nodelist: NodeList
    ) -> None:
        self.shape, self.values, self.nodelist = shape, values, nodelist
        self.cut: dict[Hashable, tuple[list[str], list[AnewNode]] | None] = {}

    def render(self, context: Context) -> SafeString:
        """Return the content with these values; rendered as any other where it cannot be filled in."""
        shape = {name: value.resolve(context) for name, value in self.shape.items()}
        values = {name: value.resolve(context) for name, value in self.values.items()}
        key = (get_language(), *shape.values(), *[type(value) if value else value for value in values.values()])
        if key not in self.cut and len(self.cut) < MOST_SHAPES:
            self.cut[key] = self._cut(context, shape, values)
        if cut := self.cut.get(key):
            return _filled(*cut, values, context)
        return self._whole(context, {**shape, **values, AROUND: context})

    def _whole(self, context: Context, named: dict[str, Any]) -> SafeString:
        """Render it. It sees nothing but what is named, so that nothing else can decide what it says."""
        return self.nodelist.render(context.new(named))

    def _cut(
        self, context: Context, shape: Mapping[str, Any], values: Mapping[str, Any]
    ) -> tuple[list[str], list[AnewNode]] | None:
        """Return text and names by turns, and the parts left open; None where the values would come out otherwise."""
        left: list[AnewNode] = []
        held = {name: _stand_in(value, number) for number, (name, value) in enumerate(values.items()) if value}
        said = self._whole(context, {**shape, **values, **held, OPEN: left})
        places = {str(one): name for name, one in held.items()}
        places |= {f"open{FIRST_NUMBER + number}": f"{number}" for number in range(len(left))}
        found = re.split("(" + "|".join(map(re.escape, places)) + ")", said) if places else [said]
        pieces = [places[piece] if place % 2 else piece for place, piece in enumerate(found)]
        plainly = self._whole(context, {**shape, **values, AROUND: context})
        return (pieces, left) if _filled(pieces, left, values, context) == plainly else None


def _filled(pieces: list[str], left: list[AnewNode], values: Mapping[str, Any], context: Context) -> SafeString:
    """Put the values between the pieces, each escaped."""
    said = {name: str(value) if type(value) in PLAIN else conditional_escape(value) for name, value in values.items()}
    for number, node in enumerate(left):
        said[f"{number}"] = node.nodelist.render(context)
    whole = pieces.copy()
    whole[1::2] = [said[name] for name in pieces[1::2]]
    return SafeString("".join(whole))


def _stand_in(value: Any, number: int) -> Any:
    """Return something of the same kind that stays as it is in a text and in an address."""
    if isinstance(value, int):
        return FIRST_NUMBER + number
    return UUID(int=FIRST_NUMBER + number) if isinstance(value, UUID) else f"value{FIRST_NUMBER + number}"


@register.tag
def stencil(parser: Parser, token: Token) -> StencilNode:
    """Render up to ``endstencil`` once for each shape: ``{% stencil its=one.shape with pk=one.pk name=one.name %}``.

    Before ``with`` stands what the content may decide by, hashable and of few kinds; behind it what it writes as it
    is, without a filter: a number, a text, an address. Of a value it may only ask whether it is there. What takes more
    than that stands between ``anew`` and ``endanew``, which see what is around the stencil.
    """
    bits = token.split_contents()[1:]
    at = bits.index("with")
    shape, values = token_kwargs(bits[:at], parser), token_kwargs(bits[at + 1 :], parser)
    nodelist = parser.parse(("endstencil",))
    parser.delete_first_token()
    return StencilNode(shape, values, nodelist)


@register.tag
def anew(parser: Parser, _token: Token) -> AnewNode:
    """Render up to ``endanew`` each time, also within a stencil."""
    nodelist = parser.parse(("endanew",))
    parser.delete_first_token()
    return AnewNode(nodelist)
