"""Forms of names that were stored before a figure was parted from its unit are derived anew by the migration."""

from importlib import import_module

import pytest
from django.apps import apps

from news.models import BlockedName, SearchName
from tests import factories

pytestmark = pytest.mark.django_db


def test_stored_forms_are_derived_anew_and_none_twice():
    project = factories.project("Testburg power line")
    blocked = BlockedName.objects.create(project=project, form="лэп 220кв", text="ЛЭП 220кВ", language="ru")
    old = SearchName.objects.create(project=project, form="line 500mw", text="Line 500MW")
    new = SearchName.objects.create(project=project, form="line 500 mw", text="Line 500 MW")
    import_module("news.migrations.0011_forms_anew").write_forms(apps, None)
    blocked.refresh_from_db()
    old.refresh_from_db()
    new.refresh_from_db()
    assert blocked.form == "лэп 220 кв"
    assert (old.form, new.form) == ("line 500mw", "line 500 mw")
