"""Lets a candidate stand on the words of a later copy of its story."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0002_choice_of_candidates'),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='source',
            field=models.ForeignKey(blank=True, help_text="The later copy that names it; empty where the suggestion's own document does.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='projects.source'),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='excerpts',
            field=models.JSONField(default=list, help_text='Pieces of the stored text, with their offsets; those of a copy name it.'),
        ),
    ]
