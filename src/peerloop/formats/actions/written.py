"""Write a format's roles and steps as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.formats.models import OwnRole, OwnStep

if TYPE_CHECKING:
    from peerloop.formats.models import OwnFormat
    from peerloop.formats.shape import Format


def write(own: OwnFormat, form: Format) -> OwnFormat:
    """Save what ``form`` says under the row ``own``, and return it."""
    own.title, own.aim, own.minutes, own.turns = str(form.title), str(form.aim), form.minutes, form.turns
    own.least, own.most = form.people
    own.fits, own.beware = str(form.fits), str(form.beware)
    own.before, own.after = "\n".join(map(str, form.before)), "\n".join(map(str, form.after))
    own.kind = form.kinds[0] if form.kinds else ""
    own.save()
    own.roles.all().delete()
    own.steps.all().delete()
    OwnRole.objects.bulk_create(
        OwnRole(format=own, place=place, code=role.code, title=str(role.title), does=str(role.does), who=role.who)
        for place, role in enumerate(form.roles)
    )
    OwnStep.objects.bulk_create(
        OwnStep(
            format=own,
            place=place,
            title=str(step.title),
            minutes=step.minutes,
            who=step.who,
            prompt=str(step.prompt),
            questions="\n".join(map(str, step.questions)),
            together=step.together,
        )
        for place, step in enumerate(form.steps)
    )
    return own
