"""Loading again, where curators have worked meanwhile: what they did stays."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from projects.models import Change, Claim, Project
from projects.services import changes, claims, entries
from projects.services.changes import Actor
from tests.exchange.facts import SEEDS

pytestmark = pytest.mark.django_db
ONE = "ayagoz-bakhty-railway"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The seeds with one project only."""
    for folder in ("facts", "mappings"):
        shutil.copytree(SEEDS / folder, tmp_path / folder)
    keep(tmp_path / "facts" / "projects.yaml", "id")
    keep(tmp_path / "mappings" / "titles.yaml", "project")
    keep(tmp_path / "mappings" / "overlaps.yaml", "project")
    return tmp_path


def keep(file: Path, field: str) -> None:
    rows = [row for row in yaml.safe_load(file.read_text(encoding="utf-8")) if row[field] == ONE]
    file.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")


def load(seeds: Path, **options: object) -> str:
    out = StringIO()
    call_command("load_seeds", dir=seeds, stdout=out, **options)
    return out.getvalue()


def test_a_dry_run_counts_and_writes_nothing(seeds: Path) -> None:
    said = load(seeds, dry_run=True)

    assert "projects                       1        1       0" in said
    assert "Dry run: nothing was written." in said
    assert not Project.objects.exists()
    assert not Change.objects.exists()


def test_what_curators_did_stays_and_only_what_is_new_is_added(seeds: Path) -> None:
    load(seeds)
    project = Project.objects.get()
    curator = Actor("curator", "Example Curator")
    retracted = Claim.objects.filter(project=project, kind="date").first()
    assert retracted is not None
    with changes.writing(curator, "edit", project) as act:
        entries.edit(act, project, label="Example label")
        claims.rule(act, retracted, "retracted")
    before = Change.objects.count(), Claim.objects.count()

    said = load(seeds)

    assert "Nothing new." in said
    assert "1 claims left alone" in said
    assert (Change.objects.count(), Claim.objects.count()) == before
    assert Project.objects.get().label == "Example label"

    facts = seeds / "facts" / "projects.yaml"
    rows = yaml.safe_load(facts.read_text(encoding="utf-8"))
    rows[0]["parties"][0]["sources"].append("rgi-2024-01-16")
    facts.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    load(seeds)

    assert Change.objects.count() == before[0] + 1
    assert Claim.objects.count() == before[1] + 1
    newest = Change.objects.first()
    assert newest is not None
    assert newest.subject == project.public_id


def test_a_withdrawn_project_is_left_alone(seeds: Path) -> None:
    load(seeds)
    project = Project.objects.get()
    with changes.writing(Actor("curator", "Example Curator"), "withdraw", project) as act:
        entries.withdraw(act, project)
    facts = seeds / "facts" / "projects.yaml"
    rows = yaml.safe_load(facts.read_text(encoding="utf-8"))
    rows[0]["parties"][0]["sources"].append("rgi-2024-01-16")
    facts.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    before = Change.objects.count()

    said = load(seeds)

    assert "left alone" in said
    assert Change.objects.count() == before
