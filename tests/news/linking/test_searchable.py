"""Over the real facts: every project can be found by a name in each of the four languages, marked whence it is."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale
from django.core.management import call_command
from django.db import transaction

from news.linking import from_database, wording
from news.linking.catalogue import LANGUAGES, Name
from news.linking.families import FAMILIES
from news.linking.linker import Linker
from news.newsroom.articles import load
from news.newsroom.server import default_folder
from projects.canonical import canonical
from projects.choices import ClaimKind
from projects.models import Claim, Place, Project


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[from_database.Catalogue, Linker]]:
    """The seeds, loaded once for all tests here and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_seeds", stdout=StringIO())
        catalogue = from_database.catalogue_from_database()
        yield catalogue, Linker(catalogue.entries, off=catalogue.off)
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def finds(linker: Linker, key: str, name: Name, country: str) -> bool:
    """Whether a sentence of that name and the country alone leads to the project by its name."""
    _, found = linker.candidates("", f"{Locale(name.language).territories[country]}: {name.text}.", name.language)
    return any(
        linker.index.subjects[candidate.project].key == key
        and any(hit.level in {"alias", "bag", "nations"} for hit in candidate.hits)
        for candidate in found
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_project_has_a_name_that_finds_it(seeded: Any, language: str) -> None:
    catalogue, linker = seeded
    assert len(catalogue.entries) == Project.objects.count() >= 65
    without = [
        entry.key
        for entry in catalogue.entries
        if not any(
            finds(linker, entry.key, name, entry.countries[0])
            for name in catalogue.names(entry.key)
            if name.language == language
        )
    ]
    assert without == []


def test_every_name_is_marked_and_made_by_a_family(seeded: Any) -> None:
    catalogue, _ = seeded
    for entry in catalogue.entries:
        for name in catalogue.names(entry.key):
            assert (name.rule == "") is (name.origin == "cited")
            assert not name.rule or name.origin == FAMILIES[name.rule].origin


def test_only_names_that_sources_gave_are_cited(seeded: Any) -> None:
    catalogue, _ = seeded
    said = set(Claim.objects.filter(kind=ClaimKind.NAME, project__isnull=False).values_list("text", flat=True))
    assert {
        name.text for entry in catalogue.entries for name in catalogue.names(entry.key) if name.origin == "cited"
    } <= said


def test_chinese_names_are_written_only_in_characters_that_sources_gazetteers_or_general_words_have(
    seeded: Any,
) -> None:
    catalogue, _ = seeded
    assert not any(name.rule == "lettered" and name.language == "zh" for e in catalogue.entries for name in e.names)


def test_no_two_projects_are_called_the_same_by_a_rule(seeded: Any) -> None:
    catalogue, _ = seeded
    bearers: dict[tuple[str, str], set[str]] = {}
    for entry in catalogue.entries:
        for name in catalogue.names(entry.key):
            if name.origin != "cited":
                bearers.setdefault((name.language, name.text), set()).add(entry.key)
    assert {text for text, keys in bearers.items() if len(keys) > 1} == set()


def test_no_word_of_the_general_vocabulary_is_a_place(seeded: Any) -> None:
    table = yaml.safe_load(Path(wording.__file__).with_name("wording.yaml").read_text(encoding="utf-8"))
    words = {phrase for part in ("kinds", "purposes", "regions") for phrase in table[part]} | set(table["silent"])
    assert words.isdisjoint(canonical(label) for label in Place.objects.values_list("label", flat=True))


def test_no_general_word_names_a_project_or_a_place_of_one(seeded: Any) -> None:
    catalogue, _ = seeded
    table = yaml.safe_load(Path(wording.__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    words = {canonical(word) for word in _words(table) if len(word) > 1}
    named = {canonical(name.text) for entry in catalogue.entries for name in entry.names if name.origin == "cited"}
    places = {canonical(label) for label in Place.objects.exclude(kind="country").values_list("label", flat=True)}
    assert words.isdisjoint(named)
    assert words.isdisjoint(places)


def _words(table: Any) -> Iterator[str]:
    """Every word of a table, however deep; keys are ours."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        for part in table.values():
            yield from _words(part)
    else:
        for part in table:
            yield from _words(part)


def test_a_demonstration_article_that_is_unclear_is_one_choice_between_its_projects(seeded: Any) -> None:
    _, linker = seeded
    unclear = [
        (outlet, article)
        for outlet in load(default_folder(), date(2030, 5, 20))
        for article in outlet.articles
        if article.concerns == "unclear"
    ]
    assert unclear
    for outlet, article in unclear:
        links = linker.link(article.headline, "\n".join(article.paragraphs), outlet.language)
        likely = [link for link in links if link.score >= 0.5]
        assert len(likely) == len(article.projects)
        assert {link.ambiguous for link in likely} == {1}
