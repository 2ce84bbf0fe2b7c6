"""A project with new names finds what was passed over before: only headlines that hold such a name are touched."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from news.models import Article, State
from news.services import relinking
from tests import factories

pytestmark = pytest.mark.django_db


def article(title, state=State.UNLINKED):
    number = Article.objects.count()
    return Article.objects.create(
        url=f"https://example.org/{number}",
        url_key=f"k{number}",
        found_at=timezone.now(),
        state=state,
        outcome="No project was recognised in it.",
        title=title,
        language="en",
    )


def state(row):
    row.refresh_from_db()
    return row.state


def test_only_passed_over_articles_that_name_it_are_taken_in_again(capsys):
    named, other = article("Exampleton–Testburg railway opens"), article("Rain in Testburg")
    known = article("Testburg–Exampleton railway opens", State.LINKED)
    project = factories.project("Testburg–Exampleton railway")
    call_command("relink", project.public_id)
    assert "2 headlines looked at; 1 article is taken in again." in capsys.readouterr().out
    assert (state(named), state(other), state(known)) == (State.FOUND, State.UNLINKED, State.LINKED)
    assert relinking.relink([project.public_id]) == (1, 0)


def test_a_project_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="PZZZZZZZ"):
        call_command("relink", "PZZZZZZZ")


def test_the_names_of_other_projects_touch_nothing():
    row = article("Velmar bridge opens")
    factories.project("Velmar bridge")
    assert relinking.relink([factories.project("Farville tunnel").public_id]) == (1, 0)
    assert state(row) == State.UNLINKED


def test_only_the_newest_headlines_are_looked_at_when_asked_so():
    old, new = article("Exampleton–Testburg railway opens"), article("Testburg–Exampleton railway waits")
    project = factories.project("Testburg–Exampleton railway")
    assert relinking.relink([project.public_id], newest=1) == (1, 1)
    assert (state(old), state(new)) == (State.UNLINKED, State.FOUND)
