"""Adds what curators decide about names that find projects, and fits of the linker's weights."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Three new tables."""

    dependencies = [
        ("projects", "0001_initial"),
        ("news", "0003_same_page_same_headline"),
    ]

    operations = [
        migrations.CreateModel(
            name="AliasFamily",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(help_text="Name of the rule.", max_length=30, unique=True)),
                ("is_off", models.BooleanField(default=False, help_text="Whether what it makes finds nothing.")),
            ],
            options={
                "verbose_name": "family of names",
                "verbose_name_plural": "families of names",
                "ordering": ["key"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="alias_family_has_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="FittedWeights",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.CharField(
                        help_text="Names the fit; links say by which they were made.", max_length=40, unique=True
                    ),
                ),
                ("bias", models.FloatField(help_text="Log odds of a candidate without any feature.")),
                (
                    "by_feature",
                    models.JSONField(help_text="One number a feature, in log odds; positive speaks for the project."),
                ),
                (
                    "learned_from",
                    models.TextField(help_text="What it was fitted to, and what that brought, in words."),
                ),
                ("fitted_at", models.DateTimeField(help_text="When it was fitted.")),
                ("is_used", models.BooleanField(default=False, help_text="Whether the linker uses it.")),
            ],
            options={
                "verbose_name_plural": "fitted weights",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("version", ""), _negated=True), name="fit_has_version"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlockedName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(help_text="Its canonical form: every way to write it counts.", max_length=300),
                ),
                ("text", models.CharField(help_text="The name as it was shown.", max_length=300)),
                ("language", models.CharField(help_text="Its language.", max_length=10)),
                ("is_off", models.BooleanField(default=False, help_text="Whether it finds nothing.")),
                (
                    "project",
                    models.ForeignKey(
                        help_text="The project it does not find.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "ordering": ["project", "form"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "form"), name="one_row_a_blocked_name"),
                    models.CheckConstraint(
                        condition=models.Q(("form", ""), _negated=True), name="blocked_name_has_form"
                    ),
                ],
            },
        ),
    ]
