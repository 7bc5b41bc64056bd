"""The list of formats, a page for each, and an organiser's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.formats.actions import change_format, copy_format, remove_format
from peerloop.formats.actions.change_format import ChangedMeanwhile
from peerloop.formats.queries import OWN, format_by, formats, formats_seen_by, lines
from peerloop.formats.rules import may_make
from peerloop.formats.shape import EVERYBODY, Format
from peerloop.people.access import opens, reader
from peerloop.web.formats.forms import FormatForm, Roles, Steps
from peerloop.web.formats.laying import note_faults, role_rows, roles_said, step_rows, steps_said

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.formats.models import OwnFormat

WHOLE = ("title", "aim", "minutes", "fits", "beware", "turns")


@opens("format", "see")
@require_safe
def show_formats(request: HttpRequest) -> HttpResponse:
    """List what was made here and what comes with the house."""
    found = formats()
    own, shipped = [one for one in found if one.own], [one for one in found if not one.own]
    page = {"own": own, "shipped": shipped, "may_make": may_make(reader(request))}
    return render(request, "formats/formats.html", page)


@opens("format", "see")
@require_safe
def show_format(request: HttpRequest, code: str) -> HttpResponse:
    """Show all that one needs to run it."""
    form = _format(code)
    names = {role.code: role.title for role in form.roles} | {EVERYBODY: _("all")}
    begins, steps = 0, []
    for step in form.steps:
        steps.append({"step": step, "begins": begins, "who": names.get(step.who, "")})
        begins += step.minutes
    page = {"format": form, "steps": steps, "may_make": may_make(reader(request))}
    return render(request, "formats/format.html", page)


@opens("format", "make")
@require_POST
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Copy it, to change it."""
    own = copy_format(_format(code), by=reader(request))
    messages.success(request, _("Here is your copy. Change whatever you like; the original stays."))
    return _to("change", f"{OWN}{own.pk}")


@opens("format", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change one of the organisation's own."""
    form, own = _format(code), _own(request, code)
    posted = request.POST if request.method == "POST" else None
    whole = FormatForm(posted, initial=_whole(form) | {"sequence": own.sequence})
    roles = Roles(posted, initial=role_rows(form.roles), prefix="role")
    steps = Steps(posted, initial=step_rows(form.steps, form.roles), prefix="step")
    status = 200
    if posted is not None:
        status = 422
        if all([whole.is_valid(), roles.is_valid(), steps.is_valid()]):
            said = roles_said(roles)
            laid = steps_said(steps, said)
            if note_faults(whole, steps, laid, said, whole.cleaned_data["minutes"]):
                try:
                    changed = _said(form, whole.cleaned_data, said, laid)
                    change_format(own, changed, sequence=whole.cleaned_data["sequence"], by=reader(request))
                except ChangedMeanwhile as refused:
                    whole.add_error(None, refused)
                    status = 409
                except ValidationError as refused:
                    whole.add_error(None, refused)
                else:
                    messages.success(request, _("Changed. Sessions that are laid out already stay as they are."))
                    return _to("format", code)
    page = {"format": form, "form": whole, "roles": roles, "steps": steps}
    return render(request, "formats/change.html", page, status=status)


@opens("format", "make")
@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Take away one of the organisation's own."""
    remove_format(_own(request, code), by=reader(request))
    messages.success(request, _("Removed. Sessions that are laid out after it stay as they are."))
    return _to("formats")


def _format(code: str) -> Format:
    form = format_by(code)
    if form is None:
        raise Http404
    return form


def _own(request: HttpRequest, code: str) -> OwnFormat:
    return get_object_or_404(formats_seen_by(reader(request)), pk=_format(code).own or 0)


def _to(name: str, *args: str) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"formats:{name}", args=args), status=303)


def _whole(form: Format) -> dict[str, Any]:
    least, most = form.people
    texts = {"before": "\n".join(map(str, form.before)), "after": "\n".join(map(str, form.after))}
    kind = form.kinds[0] if form.kinds else ""
    return {name: getattr(form, name) for name in WHOLE} | texts | {"least": least, "most": most, "kind": kind}


def _said(form: Format, said: dict[str, Any], roles: list[Any], steps: list[Any]) -> Format:
    return Format(
        code=form.code,
        **{name: said[name] for name in WHOLE},
        people=(said["least"], said["most"]),
        before=lines(said["before"]),
        after=lines(said["after"]),
        roles=tuple(roles),
        steps=tuple(steps),
        kinds=(said["kind"],) if said["kind"] else (),
    )
