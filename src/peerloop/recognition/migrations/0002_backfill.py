"""Asks the worker to note what was given before there was a room for it."""

from django.db import migrations


def ask(apps, schema_editor):
    """Ask once, where anything can have been given; an empty house has nothing to note."""
    before = (("schedule", "Record"), ("loops", "Feedback"), ("loops", "Receipt"))
    if any(apps.get_model(*model).objects.exists() for model in before):
        apps.get_model("journal", "Job").objects.get_or_create(kind="recognition.backfill", slot="first")


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0001_initial"),
        ("journal", "0001_initial"),
        ("loops", "0002_companions"),
    ]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
