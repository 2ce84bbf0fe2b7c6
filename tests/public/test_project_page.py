from datetime import UTC, datetime

import pytest

from projects.models import Change, Funding, Organisation, Place, Project
from projects.services import changes, claims, entries, suggestions
from public import addresses
from tests import factories
from tests.public import reading, worlds

pytestmark = pytest.mark.django_db


def test_every_footnote_leads_to_a_source_on_the_page(client):
    document = reading.project(client, worlds.disputed())
    targets = {link.get("href") for link in document.iterfind('.//sup[@class="refs"]/a')}
    listed = {f"#{item.get('id')}" for item in document.iterfind('.//ol[@class="sources"]/li')}
    assert targets
    assert targets <= listed


def test_rivals_stand_beside_the_figure_with_publisher_date_and_quote(client):
    railway = worlds.disputed()
    measures = reading.text(reading.section(reading.project(client, railway), "Measures"))
    assert "303 km" in measures
    assert "272 km" in measures
    said_first, said_later = railway.claims.filter(kind="measure").order_by("pk")
    rival = said_first if measures.index("272 km") > measures.index("303 km") else said_later
    assert f"{rival.source.publisher}, " in measures
    document = reading.project(client, railway)
    assert "303 kilometres" in {quote.text for quote in document.iterfind(".//q")}


def test_a_value_that_agrees_only_within_rounding_is_not_put_into_the_others_mouth(client):
    railway = factories.project()
    length = {"metric": "route_length", "unit": "km", "aspect": "planned"}
    exact = factories.source("official_host", country_code="XA")
    round_one = factories.source("media")
    factories.said(railway, "measure", exact, number=272, **length)
    factories.said(railway, "measure", round_one, number=270, **length)
    cell = reading.section(reading.project(client, railway), "Measures").find('.//td[@data-l="Value"]')
    assert reading.text(cell.find("b")) == "272 km"
    assert reading.text(cell.find("ul")).startswith("270 km agrees")
    assert len(cell.findall("./sup/a")) == 1


def test_contested_questions_come_in_a_box_with_each_value_and_why_one_is_shown(client):
    box = reading.section(reading.project(client, worlds.disputed()), "Sources disagree")
    words = reading.text(box)
    assert "272 km" in words
    assert "303 km" in words
    assert "the kind of publisher counts first, then the newest statement" in words
    assert len(box.findall('.//li[@class="shown"]')) == len(box.findall(".//h3"))


def test_promises_stand_in_the_order_they_were_said_and_none_has_a_day_nobody_stated(client):
    document = reading.project(client, worlds.disputed())
    said = [reading.text(item) for item in document.iterfind('.//ol[@class="promises"]/li')]
    assert [line.split(" ", 4)[4].split(" Example")[0] for line in said[:2]] == ["2025", "December 2027"]
    assert "1 more promise, known only from undated sources" in said[2]
    assert "31 December" not in reading.text(document)


def test_money_of_other_kinds_stands_apart_and_only_commitments_are_totalled(client):
    funding = reading.section(reading.project(client, worlds.disputed()), "Funding by stage")
    groups = [reading.text(head) for head in funding.iterfind('.//th[@scope="rowgroup"]')]
    assert groups == ["Cost estimate", "Commitment"]
    assert "Commitments: US$300 million" in reading.text(funding)


def test_an_umbrella_never_shows_a_total(client):
    pledge = factories.project("Example Pledge", umbrella=True)
    factories.amount(pledge, 500_000_000)
    words = reading.text(reading.section(reading.project(client, pledge), "Funding by stage"))
    assert "its sums are never added up" in words
    assert "Commitments:" not in words


def test_names_carry_their_language_and_a_footnote(client):
    document = reading.project(client, worlds.disputed())
    names = document.find('.//p[@class="names"]')
    assert {span.get("lang") for span in names.iterfind("span[@lang]")} == {"en", "ru"}
    assert len(names.findall("sup")) == 2


def test_china_s_part_is_derived_from_parties(client):
    words = reading.text(reading.section(reading.project(client, worlds.disputed()), "Who takes part"))
    assert "China’s part: lender." in words


