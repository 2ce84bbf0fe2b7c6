import pytest
from django.urls import reverse

from projects.services import changes, entries
from public import addresses
from tests import factories
from tests.public import reading, worlds

pytestmark = pytest.mark.django_db
LIST = "/projects/"


def listed(client, **query) -> list[str]:
    document = reading.page(client, LIST, **query)
    return [reading.text(link) for link in document.iterfind('.//table//th[@scope="row"]/a')]


def test_the_count_stands_in_words_and_every_published_project_is_listed(client):
    factories.project("Example Railway A")
    factories.project("Example Railway B")
    factories.project("Example Draft", state="draft")
    document = reading.page(client, LIST)
    assert reading.text(document.find('.//p[@role="status"]')) == "2 projects"
    assert listed(client) == ["Example Railway A", "Example Railway B"]


@pytest.mark.parametrize("asked", [{}, {"ordering": "name"}])
def test_names_stand_as_in_an_index_whatever_their_case(client, asked):
    for label in ("EXAMPLE Port", "Example Bridge", "another line"):
        factories.project(label)
    assert listed(client, **asked) == ["another line", "Example Bridge", "EXAMPLE Port"]
    assert listed(client, ordering="-name") == ["EXAMPLE Port", "Example Bridge", "another line"]


def test_organisations_and_places_stand_as_in_an_index(client):
    for label in ("EXAMPLE Works", "Example Bank"):
        factories.organisation(label)
        factories.place(label)
    for name in ("organisations", "places"):
        told = reading.text(reading.page(client, reverse(f"public:{name}")))
        assert told.index("Example Bank") < told.index("EXAMPLE Works")


@pytest.mark.parametrize("words", ["Примерная", "примерная дорога", "EXAMPLE line"])
def test_a_project_is_found_by_its_names_in_any_script_and_case(client, words):
    worlds.disputed("Example Line One")
    factories.project("Other Port", sector="port")
    assert listed(client, q=words) == ["Example Line One"]


def test_filters_in_force_are_links_that_take_one_away(client):
    factories.project("Example Port", sector="port")
    document = reading.page(client, LIST, sector="port", q="example")
    links = {reading.text(link): link.get("href") for link in document.iterfind('.//ul[@class="active"]//a')}
    assert links == {
        "Remove filter Sector: Port ×": "/projects/?q=example",
        "Remove filter Search: example ×": "/projects/?sector=port",
    }


def test_a_filter_written_otherwise_stands_in_the_form_and_in_words(client):
    worlds.disputed()
    document = reading.page(client, LIST, country="xa", contested="1", umbrella="0")
    told = [reading.text(link) for link in document.iterfind('.//ul[@class="active"]//a')]
    assert told == [
        "Remove filter Country: Testland XA ×",
        "Remove filter Contested: yes ×",
        "Remove filter Umbrella: no ×",
    ]
    assert document.find('.//select[@id="country"]/option[@selected]').get("value") == "XA"
    assert [box.get("name") for box in document.iterfind('.//input[@type="checkbox"]') if box.get("checked")] == [
        "contested"
    ]


@pytest.mark.parametrize("order", ["-slippage", "-committed", "-evidence", "evidence"])
def test_what_has_no_value_comes_last_and_equals_stand_by_name(client, order):
    for label in ("Example B", "example a", "Example C"):
        factories.project(label)
    worlds.disputed("Example Known")
    assert listed(client, ordering=order) == ["Example Known", "example a", "Example B", "Example C"]


def test_changed_last_comes_first(client):
    for label in ("Example A", "Example B", "Example C"):
        factories.project(label)
    assert listed(client, ordering="-changed") == ["Example C", "Example B", "Example A"]
    assert listed(client, ordering="changed") == ["Example A", "Example B", "Example C"]


def test_a_form_with_empty_fields_leads_to_the_short_address(client):
    answer = client.get("/projects/?q=&status=&sector=port&page=")
    assert (answer.status_code, answer["Location"]) == (301, "/projects/?sector=port")


def test_nothing_found_says_so_and_leads_back(client):
    factories.project()
    document = reading.page(client, LIST, q="nowhere")
    assert "No project fits" in reading.text(document.find(".//main"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("statu=x", "Unknown parameter 'statu'. Did you mean status"),
        ("status=flying", "status:"),
        ("q=a%00b", "q holds a NUL character."),
        ("slipped=many", "slipped:"),
        ("page=0", "this list has pages 1 to 1"),
        ("page=%D9%A3", "there is no page"),
        ("page=99999999999999999999", "there is no page"),
        ("ordering=random", "ordering:"),
        ("nope=", "Unknown parameter 'nope'."),
        ("country=XA&country=XB", "country is given more than once."),
        ("contested=true&contested=false", "contested is given more than once."),
        ("page=1&page=1", "page is given more than once."),
    ],
)
def test_a_query_that_cannot_be_read_is_refused_in_words(client, query, words):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert words in reading.text(reading.html.document_fromstring(answer.content.decode()))


def test_fifty_projects_a_page_and_the_filter_goes_along(client):
    for number in range(51):
        factories.project(f"Example Railway {number:03}")
    document = reading.page(client, LIST, sector="rail")
    assert len(document.findall('.//table//th[@scope="row"]/a')) == 50
    assert document.find('.//a[@rel="next"]').get("href") == "?sector=rail&page=2"
    assert len(listed(client, sector="rail", page="2")) == 1


def test_the_list_asks_as_often_for_thirty_projects_as_for_three(client, django_assert_max_num_queries):
    for count in (3, 27):
        for _ in range(count):
            worlds.disputed()
        with django_assert_max_num_queries(6):
            assert client.get(LIST).status_code == 200


