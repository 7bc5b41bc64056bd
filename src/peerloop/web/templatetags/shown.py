"""What templates need to show people, loops and lists; built in, so that no page loads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from peerloop.web.addresses import address

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.template import Context
    from django.utils.functional import Promise

register = template.Library()

THEMES = ("auto", "light", "dark")
ARCS: dict[str, Promise] = {
    "gain": gettext_lazy("Gain"),
    "apply": gettext_lazy("Apply"),
    "feedback": gettext_lazy("Feedback"),
    "reflect": gettext_lazy("Reflect"),
}


class ShownStep(NamedTuple):
    """One of a loop's four steps, as a list shows it."""

    name: str
    title: str
    done: bool
    now: bool


@register.filter
def lasting(minutes: int) -> str:
    """Say how long something takes: in minutes, from two full hours on in hours."""
    if minutes >= 120 and minutes % 60 == 0:
        hours = minutes // 60
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}


@register.filter
def helped(count: int) -> str:
    """Say how many something has helped."""
    return ngettext("helped one colleague", "helped %(count)s colleagues", count) % {"count": count}


@register.filter
def can_help(count: int) -> str:
    """Say how many can help with a skill."""
    if not count:
        return _("Nobody has offered it yet")
    return ngettext("%(number)s colleague can help", "%(number)s colleagues can help", count) % {"number": count}


@register.filter
def page_of(pk: int, name: str) -> str:
    """Return the address of a page that is about one row, as ``url`` does, but quicker: for long lists."""
    return address(name, pk)


@register.filter
def tongue(code: str) -> str:
    """Return a language by its name where we know one, otherwise by its code."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def initials(name: str) -> str:
    """Return the letters that stand in for a face: the first of the first and of the last word, at most two."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else "·"


@register.filter
def first_name(name: str) -> str:
    """Return what one calls a colleague: the first word of the name."""
    return str(name).split(maxsplit=1)[0] if str(name).strip() else ""


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Write a component's remaining attributes, each value escaped; cotton's own ``{{ attrs }}`` escapes none."""
    shown = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    return mark_safe(  # noqa: S308  # every value goes through conditional_escape, the names are the template's own
        "".join(
            f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
            for name, value in shown.items()
            if value is not False and value is not None
        )
    )


def _done(done: int | str | Collection[str]) -> frozenset[str]:
    """Read ``done``: how many arcs from the first on, or the names of those that are done."""
    if isinstance(done, int) or (isinstance(done, str) and done.isdigit()):
        return frozenset(list(ARCS)[: int(done)])
    return frozenset(done.split() if isinstance(done, str) else done)


@register.simple_tag
def ring(done: int | str | Collection[str] = 0, size: str = "", label: str = "") -> SafeString:
    """Draw a loop's four arcs: ``done`` counts them or names them; a blank ``label`` makes it a mere ornament."""
    arcs = _done(done)
    circles = "".join(
        f'<circle{f" class={name}" if name in arcs else ""} cx="20" cy="20" r="16" pathLength="100"/>' for name in ARCS
    )
    if label.isspace():
        said = mark_safe('aria-hidden="true"')
    else:
        steps = ngettext("%(done)d of 4 steps done", "%(done)d of 4 steps done", len(arcs)) % {"done": len(arcs)}
        said = format_html('role="img" aria-label="{}"', label or steps)
    return format_html(
        '<svg class="ring {}" viewBox="0 0 40 40" {}>{}</svg>',
        size, said, mark_safe(circles),  # noqa: S308  # built from our own constants
    )  # fmt: skip


@register.simple_tag
def loop_steps(done: int | str | Collection[str]) -> list[ShownStep]:
    """Return the four steps in order; the first that is not done is the one that is on."""
    arcs = _done(done)
    now = next((name for name in ARCS if name not in arcs), None)
    return [ShownStep(name, str(title), name in arcs, name == now) for name, title in ARCS.items()]


@register.simple_tag(takes_context=True)
def current(context: Context, room: str, page: str = "") -> SafeString:
    """Mark a link as leading to where the reader is: to the page itself, or to its part of the house."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.app_name != room or (page and match.url_name != page):
        return SafeString("")
    return format_html(' aria-current="{}"', "page" if page else "true")


@register.simple_tag(takes_context=True)
def page_link(context: Context, name: str, number: int) -> str:
    """Return this page's query with ``name`` set to ``number``, as a link."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def chosen_theme(context: Context) -> str:
    """Return the colours that the reader chose: auto, light or dark."""
    request = context.get("request")
    theme = request.COOKIES.get("theme", "auto") if request else "auto"
    return theme if theme in THEMES else "auto"


@register.simple_tag
def greeting(hour: int, name: str) -> str:
    """Greet by the hour of the reader's day (0 to 23)."""
    first = first_name(name)
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": first}
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": first}
    return _("Good evening, %(name)s") % {"name": first}