def test_a_title_nobody_saw_is_marked_and_a_seen_one_is_not(client):
    document = reading.project(client, worlds.disputed())
    lines = [reading.text(item) for item in document.iterfind('.//ol[@class="sources"]/li')]
    assert sum("title derived" in line for line in lines) == 3
    assert len(lines) == 4


def test_a_copy_of_a_text_says_whose_copy_it_is(client):
    railway = factories.project()
    for day in ("2024-01-01", "2024-01-02"):
        by = factories.source(date=day, voice="one-agency")
        factories.said(railway, "status", by, status="proposed", as_of="2024")
    sources = reading.text(reading.section(reading.project(client, railway), "Sources"))
    assert "2 documents, 1 independent voice" in sources
    assert "same text as 1" in sources


def test_what_had_been_said_by_a_day_leaves_later_and_undated_claims_out_and_says_so(client):
    railway = worlds.disputed()
    document = reading.project(client, railway, said_by="2024-12-31")
    notice = reading.text(document.find('.//aside[@class="notice"]'))
    assert "Only what sources had said by 31 December 2024" in notice
    assert "1 claim without a date of saying left out" in notice
    assert "Rule version" in notice
    measures = reading.text(reading.section(document, "Measures"))
    assert "272 km" in measures
    assert "303 km" not in measures


def test_what_was_known_on_a_day_is_what_stood_in_the_log_by_then(client, frozen):
    frozen(datetime(2026, 1, 1, 12, tzinfo=UTC))
    railway = factories.project()
    factories.said(railway, "status", status="proposed", as_of="2025-12")
    frozen(datetime(2026, 2, 1, 12, tzinfo=UTC))
    paper = factories.source(date="2026-01-31")
    later = factories.said(railway, "status", paper, status="under_construction", as_of="2026-01-31")
    frozen(datetime(2026, 3, 1, 12, tzinfo=UTC))
    then = reading.project(client, railway, known_at="2026-01-31")
    now = reading.project(client, railway)
    at = reading.project(client, railway, at_change=later.change_id)
    assert reading.text(then.find('.//div[@class="badges"]')) == "Proposed"
    assert reading.text(now.find('.//div[@class="badges"]')) == "Under construction"
    assert reading.text(at.find('.//div[@class="badges"]')) == "Under construction"
    assert then.find('.//meta[@name="robots"]') is not None
    assert now.find('.//meta[@name="robots"]') is None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"said_by": "2024-02-30"}, "is no day between"),
        ({"known_at": "yesterday"}, "is no day between"),
        ({"said_by": "2024\x00"}, "NUL"),
        ({"at_change": "-1"}, "is not the number of a change"),
        ({"at_change": "9" * 30}, "is not the number of a change"),
        ({"at_change": "999999"}, "there is no change 999999"),
        ({"said_on": "2024-01-01"}, "Did you mean said_by"),
    ],
)
def test_a_view_that_cannot_be_read_is_refused_in_words(client, query, words):
    answer = client.get(addresses.of(factories.project()), query)
    assert answer.status_code == 400
    assert words in reading.text(reading.html.document_fromstring(answer.content.decode()))


def test_what_other_sites_add_to_a_link_is_no_mistake_of_the_reader(client):
    assert client.get(addresses.of(factories.project()), {"fbclid": "x", "utm_source": "y"}).status_code == 200


def test_wrong_or_missing_slug_and_short_address_lead_to_the_page(client):
    railway = factories.project("Example Railway")
    for path in (f"/projects/{railway.public_id}/", f"/projects/{railway.public_id}/other/", f"/p/{railway.public_id}"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, f"/projects/{railway.public_id}/example-railway/")


def test_a_redirect_keeps_the_view(client):
    railway = factories.project("Example Railway")
    assert client.get(f"/projects/{railway.public_id}/x/?said_by=2024-01-01")["Location"].endswith(
        "?said_by=2024-01-01"
    )