def test_the_first_page_opens_with_the_figure_most_values_are_told_of(client):
    worlds.disputed("Example Two Values")
    many = worlds.disputed("Example Three Values")
    official = factories.source("official_host", country_code="XA", date="2025-07-01")
    factories.said(
        many, "measure", official, number=350, metric="route_length", unit="km", aspect="planned", scope="whole line"
    )
    document = reading.page(client, "/")
    assert reading.text(document.find(".//h1")) == "Example Three Values"
    values = [reading.text(item) for item in document.iterfind('.//ul[@class="values"]/li')]
    assert len(values) == 3
    assert all("Example Publisher" in value for value in values)
    assert sum("shown" in value for value in values) == 1


def test_the_first_page_works_before_anything_is_known(client):
    assert reading.text(reading.page(client, "/").find(".//h1")) == "Corridors"


def test_the_first_page_asks_as_often_for_thirty_projects_as_for_three(client, django_assert_max_num_queries):
    for count in (3, 27):
        for _ in range(count):
            worlds.disputed()
        with django_assert_max_num_queries(26):
            assert client.get("/").status_code == 200


def test_what_is_missing_is_counted(client):
    factories.project()
    worlds.disputed()
    words = reading.text(reading.page(client, "/"))
    assert "1 projects without any stated sum of money" in words
    assert "1 cited documents without a date" in words


def test_what_the_first_page_and_the_method_count_is_public(client):
    worlds.disputed()
    first = reading.text(reading.page(client, "/").find('.//dl[@class="facts"]'))
    method = reading.text(reading.section(reading.page(client, "/method/"), "Which value is shown"))
    draft = factories.project(state="draft")
    factories.said(draft, "status", factories.source(language="zh", date=""), status="proposed", as_of="2024")
    factories.publisher()
    document = reading.page(client, "/")
    assert reading.text(document.find('.//dl[@class="facts"]')) == first
    assert "1 cited documents without a date" in reading.text(document)
    assert reading.text(reading.section(reading.page(client, "/method/"), "Which value is shown")) == method


def test_a_corridor_shows_its_stops_in_order_its_throughput_and_its_projects(client):
    first, second, side = (factories.place(f"Example Stop {n}") for n in range(3))
    route = factories.corridor(stops=[("", 0, first), ("", 1, second), ("Example branch", 0, side)])
    railway = factories.project(corridors=[route])
    figure = {"metric": "freight_traffic", "unit": "mt", "aspect": "actual", "scope": "whole route", "as_of": "2024"}
    factories.said(route, "measure", number=4, **figure)
    document = reading.page(client, addresses.of(route))
    strips = [
        [reading.text(link) for link in strip.iterfind("li/a")]
        for strip in document.iterfind('.//ol[@class="strip wide"]')
    ]
    assert strips == [["Example Stop 0", "Example Stop 1"], ["Example Stop 2"]]
    measures = reading.text(reading.section(document, "Throughput and measures"))
    assert "4 Mt" in measures
    assert "whole route2024" in measures
    assert railway.label in reading.text(reading.section(document, "Projects on it"))
    assert len(document.findall('.//ol[@class="sources"]/li')) == 1


def test_projects_on_a_corridor_stand_as_in_the_list(client, frozen):
    frozen("2030-01-01T12:00Z")
    route = factories.corridor()
    worlds.disputed(corridors=[route])
    whole = reading.text(reading.page(client, LIST).find(".//table"))
    on_it = reading.section(reading.page(client, addresses.of(route)), "Projects on it").find(".//table")
    assert "day passed" in whole
    assert "no recent evidence (inferred)" in whole
    assert reading.text(on_it) == whole


def test_an_organisation_shows_what_it_does_where_and_who_says_so(client):
    railway = worlds.disputed()
    bank = railway.claims.get(kind="party").party
    document = reading.page(client, addresses.of(bank))
    row = reading.text(reading.section(document, "What it does in which projects").find(".//tbody/tr"))
    assert railway.label in row
    assert "Lender" in row
    assert len(document.findall('.//ol[@class="sources"]/li')) == 1


def test_a_retracted_claim_no_longer_ties_an_organisation_or_place_to_a_project(client):
    railway = worlds.disputed()
    for kind, name in (("party", "party"), ("place", "other_place")):
        claim = railway.claims.get(kind=kind)
        entry = getattr(claim, name)
        assert railway.label in client.get(addresses.of(entry)).content.decode()
        factories.rule(claim, "retracted")
        assert railway.label not in reading.text(reading.page(client, addresses.of(entry)).find(".//main"))


def test_a_place_says_how_its_coordinates_are_known(client):
    town = factories.place(latitude=1.5, longitude=2.25, coordinate_quality="nearby_place_proxy")
    assert "1.500, 2.250 A place nearby" in reading.text(reading.page(client, addresses.of(town)))
    assert "not known" in reading.text(reading.section(reading.page(client, addresses.of(factories.place())), "Where"))


def test_lists_of_entries_name_the_published_ones(client):
    worlds.disputed()
    for name, label in (("places", "Example Junction"), ("organisations", "Example Policy Bank")):
        assert label in reading.text(reading.page(client, reverse(f"public:{name}")))
    hidden = factories.corridor("Example Hidden Corridor", state="draft")
    assert hidden.label not in reading.text(reading.page(client, "/corridors/"))


def test_a_withdrawn_place_is_gone(client):
    town = factories.place()
    with changes.writing(factories.TESTER, "withdraw", town, reason="No such place") as act:
        entries.withdraw(act, town)
    assert client.get(addresses.of(town)).status_code == 410
