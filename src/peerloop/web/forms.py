"""How every form of the house is drawn."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class HouseForms(TemplatesSetting):
    """Draws forms and fields with the templates under ``forms/``; Django's own draw the inputs."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
