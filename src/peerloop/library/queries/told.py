"""What notices tell of the library, each as far as its reader sees it at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery

from peerloop.discussion.queries import posts_seen_by
from peerloop.library.models import Resource, Review, Version
from peerloop.library.queries.seen import resources_written_by

if TYPE_CHECKING:
    from peerloop.discussion.models import Post
    from peerloop.people.models import Member


def titled(rows: QuerySet[Any], resource: str = "pk") -> QuerySet[Any]:
    """Return the rows with ``title``: how the newest version of their resource is called, and its ``newest_at``."""
    newest = Version.objects.filter(resource=OuterRef(resource)).order_by("-number")
    titled_rows: QuerySet[Any] = rows.annotate(
        title=Subquery(newest.values("title")[:1]), newest_at=Subquery(newest.values("at")[:1])
    )
    return titled_rows


def reviews_for(member: Member) -> QuerySet[Review]:
    """Return the reviews of what the member writes."""
    return Review.objects.filter(version__resource__in=resources_written_by(member).values("pk"))


def comments_for(member: Member) -> QuerySet[Post]:
    """Return what was said in the threads under what the member writes, and still stands there."""
    threads = resources_written_by(member).exclude(thread=None).values("thread")
    return posts_seen_by(member).filter(thread__in=threads, taken_back=None, hiding=None)


def under(posts: QuerySet[Post]) -> dict[int, tuple[Post, int, str]]:
    """Return the posts, by id, each with its resource's id and title."""
    found = {post.pk: post for post in posts.select_related("by")}
    threads = {post.thread_id for post in found.values()}
    there = titled(Resource.objects.filter(thread__in=threads))
    of = {one.thread_id: (one.pk, one.title) for one in there}
    return {pk: (post, *of[post.thread_id]) for pk, post in found.items() if post.thread_id in of}
