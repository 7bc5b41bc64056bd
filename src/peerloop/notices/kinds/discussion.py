"""Words about threads: somebody names one, something new is said, and what was hidden and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.discussion.models import Post, Seat
from peerloop.discussion.queries import posts_seen_by
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member

SHOWN = 280
GROUP = "threads"


def _to_mentioned(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _to_the_others(entry: Entry) -> Iterable[int]:
    """Who sits in the thread, less the one who said it and those whom it names, who are told of that."""
    seats = Seat.objects.filter(thread__posts=entry.subject).exclude(member=entry.actor)
    return seats.exclude(member__in=entry.about).order_by("pk").values_list("member", flat=True)


@together
def _post(reader: Member, entries: list[Entry]) -> dict[int, Post]:
    posts = posts_seen_by(reader).filter(pk__in=[entry.subject for entry in entries], taken_back=None)
    return {post.pk: post for post in posts.select_related("by", "hiding")}


def _way(post: Post) -> Way:
    return Way(_("Read it and answer"), f"{page('discussion:thread', post.thread_id)}#post-{post.pk}")


def _name(post: Post) -> str:
    return post.by.name if post.by else _("A colleague who has left")


def _mentioned(reader: Member, entry: Entry) -> Message | None:
    post = _post(reader, entry)
    if post is None or hasattr(post, "hiding"):
        return None
    return Message(
        subject=_("%(name)s mentions you") % {"name": _name(post)},
        sentences=[_("%(name)s has named you in a thread:") % {"name": _name(post)}],
        quote=Truncator(post.text).chars(SHOWN),
        ways=[_way(post)],
        reason=_("You get this because your name stands in it."),
    )


def _said(reader: Member, entry: Entry) -> Message | None:
    post = _post(reader, entry)
    if post is None or hasattr(post, "hiding"):
        return None
    return Message(
        subject=_("%(name)s has said something in your thread") % {"name": _name(post)},
        sentences=[_("New in a thread in which you take part:")],
        quote=Truncator(post.text).chars(SHOWN),
        ways=[_way(post)],
        reason=_("You get this because you take part in the thread."),
    )


def _hidden(reader: Member, entry: Entry) -> Message | None:
    post = _post(reader, entry)
    if post is None or post.by_id != reader.pk or not hasattr(post, "hiding"):
        return None
    return Message(
        subject=_("Something that you said is hidden"),
        sentences=[
            _("Whoever looks after the thread has hidden it from the others. The reason:"),
            _("You can still read it yourself, and you can ask them about it."),
        ],
        quote=post.hiding.reason,
        ways=[_way(post)],
        reason=_("You get this because you wrote it."),
    )


KINDS = (
    Kind(
        "post_mentions", "post.said", gettext_lazy("Somebody mentions you"), _to_mentioned, _mentioned,
        group=GROUP, seen=posts_seen_by,
    ),
    Kind(
        "post_mentions_anew", "post.changed", gettext_lazy("Somebody mentions you later on"), _to_mentioned, _mentioned,
        group=GROUP, seen=posts_seen_by,
    ),
    Kind(
        "post_said", "post.said", gettext_lazy("Something new in a thread of yours"), _to_the_others, _said,
        group=GROUP, channel=Channel.DIGEST, seen=posts_seen_by,
    ),
    Kind(
        "post_hidden", "post.hidden", gettext_lazy("Something that you said is hidden"), _to_mentioned, _hidden,
        group=GROUP, seen=posts_seen_by,
    ),
)  # fmt: skip
