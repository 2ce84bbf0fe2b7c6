"""Plain fields through HTTP: written by the services, logged, undone; collisions lose nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from projects.models import Change, Corridor, Organisation, Place, Project
from projects.services import changes, entries
from projects.services.changes import Actor
from tests import factories as make
from tests.curation.conftest import text


def url(row: Any) -> str:
    return reverse(f"admin:projects_{row._meta.model_name}_change", args=[row.pk])


def filled(project: Project, **values: Any) -> dict[str, Any]:
    """The form as the page fills it."""
    return {
        "label": project.label,
        "short_label": project.short_label,
        "sector": project.sector,
        "countries": ["XA"],
        "corridors": [],
        "seen": project.last_change_id,
        "reason": "a test",
        **values,
    }


def renamed(project: Project, label: str, by: str = "the other curator") -> int | None:
    with changes.writing(Actor.system(by), "edit", project, reason="test") as act:
        entries.edit(act, project, label=label)
    return act.id


@pytest.fixture
def project(db: None) -> Project:
    return make.project("Example Railway")


def test_an_edit_is_logged_with_who_why_before_and_after(curator: Client, ann: Any, project: Project) -> None:
    page = curator.post(url(project), filled(project, label="Example Line", umbrella="on"), follow=True)
    change = Change.objects.latest("id")
    assert (change.verb, change.user, change.reason) == ("edit", ann, "a test")
    assert change.fields[project.public_id] == {
        "label": ["Example Railway", "Example Line"],
        "umbrella": [False, True],
    }
    assert "Saved." in text(page)
    history = text(curator.get(reverse("admin:projects_project_history", args=[project.pk])))
    assert "“Example Railway”" in history
    assert "“Example Line”" in history
    assert reverse("admin:projects_change_undo", args=[change.pk]) in history


def test_saving_nothing_new_writes_no_change(curator: Client, project: Project) -> None:
    before = Change.objects.count()
    page = curator.post(url(project), filled(project), follow=True)
    assert "Nothing was written" in text(page)
    assert Change.objects.count() == before


def test_relations_are_written_in_the_same_change(curator: Client, project: Project) -> None:
    make.country("XB")
    corridor = make.corridor()
    curator.post(url(project), filled(project, countries=["XA", "XB"], corridors=[corridor.pk]))
    change = Change.objects.latest("id")
    assert change.fields[project.public_id]["countries"] == [["XA"], ["XA", "XB"]]
    assert list(project.corridors.all()) == [corridor]


def test_a_collision_tells_of_the_other_and_keeps_what_was_typed(curator: Client, project: Project) -> None:
    mine = filled(project, label="My label", short_label="Mine")
    other = renamed(project, "Their label")
    page = text(curator.post(url(project), mine))
    assert "Changed meanwhile by the other curator" in page
    assert "label from “Example Railway” to “Their label”" in page
    assert reverse("admin:projects_change_change", args=[other]) in page
    assert 'value="My label"' in page
    assert f'name="seen" value="{other}"' in page
    project.refresh_from_db()
    assert project.label == "Their label"


def test_after_a_collision_saving_again_is_a_decision(curator: Client, project: Project) -> None:
    other = renamed(project, "Their label")
    curator.post(url(project), filled(project, label="My label", seen=other))
    project.refresh_from_db()
    assert project.label == "My label"


def test_a_reason_is_asked_for(curator: Client, project: Project) -> None:
    assert "This field is required" in text(curator.post(url(project), filled(project, label="New", reason=" ")))
    project.refresh_from_db()
    assert project.label == "Example Railway"


def test_an_edit_is_undone_from_its_change(curator: Client, project: Project) -> None:
    curator.post(url(project), filled(project, label="Example Line"))
    change = Change.objects.latest("id")
    curator.post(reverse("admin:projects_change_undo", args=[change.pk]), {"reason": "wrong line"})
    project.refresh_from_db()
    assert project.label == "Example Railway"


def test_an_undo_that_came_too_late_names_the_later_change(curator: Client, project: Project) -> None:
    first = renamed(project, "Second name")
    project.refresh_from_db()
    later = renamed(project, "Third name")
    page = text(curator.post(reverse("admin:projects_change_undo", args=[first]), {"reason": "late"}))
    assert f"change {later}" in page
    project.refresh_from_db()
    assert project.label == "Third name"


def test_a_new_project_is_a_draft_until_published(curator: Client) -> None:
    make.country()
    sent = {"label": "Example Tunnel", "sector": "road", "countries": ["XA"], "state": "draft", "reason": "in the news"}
    curator.post(reverse("admin:projects_project_add"), sent)
    project = Project.objects.get(label="Example Tunnel")
    assert (project.state, Change.objects.latest("id").subject) == ("draft", project.public_id)
    publish = reverse("admin:projects_project_publish", args=[project.pk])
    assert curator.get(publish).status_code == 200
    curator.post(publish, {"reason": "checked", "last_change": project.last_change_id})
    project.refresh_from_db()
    assert project.state == "published"


def test_withdrawing_on_a_stale_view_is_refused_once(curator: Client, project: Project) -> None:
    withdraw = reverse("admin:projects_project_withdraw", args=[project.pk])
    stale = project.last_change_id
    other = renamed(project, "Their label")
    page = text(curator.post(withdraw, {"reason": "a duplicate", "last_change": stale}))
    assert "Changed meanwhile" in page
    assert "a duplicate" in page
    curator.post(withdraw, {"reason": "a duplicate", "last_change": other})
    project.refresh_from_db()
    assert project.state == "withdrawn"


def test_stops_of_a_corridor_are_lines(curator: Client) -> None:
    first, second, port = make.place("Example Town"), make.place("Example City"), make.place("Example Port")
    corridor = make.corridor()
    sent = {"label": corridor.label, "modes": ["rail", "sea"], "countries": ["XA"], "reason": "test"}
    stops = f"{first.public_id} Example Town\n{second.public_id}\n\n# Sea branch\n{port.public_id}\n"
    curator.post(url(corridor), {**sent, "stops": stops, "seen": corridor.last_change_id})
    assert list(corridor.stops.values_list("branch", "position", "place")) == [
        ("", 0, first.pk),
        ("", 1, second.pk),
        ("Sea branch", 0, port.pk),
    ]
    corridor = Corridor.objects.get(pk=corridor.pk)
    assert corridor.modes == ["rail", "sea"]
    page = text(curator.post(url(corridor), {**sent, "stops": "Nowhere", "seen": corridor.last_change_id}))
    assert "Line 1: no place has the id Nowhere" in page


def test_coordinates_come_whole(curator: Client) -> None:
    place = make.place()
    sent = {"label": place.label, "kind": "city", "country": "XA", "seen": place.last_change_id, "reason": "map"}
    assert "leave all three empty" in text(curator.post(url(place), {**sent, "latitude": "45.5"}))
    assert "less than or equal to 90" in text(curator.post(url(place), {**sent, "latitude": "123"}))
    whole = {"latitude": "45.5", "longitude": "80.1", "coordinate_quality": "given_by_source", "search_names": "A\nB"}
    curator.post(url(place), {**sent, **whole})
    place = Place.objects.get(pk=place.pk)
    assert (place.latitude, place.search_names) == (45.5, ["A", "B"])


def test_entries_are_found_by_cited_names_in_any_script(curator: Client, project: Project) -> None:
    make.said(project, "name", text="Пример Тестовый", language="ru", aspect="safe")
    organisation = make.organisation("Example Company")
    make.said(organisation, "name", text="测试公司", language="zh", aspect="safe")
    make.organisation("Another Company")
    found = text(curator.get(reverse("admin:projects_project_changelist"), {"q": "ПРИМЕР тестовый"}))
    assert "Example Railway" in found
    found = text(curator.get(reverse("admin:projects_organisation_changelist"), {"q": "测试公司"}))
    assert "Example Company" in found
    assert "Another Company" not in found
    found = text(curator.get(reverse("admin:projects_project_changelist"), {"q": project.public_id}))
    assert "Example Railway" in found


@pytest.mark.parametrize("attention", ["contested", "stale", "amountless", "overdue", "overtaken"])
def test_what_needs_attention_is_filtered(curator: Client, attention: str) -> None:
    quiet = make.project("Quiet Railway")
    make.amount(quiet, 100)
    chosen = make.project("Loud Railway")
    if attention != "amountless":
        make.amount(chosen, 100)
    if attention == "contested":
        make.said(
            chosen, "status", make.source("official_host", country_code="XA"), status="operating", as_of="2024-05"
        )
        make.said(chosen, "status", make.source("implementer"), status="cancelled", as_of="2024-05")
    if attention == "stale":
        make.said(chosen, "status", make.source(date="2012"), status="proposed", as_of="2012")
    if attention == "overdue":
        make.promised(chosen, "2015")
    if attention == "overtaken":
        make.rule(make.said(chosen, "status", make.source(date="2020"), status="proposed", as_of="2020"), "preferred")
        make.said(chosen, "status", make.source(date="2024"), status="suspended", as_of="2024")
    page = text(curator.get(reverse("admin:projects_project_changelist"), {"attention": attention}))
    assert "Loud Railway" in page
    assert "Quiet Railway" not in page


def test_nothing_is_deleted(curator: Client, project: Project) -> None:
    assert curator.post(reverse("admin:projects_project_delete", args=[project.pk]), {"post": "yes"}).status_code == 403
    sent = {"action": "delete_selected", "_selected_action": [project.pk], "post": "yes"}
    curator.post(reverse("admin:projects_project_changelist"), sent)
    assert Project.objects.filter(pk=project.pk).exists()


def test_a_publisher_is_edited_and_a_collision_told(curator: Client) -> None:
    source = make.source()
    publisher = source.publisher
    project = make.project()
    make.said(project, "status", source, status="operating", as_of="2024")
    address = url(publisher)
    seen = curator.get(address).context["adminform"].form["seen"].value()
    sent = {"name": publisher.name, "kind": "media", "reliability": "low", "languages": "en\nru", "seen": seen}
    assert "Say why its reliability is low" in text(curator.post(address, {**sent, "reason": "test"}))
    curator.post(address, {**sent, "reason": "test", "reliability_reason": "It invents figures."})
    change = Change.objects.latest("id")
    assert list(change.projects.all()) == [project]
    assert f"Change {change.pk}" in text(curator.get(reverse("admin:projects_publisher_history", args=[publisher.pk])))
    page = text(curator.post(address, {**sent, "reason": "test", "reliability": "normal", "note": "My own note"}))
    assert "Changed meanwhile" in page
    assert "My own note" in page
    publisher.refresh_from_db()
    assert publisher.reliability == "low"


def test_a_source_keeps_its_date_as_it_was_told(curator: Client) -> None:
    source = make.source()
    form = curator.get(url(source)).context["adminform"].form
    sent = {
        "title": "A better title",
        "publisher": source.publisher_id,
        "language": "en",
        "date": "2024-Q2",
        "voice": source.voice,
        "seen": form["seen"].value(),
        "reason": "read again",
    }
    assert "is outside 1850-2100" in text(curator.post(url(source), {**sent, "date": "2107"}))
    curator.post(url(source), sent)
    source.refresh_from_db()
    assert (source.title, source.date, str(source.date_latest)) == ("A better title", "2024-Q2", "2024-06-30")


def test_a_publisher_is_added_once(curator: Client) -> None:
    sent = {"name": "Example Gazette", "kind": "media", "reliability": "normal", "reason": "cited"}
    add = reverse("admin:projects_publisher_add")
    assert curator.post(add, sent).status_code == 302
    assert "A publisher of that name is here already" in text(curator.post(add, sent))


def test_staff_without_the_group_are_kept_out(onlooker: Client, project: Project) -> None:
    assert onlooker.post(url(project), filled(project, label="Mine")).status_code == 403
    assert onlooker.get(url(project)).status_code == 403
    assert onlooker.get(reverse("admin:projects_project_history", args=[project.pk])).status_code == 403
    assert onlooker.get(reverse("admin:projects_project_add")).status_code == 403
    withdraw = reverse("admin:projects_project_withdraw", args=[project.pk])
    assert onlooker.post(withdraw, {"reason": "x", "last_change": 1}).status_code == 403
    change = reverse("admin:projects_change_undo", args=[project.last_change_id])
    assert onlooker.post(change, {"reason": "x"}).status_code == 403
    project.refresh_from_db()
    assert (project.label, project.state) == ("Example Railway", "published")


def test_the_public_is_sent_to_log_in(client: Client, project: Project) -> None:
    assert "/admin/login/" in client.get(url(project))["Location"]


JUNK: list[dict[str, Any]] = [
    {"label": "x\x00y"},
    {"label": "x" * 500},
    {"label": ""},
    {"sector": "castles"},
    {"countries": ["QQ"]},
    {"countries": ["\x00"]},
    {"corridors": ["9" * 30]},
    {"corridors": ["x"]},
    {"reason": "\x00"},
    {"seen": "9" * 40},
    {"seen": "x\x00"},
    {"seen": ""},
]


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: str(junk)[:40])
def test_junk_is_answered_with_a_message(curator: Client, project: Project, junk: dict[str, Any]) -> None:
    before = Change.objects.count()
    response = curator.post(url(project), filled(project, **{"label": "New", **junk}))
    assert response.status_code == 200
    assert "errornote" in text(response)
    assert Change.objects.count() == before


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "attention=%00",
        "sector=%00x",
        "id=x",
        "countries__code__exact=%00",
        "p=99999999999999999999",
        "o=99.x",
        "state=all&e=1",
        "attention=nothing",
    ],
)
@pytest.mark.parametrize("name", ["project", "claim", "change", "suggestion", "source", "organisation"])
def test_junk_in_an_address_is_no_error(curator: Client, name: str, query: str) -> None:
    response = curator.get(reverse(f"admin:projects_{name}_changelist") + f"?{query}", follow=True)
    assert response.status_code == 200


def test_a_year_that_no_calendar_has_is_said(curator: Client) -> None:
    address = reverse("admin:projects_change_changelist")
    response = curator.get(f"{address}?at__year={'9' * 23}", follow=True)
    assert "number that no calendar has" in text(response)


@pytest.mark.parametrize("junk", ["x", "\x00", "9" * 30, "1e9", "[]", "٣", "-1"])
def test_a_publisher_that_is_no_number_is_no_choice(curator: Client, junk: str) -> None:
    source = make.source()
    page = reverse("admin:projects_source_change", args=[source.pk])
    response = curator.post(page, {"title": "New", "publisher": junk, "reason": "A test."})
    assert response.status_code == 200
    assert "errornote" in text(response)
    source.refresh_from_db()
    assert source.title != "New"


@pytest.mark.parametrize("pk", ["x", "0", "9" * 30, "1%00"])
def test_what_does_not_exist_is_said(curator: Client, pk: str) -> None:
    for name in ("project", "claim", "change", "suggestion", "source", "publisher", "place"):
        for page in ("change", "history"):
            response = curator.get(f"/admin/projects/{name}/{pk}/{page}/", follow=True)
            assert response.status_code in (200, 404)


def test_the_list_of_projects_asks_a_fixed_number_of_queries(
    curator: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(10):
        make.project()
    with django_assert_max_num_queries(30):
        curator.get(reverse("admin:projects_project_changelist"))


def test_the_first_page_says_what_waits(curator: Client) -> None:
    make.suggestion(make.project())
    page = text(curator.get(reverse("admin:index")))
    assert "<b>1</b> suggestion waits in the queue" in page
    assert "What to do first" in page


def test_organisations_without_a_country_are_fine(curator: Client) -> None:
    sent = {"label": "Example Bank", "kind": "multilateral", "state": "published", "reason": "a lender"}
    curator.post(reverse("admin:projects_organisation_add"), sent)
    assert Organisation.objects.get().country is None
