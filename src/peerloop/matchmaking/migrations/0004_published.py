"""What runs chose before there were drafts stands as published."""

from django.db import migrations


def publish(apps, schema_editor):
    Run = apps.get_model("matchmaking", "Run")
    Publication = apps.get_model("matchmaking", "Publication")
    Choice = apps.get_model("matchmaking", "Choice")
    Suggestion = apps.get_model("matchmaking", "Suggestion")
    finished = Run.objects.filter(finished_at__isnull=False, publication=None).order_by("pk")
    Publication.objects.bulk_create(Publication(run=one, by_id=one.by_id, at=one.finished_at) for one in finished)
    standing = Suggestion.objects.exclude(run=None).order_by("run", "need", "rank", "pk")
    firsts = {(one.run_id, one.need_id): one for one in reversed(standing)}
    Choice.objects.bulk_create(
        (
            Choice(
                run_id=one.run_id,
                need_id=one.need_id,
                teacher_id=one.teacher_id,
                reasons=one.reasons,
                starts_at=one.starts_at,
                minutes=one.minutes,
            )
            for one in firsts.values()
        ),
        batch_size=2000,
    )


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0003_policies")]
    operations = [migrations.RunPython(publish, migrations.RunPython.noop, elidable=True)]
