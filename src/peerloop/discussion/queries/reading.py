"""A thread as a page shows it: in a constant number of queries, however much was said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery

from peerloop.discussion.models import Draft, Edit, Post, Reaction, Reading
from peerloop.discussion.queries.seen import moderates, posts_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from peerloop.discussion.models import Thread
    from peerloop.people.models import Member

A_PAGE = 30
FULL = ("by", "quotes__by", "quotes__hiding", "quotes__taken_back", "hiding", "taken_back")


@dataclass(frozen=True)
class Nod:
    """A kind of reaction to a post: how many, and whether the reader's own is among them."""

    kind: str
    label: str
    count: int
    mine: bool


@dataclass(frozen=True)
class Shown:
    """A post as the reader may know it: whether its words are theirs to read, and what of it is quoted and still is."""

    post: Post
    readable: bool
    quoted: Post | None
    own: bool
    fresh: bool
    nods: list[Nod]
    edits: list[Edit]


@dataclass(frozen=True)
class Talk:
    """A thread, its posts of one page, and what the reader may do there."""

    thread: Thread
    posts: list[Shown]
    page: Page[Post]
    moderates: bool
    draft: str
    closed: bool


def talk(thread: Thread, reader: Member, *, page: int | str = "last") -> Talk:
    """Return the thread as the reader sees it, the oldest first; ``page`` from 1 on, or "last"."""
    edits = Prefetch("edits", Edit.objects.order_by("at", "pk"))
    posts = posts_seen_by(reader).filter(thread=thread).select_related(*FULL)
    posts = posts.prefetch_related(edits, "files", "mentions", "quotes__mentions")
    pages = Paginator(posts.order_by("at", "pk"), A_PAGE)
    shown = pages.get_page(pages.num_pages if page == "last" else page)
    read = Reading.objects.filter(thread=thread, member=reader).values_list("until", flat=True).first()
    seen = {one.pk for one in posts_seen_by(reader).filter(pk__in=[one.quotes_id for one in shown if one.quotes_id])}
    nods = _nods([one.pk for one in shown], reader)
    return Talk(
        thread,
        [_shown(one, reader, nods[one.pk], quoted=one.quotes_id in seen, read=read) for one in shown],
        shown,
        moderates(thread, reader),
        Draft.objects.filter(thread=thread, member=reader).values_list("text", flat=True).first() or "",
        hasattr(thread, "closing"),
    )


def unread(threads: Iterable[int], reader: Member) -> dict[int, int]:
    """Return how many posts of others the reader has not read yet, by thread."""
    until = Reading.objects.filter(thread=OuterRef("thread"), member=reader).values("until")
    new = posts_seen_by(reader).filter(thread__in=list(threads)).exclude(by=reader).annotate(until=Subquery(until))
    counted = new.filter(Q(until=None) | Q(at__gt=F("until"))).values("thread").annotate(n=Count("pk"))
    return {row["thread"]: row["n"] for row in counted.order_by()}


def _shown(post: Post, reader: Member, nods: list[Nod], *, quoted: bool, read: datetime | None) -> Shown:
    own, readable = post.by_id == reader.pk, _readable(post, reader)
    return Shown(
        post,
        readable,
        post.quotes if quoted and post.quotes and _readable(post.quotes, reader) else None,
        own,
        not own and (read is None or post.at > read),
        nods,
        list(post.edits.all()) if readable else [],
    )


def _readable(post: Post, reader: Member) -> bool:
    return not (hasattr(post, "taken_back") or (hasattr(post, "hiding") and post.by_id != reader.pk))


def _nods(posts: list[int], reader: Member) -> dict[int, list[Nod]]:
    counted: dict[tuple[int, str], int] = defaultdict(int)
    mine = set()
    for post, member, kind in Reaction.objects.filter(post__in=posts).values_list("post", "member", "kind"):
        counted[post, kind] += 1
        if member == reader.pk:
            mine.add((post, kind))
    kinds = [(kind, str(label)) for kind, label in Reaction.Kind.choices]
    return {
        post: [Nod(kind, label, counted[post, kind], (post, kind) in mine) for kind, label in kinds] for post in posts
    }
