"""Claims through HTTP: recorded with a source, never edited, ruled on with a reason, replaced, undone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curation import panels, words
from curation.forms import claims as claim_forms
from projects import dossier
from projects.choices import ClaimKind
from projects.kinds import KINDS
from projects.models import Change, Claim, Project, Ruling, Source
from tests import factories as make
from tests.curation.conftest import text

NEW_SOURCE = {
    "url": "https://news.example.org/opening",
    "title": "Line opens",
    "source_language": "en",
    "source_date": "2025-03",
}


def add_url(entry: Any, kind: str) -> str:
    return reverse(f"admin:projects_{entry._meta.model_name}_add_claim", args=[entry.pk, kind])


def page_of(entry: Any) -> str:
    return reverse(f"admin:projects_{entry._meta.model_name}_change", args=[entry.pk])


def act_url(claim: Claim, verb: str) -> str:
    return reverse(f"admin:projects_claim_{verb}", args=[claim.pk])


@pytest.fixture
def project(db: None) -> Project:
    return make.project("Example Railway")


@pytest.fixture
def status(project: Project) -> Claim:
    return make.said(project, "status", status="under_construction", as_of="2024-05")


def version(claim: Claim) -> int:
    return Project.objects.get(pk=claim.project_id).last_change_id


def columns_of(kind: str) -> dict[str, Any]:
    """A claim of each kind as its form sends it."""
    return {
        "name": {"text": "Пример", "language": "ru", "aspect": "safe"},
        "status": {"status": "operating", "as_of": "2025-Q1", "reason": "It runs"},
        "date": {"new_kind": "opened", "new_title": "Line opens", "date": "2025-H2", "aspect": "promised"},
        "amount": {
            "new_stage": "commitment",
            "new_instrument": "loan",
            "new_title": "Example loan",
            "number": "1500000.5",
            "unit": "CNY",
            "aspect": "stands",
        },
        "measure": {"metric": "route_length", "number": "272", "unit": "km", "aspect": "planned"},
        "party": {"party": make.organisation().pk, "role": "contractor"},
        "relation": {"relation": "part_of", "other_project": make.project().pk},
        "place": {"other_place": make.place().pk, "position": "0"},
        "corridor": {"other_corridor": make.corridor().pk},
        "text": {"topic": "purpose", "text": "To carry freight."},
        "mention": {"aspect": "about"},
    }[kind]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_claim_of_each_kind_is_recorded_with_a_new_source(
    curator: Client, ann: Any, project: Project, kind: str
) -> None:
    assert curator.get(add_url(project, kind)).status_code == 200
    response = curator.post(add_url(project, kind), {**NEW_SOURCE, **columns_of(kind)}, follow=True)
    claim = Claim.objects.get(kind=kind)
    assert (claim.project, claim.source.title, claim.change.user) == (project, "Line opens", ann)
    assert claim.said_on == "2025-03"
    assert claim.source.publisher.name == "news.example.org"
    assert "Recorded." in text(response)
    assert f"claim/{claim.pk}/retract/" in text(response)


def test_every_kind_can_be_added_where_it_belongs(curator: Client) -> None:
    entries = [make.project(), make.corridor(), make.place(), make.organisation()]
    for entry in entries:
        page = text(curator.get(page_of(entry)))
        for kind, table in KINDS.items():
            belongs = entry._meta.model_name in table.about
            assert (add_url(entry, kind) in page) is belongs
            assert curator.get(add_url(entry, kind)).status_code == (200 if belongs else 302)


def test_an_existing_source_and_heading_are_chosen(curator: Client, project: Project) -> None:
    first = make.promised(project, "2025")
    source = make.source(date="2026-02")
    sent = {"milestone": first.milestone_id, "date": "2028", "aspect": "promised", "source": source.pk}
    curator.post(add_url(project, "date"), sent)
    second = Claim.objects.latest("id")
    assert (second.milestone, second.source) == (first.milestone, source)
    page = text(curator.get(page_of(project)))
    assert "first 2025, now 2028: +36 months" in page


def test_an_address_we_have_is_the_source_we_have(curator: Client, project: Project) -> None:
    source = make.source()
    sent = {**NEW_SOURCE, "url": f"{source.url}?utm_source=x", **columns_of("mention")}
    curator.post(add_url(project, "mention"), sent)
    assert Claim.objects.get().source == source
    assert Source.objects.count() == 1


def test_a_status_needs_its_reason_and_date(curator: Client, project: Project) -> None:
    sent = {**NEW_SOURCE, "status": "operating", "as_of": "2025"}
    assert "This field is required" in text(curator.post(add_url(project, "status"), sent))
    assert not Claim.objects.exists()
    assert not Source.objects.exists()


def test_the_same_said_twice_by_one_source_is_nothing_new(curator: Client, project: Project) -> None:
    sent = {**NEW_SOURCE, **columns_of("measure")}
    curator.post(add_url(project, "measure"), sent)
    page = curator.post(add_url(project, "measure"), sent, follow=True)
    assert "Nothing was written" in text(page)
    assert Claim.objects.count() == 1


JUNK: list[tuple[str, dict[str, Any], str]] = [
    ("amount", {"unit": ""}, "An amount needs its currency"),
    ("amount", {"number": "", "unit": "CNY"}, "An amount that is not known needs words"),
    ("amount", {"number": "-5"}, "never negative"),
    ("amount", {"number": "9" * 40}, "digits"),
    ("amount", {"number": "NaN"}, "Enter a number"),
    ("amount", {"number": "1e400"}, "digits"),
    ("amount", {"unit": "ZZZ"}, "Select a valid choice"),
    ("amount", {"new_title": ""}, "A new funding needs it"),
    ("amount", {"funding": "999999"}, "Select a valid choice"),
    ("status", {"status": "haunted"}, "Select a valid choice"),
    ("status", {"as_of": "2107"}, "The year 2107 is outside 1850-2100"),
    ("status", {"as_of": "spring 2025"}, "is not a date we can read"),
    ("status", {"as_of": "2025-02-30"}, "is no day of the calendar"),
    ("status", {"as_of": "2025/2024"}, "ends before it starts"),
    ("date", {"date": ""}, "This field is required"),
    ("date", {"date": "2025-13"}, "names no month"),
    ("date", {"milestone": "x\x00"}, "Null characters are not allowed"),
    ("measure", {"metric": "beauty"}, "Select a valid choice"),
    ("measure", {"unit": "percent"}, "is not given in"),
    ("name", {"text": "a\x00b"}, "Null characters are not allowed"),
    ("name", {"text": "x" * 3000}, "at most 2000 characters"),
    ("party", {"party": "9" * 30}, "Select a valid choice"),
    ("place", {"position": "70000"}, "less than or equal to 32767"),
    ("mention", {"url": "javascript:alert(1)"}, "Enter a valid URL"),
    ("mention", {"url": "x" * 3000}, "Enter a valid URL"),
    ("mention", {"url": ""}, "Choose a source, or give the address"),
    ("mention", {"title": ""}, "A new source needs it"),
    ("mention", {"source": "1\x00"}, "Null characters are not allowed"),
    ("mention", {"source_date": "31.12.2024"}, "is not a date we can read"),
    ("mention", {"said_on": "0000"}, "The year 0 is outside"),
    ("mention", {"quote": "x" * 1500}, "at most 1000 characters"),
    ("relation", {"other_project": "self"}, "Select a valid choice"),
]


@pytest.mark.parametrize(("kind", "junk", "told"), JUNK, ids=lambda value: str(value)[:30])
def test_what_makes_no_sense_is_said_and_nothing_written(
    curator: Client, project: Project, kind: str, junk: dict[str, Any], told: str
) -> None:
    before = Change.objects.count()
    sent = {**NEW_SOURCE, **columns_of(kind)}
    before = Change.objects.count()
    response = curator.post(add_url(project, kind), {**sent, **junk, "note": "kept"})
    assert response.status_code == 200
    assert told in text(response)
    assert "kept" in text(response)
    assert (Claim.objects.count(), Source.objects.count(), Change.objects.count()) == (0, 0, before)


@pytest.mark.parametrize("junk", ["x", "\x00", "9" * 30, "1e9", "[]"])
def test_where_sources_are_too_many_to_list_what_is_no_number_is_no_choice(
    curator: Client, project: Project, monkeypatch: pytest.MonkeyPatch, junk: str
) -> None:
    make.source()
    monkeypatch.setattr(claim_forms, "WHOLE_LIST", 0)
    response = curator.post(add_url(project, "name"), {**NEW_SOURCE, **columns_of("name"), "source": junk})
    assert response.status_code == 200
    assert "errornote" in text(response)


def test_a_heading_of_another_project_cannot_be_chosen(curator: Client, project: Project) -> None:
    foreign = make.promised(make.project(), "2025")
    sent = {**NEW_SOURCE, "milestone": foreign.milestone_id, "date": "2026", "aspect": "promised"}
    assert "Select a valid choice" in text(curator.post(add_url(project, "date"), sent))


def test_a_project_has_no_relation_to_itself(curator: Client, project: Project) -> None:
    sent = {**NEW_SOURCE, "relation": "part_of", "other_project": project.pk}
    assert "no relation to itself" in text(curator.post(add_url(project, "relation"), sent))
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("verb", "kind"), [("retract", "retracted"), ("prefer", "preferred"), ("deprecate", "deprecated")]
)
def test_a_ruling_is_asked_for_made_shown_and_lifted(curator: Client, status: Claim, verb: str, kind: str) -> None:
    assert curator.get(act_url(status, verb)).status_code == 200
    assert not Ruling.objects.exists()
    curator.post(act_url(status, verb), {"reason": "misread", "last_change": version(status)})
    ruling = Ruling.objects.get()
    assert (ruling.kind, ruling.change.reason) == (kind, "misread")
    assert kind in text(curator.get(page_of(status.project)))
    assert "Lift the ruling" in text(curator.get(reverse("admin:projects_claim_change", args=[status.pk])))
    curator.post(act_url(status, "lift"), {"reason": "it was right", "last_change": version(status)})
    ruling.refresh_from_db()
    assert ruling.lifted_by is not None


def test_a_ruling_needs_a_reason(curator: Client, status: Claim) -> None:
    page = text(curator.post(act_url(status, "retract"), {"reason": "", "last_change": version(status)}))
    assert "This field is required" in page
    assert not Ruling.objects.exists()


def test_a_ruling_on_a_stale_view_is_refused_and_keeps_the_reason(curator: Client, status: Claim) -> None:
    stale = version(status)
    make.said(status.project, "status", status="operating", as_of="2025")
    page = text(curator.post(act_url(status, "prefer"), {"reason": "my own reason", "last_change": stale}))
    assert "Changed meanwhile" in page
    assert "my own reason" in page
    assert f'value="{version(status)}"' in page
    assert not Ruling.objects.exists()


def test_what_was_retracted_is_not_preferred(curator: Client, status: Claim) -> None:
    make.rule(status, "retracted")
    page = text(curator.post(act_url(status, "prefer"), {"reason": "because", "last_change": version(status)}))
    assert "lift that first" in page


def test_a_misread_claim_is_replaced_in_one_change(curator: Client, status: Claim) -> None:
    page = text(curator.get(act_url(status, "replace")))
    assert 'value="2024-05"' in page
    sent = {"status": "suspended", "as_of": "2024-06", "source": status.source_id, "reason": "It says suspended"}
    curator.post(act_url(status, "replace"), sent)
    new = Claim.objects.latest("id")
    assert (new.replaces, new.status, new.as_of) == (status, "suspended", "2024-06")
    assert Ruling.objects.get(claim=status).change == new.change
    shown = dossier.load_one(status.project).status
    assert shown is not None
    assert shown.shown == new


def test_replacing_by_the_same_is_refused(curator: Client, status: Claim) -> None:
    other = make.said(status.project, "status", status.source, status="suspended", as_of="2024-06")
    sent = {"status": "suspended", "as_of": "2024-06", "source": status.source_id, "reason": "twice"}
    assert "The source says that already" in text(curator.post(act_url(status, "replace"), sent))
    assert not Ruling.objects.exists()
    assert Claim.objects.latest("id") == other


def test_a_claim_is_never_edited(curator: Client, status: Claim) -> None:
    address = reverse("admin:projects_claim_change", args=[status.pk])
    assert curator.get(address).status_code == 200
    assert curator.post(address, {"status": "operating"}).status_code == 403
    assert curator.get(reverse("admin:projects_claim_add")).status_code in (302, 403)
    status.refresh_from_db()
    assert status.status == "under_construction"


def test_a_recorded_claim_is_undone_from_its_change(curator: Client, project: Project) -> None:
    curator.post(add_url(project, "status"), {**NEW_SOURCE, **columns_of("status")})
    change = Change.objects.latest("id")
    curator.post(reverse("admin:projects_change_undo", args=[change.pk]), {"reason": "wrong project"})
    assert dossier.load_one(project).status is None
    assert "Retracted" in text(curator.get(page_of(project)))


def test_the_page_shows_rivals_money_and_parties(curator: Client, project: Project) -> None:
    lender = make.organisation("Example Bank")
    sum_ = make.amount(project, 1500, "USD")
    make.said(project, "party", party=lender, role="lender", funding=sum_.funding)
    make.said(project, "status", make.source("official_host", country_code="XA"), status="operating", as_of="2024-05")
    make.said(project, "status", make.source("implementer"), status="cancelled", as_of="2024-05")
    page = text(curator.get(page_of(project)))
    assert "contested" in page
    assert ">rival<" in page
    assert "USD 1,500" in page
    assert "lender Example Bank" in page


def test_long_lists_are_searched_and_short_ones_shown(curator: Client, project: Project, monkeypatch: Any) -> None:
    source = make.source()
    assert source.title in text(curator.get(add_url(project, "mention")))
    monkeypatch.setattr("curation.forms.claims.WHOLE_LIST", 0)
    page = text(curator.get(add_url(project, "mention")))
    assert "admin-autocomplete" in page
    assert source.title not in page
    search = {"app_label": "projects", "model_name": "claim", "field_name": "source", "term": "Example"}
    found = curator.get(reverse("admin:autocomplete"), search).json()
    assert [row["text"] for row in found["results"]] == [source.title]


def test_staff_without_the_group_record_and_rule_nothing(onlooker: Client, status: Claim) -> None:
    assert onlooker.get(add_url(status.project, "status")).status_code == 403
    sent = {**NEW_SOURCE, **columns_of("status")}
    assert onlooker.post(add_url(status.project, "status"), sent).status_code == 403
    for verb in ("retract", "prefer", "deprecate", "lift", "replace"):
        assert onlooker.post(act_url(status, verb), {"reason": "x", "last_change": version(status)}).status_code == 403
    assert Claim.objects.count() == 1
    assert not Ruling.objects.exists()


def test_every_kind_has_its_words(db: None) -> None:
    assert set(words._VALUES) == set(words._QUESTIONS) == set(panels.TITLES) == set(ClaimKind.values)


def test_the_list_of_claims_says_what_each_says(curator: Client, project: Project) -> None:
    claim = make.amount(project, 2500000, "CNY")
    page = text(curator.get(reverse("admin:projects_claim_changelist")))
    assert f">{claim.pk}</a>" in page
    assert "Example loan: CNY 2,500,000" in page


def test_a_doubtful_source_alone_is_shown_as_unconfirmed(curator: Client, project: Project) -> None:
    make.said(project, "status", make.source(low=True), status="operating", as_of="2024")
    page = text(curator.get(page_of(project)))
    assert "unconfirmed: nothing is shown" in page
    assert ">rival<" not in page


def test_the_page_asks_as_often_however_much_is_said(
    curator: Client, project: Project, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        make.said(project, "status", status="operating", as_of=str(2000 + number))
        make.promised(project, str(2020 + number))
        make.amount(project, number, title=f"Loan {number}")
        make.said(project, "party", party=make.organisation(), role="contractor")
    with django_assert_max_num_queries(40):
        page = text(curator.get(page_of(project)))
    assert page.count("/retract/") == 48
