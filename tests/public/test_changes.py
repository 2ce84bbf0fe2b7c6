import pytest
from django.test import override_settings
from lxml import etree

from projects.models import Change
from projects.services import changes, claims, entries, sources
from projects.services.changes import Actor
from public import addresses
from tests import factories
from tests.public import reading, worlds

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_a_correction_shows_what_was_and_what_became_of_it(client):
    railway = factories.project()
    wrong = factories.said(railway, "measure", number=272, metric="route_length", unit="km", aspect="planned")
    with changes.writing(factories.TESTER, "correct", railway, reason="Misread a digit") as act:
        claims.replace(act, wrong, number=227)
    row = reading.text(reading.page(client, "/changes/", change=act.id).find('.//ol[@class="timeline card log"]/li'))
    assert "272 km → 227 km" in row
    assert "Misread a digit" in row
    assert "tests (system)" in row


def test_what_was_taken_back_names_the_change(client):
    claim = factories.said(factories.project(), "status", status="proposed", as_of="2024")
    undone = changes.undo(factories.TESTER, claim.change, reason="Wrong project")
    row = reading.text(reading.page(client, "/changes/", change=undone))
    assert f"takes back change {claim.change_id}" in row
    assert "Retracted: Status: Proposed" in row


def test_the_log_goes_back_by_number_without_gap_or_double(client):
    for _ in range(60):
        factories.project()
    seen, query = [], {}
    while query is not None:
        document = reading.page(client, "/changes/", **query)
        seen += [int(item.get("id")[1:]) for item in document.iterfind('.//ol[@class="timeline card log"]/li')]
        older = document.find('.//a[@rel="next"]')
        query = {"before": older.get("href").split("before=")[1]} if older is not None else None
    assert seen == list(Change.objects.filter(is_public=True).order_by("-pk").values_list("pk", flat=True))


def test_the_log_of_one_project_or_verb(client):
    railway, other = factories.project("Example Railway"), factories.project("Example Port")
    factories.said(other, "status", status="proposed", as_of="2024")
    mine = reading.text(reading.page(client, "/changes/", project=railway.public_id).find(".//main"))
    assert "Example Port" not in mine
    log = reading.page(client, "/changes/", verb="record").find('.//ol[@class="timeline card log"]')
    assert len(log.findall("li")) == 1


def test_the_newest_of_what_was_filtered_stays_filtered(client):
    railway = factories.project()
    for year in range(60):
        factories.promised(railway, str(2000 + year))
    query = {"project": railway.public_id, "verb": "record", "before": Change.objects.latest("pk").pk}
    links = reading.page(client, "/changes/", **query).iterfind('.//nav[@class="pager"]/a')
    found = {reading.text(link): link.get("href") for link in links}
    assert found["Newest"] == f"/changes/?project={railway.public_id}&verb=record"
    assert found["Older"].startswith(f"?project={railway.public_id}&verb=record&before=")


def test_a_change_of_thirteen_projects_names_twelve_and_counts_one(client):
    with changes.writing(factories.TESTER, "record") as act:
        for _ in range(13):
            claims.record(act, factories.project(), "status", source=factories.source(), status="proposed", as_of="")
    assert "and 1 more project" in (told := reading.text(reading.page(client, "/changes/", change=act.id)))
    assert "1 more projects" not in told


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("before=x", 400),
        ("before=99999999999999999999999", 400),
        (f"before={'0' * 20}{'9' * 30}", 400),
        (f"change={'0' * 20}{'9' * 5000}", 400),
        ("verb=fly", 400),
        ("since=1", 400),
        ("change=9999", 404),
        ("project=PX", 404),
        ("verb=a%00", 400),
    ],
)
def test_a_query_that_cannot_be_read_is_refused(client, query, status):
    factories.project()
    answer = client.get(f"/changes/?{query}")
    assert answer.status_code == status
    assert reading.html.document_fromstring(answer.content.decode()).find('.//p[@class="lead"]') is not None


def test_private_changes_stay_private(client):
    railway = factories.project()
    with changes.writing(factories.TESTER, "note", railway, is_public=False, reason="For curators only") as act:
        claims.record(act, railway, "status", source=factories.source(), status="proposed", as_of="2024")
    for path in (
        "/changes/",
        "/changes.atom",
        f"/projects/{railway.public_id}/changes.atom",
        addresses.of(railway),
        "/",
    ):
        assert "For curators only" not in client.get(path).content.decode()
    assert client.get("/changes/", {"change": act.id}).status_code == 404


LOG = ("/", "/changes/", "/changes.atom", "/api/v1/changes/", "/api/v1/claims/")


def test_nothing_of_a_draft_is_told_in_the_log(client):
    draft = factories.project("Example Secret Line", state="draft")
    said = factories.said(draft, "name", text="Example Secret Name", language="en", aspect="safe")
    with changes.writing(factories.TESTER, "edit", draft, reason="A Secret reason") as act:
        entries.edit(act, draft, label="Example Secret Railway")
    for path in LOG:
        assert "Secret" not in client.get(path).content.decode(), path
    assert client.get("/changes/", {"change": said.change_id}).status_code == 404
    assert client.get("/changes/", {"verb": "edit"}).status_code == 400
    with changes.writing(factories.TESTER, "publish", draft) as act:
        entries.publish(act, draft)
    for path in LOG:
        assert "Secret" in client.get(path).content.decode(), path


