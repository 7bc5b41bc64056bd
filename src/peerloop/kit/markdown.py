"""Text with marks, as safe HTML: CommonMark without raw HTML, cleaned once more by nh3.

Pictures become links, for no page fetches anything from elsewhere. Nesting and length are bounded, so that no text
takes long: what is too deep or too long is shown as it was written.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt

LONGEST = 40_000
DEEPEST = 20
MARKS = 2_000
"""Beyond so many brackets, stars and bars the text is a bomb, not a text."""
TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}


def rendered(text: str, links: Mapping[str, str] | None = None) -> SafeString:
    """Return ``text`` as HTML that runs nothing and fetches nothing.

    ``links``: words to be made into links, such as "@Bo" to the page of a member; outside of code alone.
    """
    if len(text) > LONGEST or sum(map(text.count, "[*_`>|")) > MARKS:
        return format_html('<p class="as-written">{}</p>', text)
    tokens = _reader().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"  # the page has its own first two
        if token.children is not None:
            token.children = [*_with_links(token.children, links or {})]
    html = _reader().renderer.render(tokens, _reader().options, {})
    return SafeString(_cleaner().clean(html))


def _with_links(tokens: list[Any], links: Mapping[str, str]) -> list[Any]:
    from markdown_it.token import Token

    found: list[Any] = []
    inside = 0
    for token in tokens:
        inside += token.type == "link_open"
        inside -= token.type == "link_close"
        if token.type == "image":
            found += _a_link(token.attrs["src"], token.content or token.attrs["src"])
        elif token.type == "text" and links and not inside:
            for piece, to in _pieces(token.content, links):
                found += _a_link(to, piece) if to else [Token("text", "", 0, content=piece)]
        else:
            found.append(token)
    return found


def _pieces(text: str, links: Mapping[str, str]) -> list[tuple[str, str]]:
    """Cut the text at the words that are links, the longest first: (piece, where to or nothing)."""
    pieces = [(text, "")]
    for word in sorted(links, key=len, reverse=True):
        cut: list[tuple[str, str]] = []
        for piece, to in pieces:
            if to:
                cut.append((piece, to))
                continue
            first, *rest = piece.split(word)
            cut.append((first, ""))
            for each in rest:
                cut += [(word, links[word]), (each, "")]
        pieces = cut
    return [(piece, to) for piece, to in pieces if piece]


def _a_link(to: str, words: str) -> list[Any]:
    from markdown_it.token import Token

    return [
        Token("link_open", "a", 1, attrs={"href": to}),
        Token("text", "", 0, content=words),
        Token("link_close", "a", -1),
    ]


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST, "breaks": True}).enable(
        ["table", "strikethrough"]
    )


@cache
def _cleaner() -> Any:
    import nh3

    return nh3.Cleaner(
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "code": {"class"}},
        allowed_classes={},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
