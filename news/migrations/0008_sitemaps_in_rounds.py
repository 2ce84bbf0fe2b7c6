from django.db import migrations, models


def ask_for_all_once(apps, schema_editor):
    """An index kept for unchanged would never name its sitemaps, and some validators cannot be sent back."""
    apps.get_model('news', 'Feed').objects.update(etag='', last_modified='', body_hash='')


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0007_recipes'),
    ]

    operations = [
        migrations.AddField(
            model_name='feed',
            name='sitemaps',
            field=models.JSONField(blank=True, default=list, help_text='Of an index: the sitemaps read of it, and which are still to be asked.'),
        ),
        migrations.RunPython(ask_for_all_once, migrations.RunPython.noop),
    ]
