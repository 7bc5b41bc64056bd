"""A thread as a page shows it: in a constant number of queries, however much was said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from peerloop.discussion.models import Draft, Edit, Post, Reaction, Reading
from peerloop.discussion.queries.seen import moderating_in, posts_seen_by
from peerloop.kit.prepared import answers, filled, prepared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.discussion.models import Thread
    from peerloop.people.models import Member

A_PAGE, READ = 30, 10
"""So many posts to a page; of so many pages, which are read most, the queries are prepared."""
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
    page: Page[int]
    moderates: bool
    draft: str
    closed: bool


def talk(thread: Thread, reader: Member, *, page: int | str = "last") -> Talk:
    """Return the thread as the reader sees it, the oldest first; ``page`` from 1 on, or "last"."""
    counted, read, draft, moderating = answers([
        _counted.of(reader, thread),
        _read.of(reader, thread),
        _draft.of(reader, thread),
        moderating_in.of(thread, reader),
    ])  # fmt: skip
    pages = Paginator(range(sum(counted)), A_PAGE)
    shown = pages.get_page(pages.num_pages if page == "last" else page)
    return Talk(
        thread,
        _page(thread, reader, shown.number, next(iter(read), None)) if counted else [],
        shown,
        bool(moderating),
        next(iter(draft), ""),
        hasattr(thread, "closing"),
    )


def _page(thread: Thread, reader: Member, number: int, read: datetime | None) -> list[Shown]:
    ask = _posts if number <= READ else _posts.build
    posts = list(ask(reader, thread, beyond=(number - 1) * A_PAGE))
    edits = Prefetch("edits", Edit.objects.order_by("at", "pk"))
    prefetch_related_objects(posts, edits, "files", "mentions", "quotes__mentions")
    quoted = [one.quotes_id for one in posts if one.quotes_id]
    seen = set(_seen(reader, filled(quoted))) if quoted else set()
    nods = _nods([one.pk for one in posts], reader)
    return [_shown(one, reader, nods[one.pk], quoted=one.quotes_id in seen, read=read) for one in posts]


@prepared
def _posts(reader: Member, thread: Thread, *, beyond: int) -> QuerySet[Post]:
    there = posts_seen_by(reader).filter(thread=thread).select_related(*FULL)
    return there.order_by("at", "pk")[beyond : beyond + A_PAGE]


@prepared
def _counted(reader: Member, thread: Thread) -> QuerySet[Post, int]:
    """How many posts of the thread the reader sees; no row for none."""
    there = posts_seen_by(reader).filter(thread=thread).order_by().values("thread")
    return there.annotate(n=Count("pk")).values_list("n", flat=True)


@prepared
def _seen(reader: Member, posts: tuple[int, ...]) -> QuerySet[Post, int]:
    return posts_seen_by(reader).filter(pk__in=posts).values_list("pk", flat=True)


@prepared
def _read(reader: Member, thread: Thread) -> QuerySet[Reading, datetime]:
    return Reading.objects.filter(thread=thread, member=reader).values_list("until", flat=True)


@prepared
def _draft(reader: Member, thread: Thread) -> QuerySet[Draft, str]:
    return Draft.objects.filter(thread=thread, member=reader).values_list("text", flat=True)


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
