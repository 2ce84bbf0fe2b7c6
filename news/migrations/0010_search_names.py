"""Adds names that curators give so that news finds a project."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0009_searches_go_on'),
        ('projects', '0002_choice_of_candidates'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(help_text='Its canonical form: every way to write it counts.', max_length=300)),
                ('text', models.CharField(help_text='The name as it was given.', max_length=300)),
                ('language', models.CharField(blank=True, help_text='Language it is read in; empty for any.', max_length=10)),
                ('needs_context', models.BooleanField(default=False, help_text='Whether others are called so too: it counts for less.')),
                ('is_used', models.BooleanField(default=False, help_text='Whether it finds anything: not when it was withdrawn.')),
                ('project', models.ForeignKey(help_text='The project it finds.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.project')),
            ],
            options={
                'ordering': ['project', 'form'],
                'constraints': [models.UniqueConstraint(fields=('project', 'form'), name='one_row_a_search_name'), models.CheckConstraint(condition=models.Q(('form', ''), _negated=True), name='search_name_has_form')],
            },
        ),
    ]
