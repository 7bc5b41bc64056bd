"""What is done in a session: after a format, and changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.formats.queries import format_by, format_for, lines
from peerloop.formats.scaling import scaled
from peerloop.formats.shape import Role, Step, who_of
from peerloop.kit.clock import now
from peerloop.live.actions import change_agenda, set_agenda
from peerloop.live.queries import agenda_of
from peerloop.live.rules import OVERTIME, Overtaken, as_leader
from peerloop.people.access import opens, reader
from peerloop.web.formats.forms import Steps
from peerloop.web.formats.laying import note_faults, role_rows, roles_said, step_rows, steps_said
from peerloop.web.live.asked import OVERTAKEN, REFUSED, lived, onward
from peerloop.web.live.forms import FitForm, FormatChoice, held_roles

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.live.models import Agenda
    from peerloop.schedule.models import Session

PART = "#agenda"


@opens("agenda", "change")
@require_POST
def lay_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the session out after a format."""
    session, member = lived(request, pk), reader(request)
    as_leader(session, member)
    form = format_by(request.POST.get("format", ""))
    if form is None:
        messages.warning(request, _("Please choose one of the formats."))
        return onward("sessions:session", pk, PART)
    try:
        set_agenda(session, form, by=member)
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        words = _("The steps are fitted to your %(minutes)s minutes. Change whatever you like.")
        messages.success(request, words % {"minutes": session.minutes})
    return onward("sessions:session", pk, PART)


@opens("agenda", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the steps, the roles and who has them; while it is under way, too."""
    session, member = lived(request, pk), reader(request)
    as_leader(session, member)
    if now() >= session.ends_at + OVERTIME:  # who came is for those who come, while it lasts
        messages.warning(request, _("This session is over."))
        return onward("sessions:session", pk)
    agenda = agenda_of(session)
    roles, steps, held = _as_it_stands(agenda, session)
    posted = request.POST if request.method == "POST" else None
    whole = FitForm(posted, initial={"sequence": agenda.sequence if agenda else 0})
    people = [one.member for one in session.participations.all()]
    initial = [row | {"member": str(held.get(row["code"], ""))} for row in role_rows(roles)]
    role_forms = held_roles(people)(posted, initial=initial, prefix="role")
    step_forms = Steps(posted, initial=step_rows(steps, roles), prefix="step")
    status = 200
    if posted is not None:
        status = REFUSED
        if all([whole.is_valid(), role_forms.is_valid(), step_forms.is_valid()]):
            said = roles_said(role_forms)
            laid = steps_said(step_forms, said)
            if whole.cleaned_data["fit"]:
                laid = _fitted(laid, session.minutes)
            if note_faults(whole, step_forms, laid, said, session.minutes):
                holders = _holders(role_forms, said)
                try:
                    sequence = whole.cleaned_data["sequence"]
                    change_agenda(session, steps=laid, roles=said, held_by=holders, sequence=sequence, by=member)
                except Overtaken as refused:
                    whole.add_error(None, refused)
                    status = OVERTAKEN
                except ValidationError as refused:
                    whole.add_error(None, refused)
                else:
                    messages.success(request, _("The agenda is changed; all who take part see it."))
                    return onward("sessions:session", pk, PART)
    page = {
        "session": session,
        "form": whole,
        "roles": role_forms,
        "steps": step_forms,
        "formats": FormatChoice(code=agenda.format if agenda else "", kind=session.kind),
        "stands": agenda,
    }
    return render(request, "live/agenda.html", page, status=status)


def _as_it_stands(agenda: Agenda | None, session: Session) -> tuple[list[Role], list[Step], dict[str, int]]:
    """Return roles, steps and who has which role; without an agenda those of the format for its kind."""
    if agenda is None:
        form = format_for(session.kind)
        return (list(form.roles), _fitted(list(form.steps), session.minutes), {}) if form else ([], [], {})
    rows = list(agenda.roles.all())
    roles = [Role(role.code, role.title, role.does, who_of(role.who)) for role in rows]
    steps = [
        Step(step.title, step.minutes, step.who, step.prompt, lines(step.questions), step.together)
        for step in agenda.steps.all()
    ]
    return roles, steps, {role.code: role.member_id for role in rows if role.member_id}


def _fitted(steps: list[Step], minutes: int) -> list[Step]:
    """Return the steps fitted to the minutes; as they are where one has none."""
    try:
        fitted = scaled([step.minutes for step in steps], minutes)
    except ValueError:
        return steps
    return [replace(step, minutes=each) for step, each in zip(steps, fitted, strict=True)]


def _holders(formset: Any, roles: list[Role]) -> dict[str, int]:
    rows = (form.cleaned_data["member"] for form in formset.rows())
    return {role.code: int(member) for role, member in zip(roles, rows, strict=True) if member and role.who != "all"}