def test_a_merged_project_leads_to_its_successor_and_shows_itself_before_the_merge(client):
    loser, winner = factories.project("Example Old Line"), factories.project("Example Line")
    factories.said(loser, "status", status="proposed", as_of="2024")
    before = Change.objects.latest("pk").pk
    entries.merge(factories.TESTER, loser, winner, reason="The same line")
    moved = client.get(addresses.of(loser))
    assert (moved.status_code, moved["Location"]) == (301, addresses.of(winner))
    then = reading.project(client, Project.objects.get(pk=loser.pk), at_change=before)
    assert reading.text(then.find(".//h1")) == "Example Old Line"


def test_a_withdrawn_project_is_gone_and_says_why(client):
    railway = factories.project()
    with changes.writing(factories.TESTER, "withdraw", railway, reason="Entered twice by mistake") as act:
        entries.withdraw(act, railway)
    answer = client.get(addresses.of(railway))
    assert answer.status_code == 410
    assert "Entered twice by mistake" in answer.content.decode()


def test_drafts_and_mistyped_ids_are_not_there(client):
    draft = factories.project(state="draft")
    assert client.get(addresses.of(draft)).status_code == 404
    assert client.get("/projects/PAAAAAAA/x/").status_code == 404


def test_a_draft_is_not_named_as_a_relation_or_in_the_log(client):
    railway, draft = factories.project(), factories.project("Hidden Example Plan", state="draft")
    factories.said(railway, "relation", relation="feeds", other_project=draft)
    assert "Hidden Example Plan" not in client.get(addresses.of(railway)).content.decode()
    assert "Hidden Example Plan" not in client.get("/changes.atom").content.decode()


def test_open_suggestions_show_nowhere(client):
    railway = factories.project()
    story = factories.source(title="Unconfirmed Example Story")
    factories.suggestion(railway, by=story)
    for path in ("/", addresses.of(railway), "/changes/", "/changes.atom"):
        assert "Unconfirmed Example Story" not in client.get(path).content.decode()


def test_a_status_without_recent_evidence_is_marked_as_inferred_and_stays(client, frozen):
    frozen("2026-11-01T00:00Z")
    railway = factories.project()
    factories.said(railway, "status", factories.source(date="2024-01-05"), status="under_construction", as_of="2024-01")
    badges = reading.text(reading.project(client, railway).find('.//div[@class="badges"]'))
    assert badges == "Under construction no recent evidence (inferred)"
    then = reading.project(client, railway, said_by="2024-06-01")
    assert "no recent evidence" not in reading.text(then.find('.//div[@class="badges"]'))


def test_queries_do_not_grow_with_claims(client, django_assert_max_num_queries):
    small = worlds.disputed()
    large = worlds.disputed()
    for number in range(30):
        factories.said(large, "status", status="under_construction", as_of=f"20{number % 20:02}-05")
        factories.promised(large, f"20{30 + number % 20}", title=f"Example milestone {number}")
    for about in (small, large):
        with django_assert_max_num_queries(8):
            assert client.get(addresses.of(about)).status_code == 200


def test_the_first_figure_of_a_pledge_is_not_its_conversion_into_another_currency(client):
    pledge = factories.project("Example Pledge", umbrella=True)
    whole = factories.amount(pledge, 7_000_000_000, "CNY", stage="pledge", title="Package")
    with changes.writing(factories.TESTER, "record", pledge) as act:
        heading = entries.funding(
            act, pledge, stage="pledge", instrument="mixed", title="In dollars", counted_within=whole.funding
        )
        by = factories.source()
        claims.record(
            act, pledge, "amount", source=by, funding=heading, number=1_000_000_000, unit="USD", aspect="stands"
        )
    first = reading.project(client, pledge).find('.//dl[@class="facts"]/div')
    assert reading.text(first).startswith("PledgeCNY 7 billion")


def test_the_news_stands_newest_first_with_its_language(client):
    railway = factories.project()
    for date, title, language in (
        ("2024-05-01", "An old story", "en"),
        ("2026-05-01", "一条新闻", "zh"),
        ("2025", "Older", "en"),
    ):
        source = factories.source(date=date, title=title, language=language)
        factories.said(railway, "mention", source, aspect="about")
    lines = list(reading.section(reading.project(client, railway), "In the news").iter("li"))
    assert [reading.text(line.find("a")) for line in lines] == ["一条新闻", "Older", "An old story"]
    assert "in Chinese" in reading.text(lines[0])


