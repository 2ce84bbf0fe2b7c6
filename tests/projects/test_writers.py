"""Two connections at once: one domain writer at a time, ids in the order in which they become visible."""

import threading

import pytest
from django.db import connection, connections

from projects.models import Change, Project
from projects.services import changes, entries
from tests import factories as make
from tests.factories import TESTER

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(work):
    def run():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_a_reader_that_saw_a_change_never_misses_an_earlier_one():
    project = make.project()
    entered, go_on = threading.Event(), threading.Event()

    def slow():
        with changes.writing(TESTER, "edit", project) as act:
            entries.edit(act, project, label="Slow")
            entered.set()
            go_on.wait(10)

    def quick():
        entered.wait(10)
        with changes.writing(TESTER, "edit") as act:
            entries.edit(act, Project.objects.get(pk=project.pk), short_label="Quick")

    before = Change.objects.count()
    first, second = in_thread(slow), in_thread(quick)
    assert entered.wait(10)
    second.join(0.5)
    assert second.is_alive(), "the second writer waits for the first"
    assert Change.objects.count() == before
    go_on.set()
    first.join(20)
    second.join(20)
    labels = list(Change.objects.order_by("pk").values_list("fields", flat=True))[-2:]
    assert [list(one[project.public_id]) for one in labels] == [["label"], ["short_label"]]


def test_many_writers_leave_every_change_and_no_lock_behind():
    project = make.project()

    def write(number):
        for step in range(5):
            with changes.writing(TESTER, "edit") as act:
                entries.edit(act, Project.objects.get(pk=project.pk), label=f"{number}-{step}")

    before = Change.objects.count()
    threads = [in_thread(lambda number=number: write(number)) for number in range(4)]
    for thread in threads:
        thread.join(60)
    assert Change.objects.count() == before + 20
    assert Project.objects.get().last_change == Change.objects.order_by("-pk").first()
    assert connection.in_atomic_block is False
