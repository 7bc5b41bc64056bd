"""A remark can be hidden."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peerloop.kit.clock


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0002_rewording_sequence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RemarkHiding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=280, verbose_name="why")),
                ("at", models.DateTimeField(default=peerloop.kit.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "remark",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hiding", to="questions.remark"
                    ),
                ),
            ],
        ),
    ]