def test_a_change_without_a_reason_names_the_document_it_rests_on(client):
    railway = factories.project()
    waiting = factories.suggestion(railway, by=factories.source(title="The line is open"))
    suggestions.confirm(factories.TESTER, waiting, candidates=[waiting.candidates.get().pk])
    assert "Confirm: The line is open" in reading.text(
        reading.section(reading.project(client, railway), "Recent changes")
    )


def test_what_is_a_draft_still_is_not_named_where_a_claim_names_it(client):
    railway = factories.project()
    with changes.writing(factories.TESTER, "create") as act:
        bank = entries.create(act, Organisation, state="draft", label="Example Secret Bank", kind="other")
    with changes.writing(factories.TESTER, "create") as act:
        town = entries.create(
            act, Place, state="draft", label="Example Secret Town", kind="city", country=factories.country()
        )
    factories.said(railway, "party", party=bank, role="lender")
    factories.said(railway, "place", other_place=town, position=0)
    for path in (addresses.of(railway), "/", "/changes/", "/changes.atom", f"/api/v1/projects/{railway.public_id}/"):
        assert "Secret" not in client.get(path).content.decode(), path
    assert "Supports: not published here, lender" in reading.text(reading.project(client, railway))


def test_what_was_merged_into_a_draft_is_not_there(client):
    loser, draft = factories.project(), factories.project("Example Secret Railway")
    entries.merge(factories.TESTER, loser, draft, reason="The same line")
    with changes.writing(factories.TESTER, "to draft", draft) as act:
        entries.set_state(act, draft, "draft")
    for path in (addresses.of(loser), f"/api/v1/projects/{loser.public_id}/"):
        assert client.get(path).status_code == 404


def test_a_view_after_a_number_that_no_change_bears_is_that_of_the_change_before(client):
    railway = worlds.disputed()
    assert "No source states a status" in reading.text(reading.project(client, railway, at_change=0))
    with changes.writing(factories.TESTER, "edit", railway) as nothing:
        pass
    gap = nothing.change.pk
    Change.objects.create(pk=gap + 1, at=datetime.now(UTC), verb="edit", actor_kind="system", actor_label="tests")
    assert f"after change {gap}" in reading.text(reading.project(client, railway, at_change=gap))


def test_no_browser_keeps_where_an_address_leads_without_asking(client):
    loser, winner, gone = factories.project(), factories.project(), factories.project()
    entries.merge(factories.TESTER, loser, winner, reason="The same line")
    with changes.writing(factories.TESTER, "withdraw", gone) as act:
        entries.withdraw(act, gone)
    short = f"/p/{winner.public_id}/"
    for path in (addresses.of(loser), f"/projects/{winner.public_id}/old/", short, addresses.of(gone), "/changes.atom"):
        assert client.get(path)["Cache-Control"] == "no-cache", path


@pytest.mark.parametrize("query", ["said_by=2020-01-01&said_by=2024-12-31", "at_change=1&at_change=2"])
def test_a_past_view_is_of_one_moment(client, query):
    assert client.get(f"{addresses.of(factories.project())}?{query}").status_code == 400


def test_the_total_of_commitments_counts_the_commitments_contained_in_others(client):
    railway = factories.project()
    factories.amount(railway, 100_000_000, title="Whole loan")
    parts = {"counted_within": Funding.objects.get(title="Whole loan"), "instrument": "loan"}
    with changes.writing(factories.TESTER, "record", railway) as act:
        for stage, title in (("commitment", "First tranche"), ("disbursement", "Paid"), ("disbursement", "Paid later")):
            part = entries.funding(act, railway, stage=stage, title=title, **parts)
            values = {"funding": part, "number": 10, "unit": "USD", "aspect": "stands"}
            claims.record(act, railway, "amount", source=factories.source(), **values)
    money = reading.text(reading.section(reading.project(client, railway), "Funding by stage"))
    assert "1 signed commitment added up" in money
    assert "; 1 already contained in another." in money
    left_out = client.get(f"/api/v1/projects/{railway.public_id}/").json()["data"]["commitments"]["left_out"]
    assert [row["why"] for row in left_out] == ["counted_within_another"]