def test_of_an_act_on_a_published_project_and_a_draft_the_draft_s_part_is_not_told(client):
    railway, draft = factories.project("Example Railway"), factories.project("Example Draft", state="draft")
    by = factories.source()
    with changes.writing(factories.TESTER, "record", railway) as act:
        claims.record(act, railway, "name", source=by, text="Example Line", language="en", aspect="safe")
        hidden = claims.record(act, draft, "name", source=by, text="Example Secret", language="en", aspect="safe")
        entries.edit(act, draft, label="Example Secret Railway")
        entries.edit(act, railway, label="Example Long Railway")
    with changes.writing(factories.TESTER, "rule", railway) as ruling:
        claims.rule(ruling, hidden, "retracted")
    told = client.get("/changes/", {"change": act.id}).content.decode()
    assert "Example Line" in told
    assert "Example Long Railway" in told
    assert "1 name recorded" in told
    for path in LOG:
        assert "Secret" not in client.get(path).content.decode(), path


def test_claims_of_what_was_withdrawn_are_told_no_more(client):
    railway = factories.project("Example Railway")
    factories.said(railway, "name", text="Example Mistake", language="en", aspect="safe")
    with changes.writing(factories.TESTER, "withdraw", railway, reason="Never existed") as act:
        entries.withdraw(act, railway)
    for path in LOG:
        assert "Example Mistake" not in client.get(path).content.decode(), path
    assert "Never existed" in client.get("/changes/").content.decode()


def test_editing_a_document_that_only_waits_for_a_curator_is_not_told(client):
    waiting = factories.source(title="Example Secret headline")
    sources.edit(factories.TESTER, waiting, title="Example Secret title", reason="A Secret reason")
    for path in LOG:
        assert "Secret" not in client.get(path).content.decode(), path
    factories.said(factories.project(), "status", waiting, status="proposed", as_of="2024")
    assert "A Secret reason" in client.get("/changes/").content.decode()


def test_the_log_asks_as_often_for_many_changes_as_for_few(client, django_assert_max_num_queries):
    for count in (1, 6):
        for _ in range(count):
            worlds.disputed()
        with django_assert_max_num_queries(16):
            assert client.get("/changes/").status_code == 200


@override_settings(SITE_URL="https://corridors.example")
def test_atom_names_each_change_for_life_and_says_what_it_recorded(client):
    railway = worlds.disputed()
    for path in ("/changes.atom", f"/projects/{railway.public_id}/changes.atom"):
        feed = etree.fromstring(client.get(path).content)
        ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
        assert ids[0] == f"tag:corridors.example,2026:change/{Change.objects.latest('pk').pk}"
        assert len(ids) == len(set(ids))
        assert any("303" in (words.text or "") for words in feed.xpath("a:entry/a:summary", namespaces=ATOM))


def test_atom_of_what_is_not_there_is_refused_and_unchanged_feeds_cost_nothing(client):
    assert client.get("/projects/PAAAAAAA/changes.atom").status_code == 404
    factories.project()
    tag = client.get("/changes.atom")["ETag"]
    assert client.get("/changes.atom", headers={"if-none-match": tag}).status_code == 304
    factories.project()
    assert client.get("/changes.atom", headers={"if-none-match": tag}).status_code == 200


def test_atom_leaves_out_what_xml_cannot_hold(client):
    railway = factories.project("Example \x1fRailway")
    factories.said(railway, "text", topic="dispute", text="Pasted\x0cwords \uffff", language="en")
    with changes.writing(Actor.system("tests\x01"), "edit", railway, reason="From a\x0bdocument") as act:
        entries.edit(act, railway, sector="port")
    for path in ("/changes.atom", f"/projects/{railway.public_id}/changes.atom"):
        feed = etree.fromstring(client.get(path).content)
        words = " ".join(feed.itertext())
        assert "From a document" in words
        assert "Pasted words" in words


def test_the_log_and_the_feed_of_a_merged_project_lead_somewhere(client):
    loser, winner = factories.project("Example Loser"), factories.project("Example Winner")
    before = factories.said(loser, "status", status="proposed", as_of="2024").change_id
    merge = entries.merge(factories.TESTER, loser, winner, reason="The same line")
    past = reading.project(client, loser, at_change=before)
    links = {reading.text(link): link.get("href") for link in past.iterfind('.//aside[@class="side"]//p/a')}
    log = reading.page(client, links["All changes"])
    assert reading.text(log.find(".//h1")) == "Changes of Example Loser"
    assert log.find(f'.//li[@id="c{before}"]') is not None
    assert log.find(f'.//li[@id="c{merge}"]') is not None
    moved = client.get(links["Atom feed"])
    assert (moved.status_code, moved["Location"]) == (301, f"/projects/{winner.public_id}/changes.atom")


def test_a_feed_is_told_afresh_when_an_entry_is_taken_back_to_draft(client):
    draft = factories.project("Example Draft", state="draft")
    with changes.writing(factories.TESTER, "publish", draft) as act:
        entries.publish(act, draft)
    factories.project()
    tag = client.get("/changes.atom")["ETag"]
    changes.undo(factories.TESTER, Change.objects.get(pk=act.id), reason="Too early")
    afresh = client.get("/changes.atom", headers={"if-none-match": tag})
    assert afresh.status_code == 200
    assert "Example Draft" not in afresh.content.decode()
