"""A rewording counts its changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_initial")]

    operations = [
        migrations.AddField("rewording", "sequence", models.PositiveIntegerField(default=1, db_default=1)),
    ]
