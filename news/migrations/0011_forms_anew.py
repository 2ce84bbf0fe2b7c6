from django.db import migrations

from projects.canonical import canonical

LONGEST = 300


def write_forms(apps, schema_editor):
    """Derive the canonical forms of switched-off and of given names again: a figure is now parted from its unit."""
    for name in ("BlockedName", "SearchName"):
        model = apps.get_model("news", name)
        for row in model.objects.all().iterator():
            form = canonical(row.text)[:LONGEST]
            taken = model.objects.filter(project_id=row.project_id, form=form).exclude(pk=row.pk)
            if form and form != row.form and not taken.exists():
                model.objects.filter(pk=row.pk).update(form=form)


class Migration(migrations.Migration):
    dependencies = [("news", "0010_search_names")]
    operations = [migrations.RunPython(write_forms, migrations.RunPython.noop)]
