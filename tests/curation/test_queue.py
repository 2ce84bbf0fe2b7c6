"""The queue through HTTP: shown with reasons, decided one by one and many at once, never decided twice."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from projects.models import Candidate, Change, Claim, ProposedClaim, Source, Suggestion
from projects.services import changes, entries, suggestions
from projects.services.changes import Actor
from projects.services.suggestions import CandidateProposal, ClaimProposal
from tests import factories as make
from tests.curation.conftest import text

CHANGELIST = reverse("admin:projects_suggestion_changelist")
TEXT = "Workers laid rails. Example Railway opens in 2028, the ministry said."
NAME = TEXT.index("Example Railway")


def url(suggestion: Suggestion) -> str:
    return reverse("admin:projects_suggestion_change", args=[suggestion.pk])


def story(*projects: Any, scores: tuple[float, ...] = (0.9, 0.3), choice: int = 0, **values: Any) -> Suggestion:
    reason = {
        "kind": "alias",
        "words": "Example Railway",
        "field": "text",
        "start": NAME,
        "end": NAME + 15,
        "weight": 2.5,
    }
    claim = ClaimProposal(
        "date", {"milestone": "opened", "date": "2028", "aspect": "promised"}, TEXT[NAME:], NAME, len(TEXT)
    )
    candidates = [
        CandidateProposal(one, score, "about", [reason], [claim], choice)
        for one, score in zip(projects, scores, strict=False)
    ]
    return make.suggestion(
        candidates=candidates, excerpts=[{"field": "text", "text": TEXT[20:], "start": 20, "end": len(TEXT)}], **values
    )


def verdict(suggestion: Suggestion, verdict: str = "confirm", **values: Any) -> dict[str, Any]:
    return {"version": suggestion.version, "verdict": verdict, "candidates": [], "proposed": [], "reason": "", **values}


@pytest.fixture
def waiting(db: None) -> Suggestion:
    return story(make.project("Example Railway"), make.project("Example Road"))


def test_the_queue_shows_the_likeliest_first_with_candidates_and_scores(curator: Client) -> None:
    low = story(make.project("Example Harbour"), scores=(0.4,))
    high = story(make.project("Example Bridge"), scores=(0.95,))
    page = text(curator.get(CHANGELIST))
    assert page.index(high.source.title) < page.index(low.source.title)
    assert "<b>0.95</b> Example Bridge" in page
    assert page.index(high.source.publisher.name)


def test_the_page_marks_the_words_that_speak_for_a_project(curator: Client, waiting: Suggestion) -> None:
    page = text(curator.get(url(waiting)))
    assert "<mark>Example Railway</mark> opens in 2028" in page
    assert "2.50" in page
    assert "Opened, taken into use" in page or "opened" in page


def test_words_of_a_headline_are_marked_in_that_headline_whatever_the_source_is_called(curator: Client) -> None:
    headline = "First trains on the Example Railway"
    reason = {"kind": "alias", "words": "Example Railway", "field": "title", "start": 20, "end": 35, "weight": 2.5}
    waiting = make.suggestion(
        candidates=[CandidateProposal(make.project(), 0.9, "about", [reason])],
        excerpts=[{"field": "title", "start": 0, "end": len(headline), "text": headline}],
        by=make.source(title=headline),
    )
    marked = "First trains on the <mark>Example Railway</mark>"
    assert f"{marked}</h1>" in text(curator.get(url(waiting))).replace("\n", "")
    Source.objects.filter(pk=waiting.source_id).update(title="A line in the valley is taken into use at last")
    page = text(curator.get(url(waiting))).replace("\n", "")
    assert "A line in the valley is taken into use at last</h1>" in page
    assert f"{marked}</blockquote>" in page


def test_only_a_clear_best_candidate_stands_ticked(curator: Client, waiting: Suggestion) -> None:
    ambiguous = story(make.project("Phase I"), make.project("Phase II"), scores=(0.6, 0.6), choice=1)
    assert text(curator.get(url(waiting))).count(" checked") == 1
    page = text(curator.get(url(ambiguous)))
    assert " checked" not in page
    assert "The same words name <b>Phase II</b> too: confirm one of them at most." in page


def test_confirming_records_the_mention_and_the_ticked_claims(curator: Client, ann: Any, waiting: Suggestion) -> None:
    best, other = waiting.candidates.all()
    proposed = best.proposed.get()
    response = curator.post(
        url(waiting), verdict(waiting, candidates=[best.pk], proposed=[proposed.pk], reason="It says so"), follow=True
    )
    assert response.redirect_chain[0][0] == CHANGELIST
    claims = Claim.objects.filter(project=best.project, source=waiting.source)
    assert {claim.kind for claim in claims} == {"mention", "date"}
    change = Change.objects.latest("id")
    assert (change.verb, change.user, change.reason) == ("confirm", ann, "It says so")
    assert f"change {change.pk}" in text(response)
    other.refresh_from_db()
    assert other.verdict == "rejected"
    assert not Claim.objects.filter(project=other.project).exists()


def test_confirm_and_next_goes_to_the_likeliest_of_the_rest(curator: Client, waiting: Suggestion) -> None:
    following = story(make.project(), scores=(0.5,))
    story(make.project(), scores=(0.2,))
    best = waiting.candidates.first()
    response = curator.post(url(waiting), verdict(waiting, "confirm_next", candidates=[best.pk]))
    assert response["Location"] == url(following)


def test_a_rejection_needs_a_reason_and_stays(curator: Client, waiting: Suggestion) -> None:
    refused = curator.post(url(waiting), verdict(waiting, "reject"))
    assert "Say why you reject it" in text(refused)
    waiting.refresh_from_db()
    assert waiting.state == "open"
    curator.post(url(waiting), verdict(waiting, "reject", reason="Another railway"))
    waiting.refresh_from_db()
    assert waiting.state == "rejected"
    assert not Claim.objects.filter(source=waiting.source).exists()


def test_one_candidate_can_be_refused_and_the_rest_stay(curator: Client, waiting: Suggestion) -> None:
    best, other = waiting.candidates.all()
    response = curator.post(url(waiting), verdict(waiting, "reject", candidates=[other.pk], reason="Not the road"))
    assert response["Location"] == url(waiting)
    waiting.refresh_from_db()
    best.refresh_from_db()
    assert (waiting.state, best.verdict) == ("open", "")


def test_a_stale_form_is_refused_and_keeps_what_was_ticked_and_typed(curator: Client, waiting: Suggestion) -> None:
    best, other = waiting.candidates.all()
    stale = verdict(waiting, candidates=[best.pk], proposed=[best.proposed.get().pk], reason="My own words")
    suggestions.reject(Actor.system("meanwhile"), waiting, candidates=[other.pk], reason="test", version=1)
    page = text(curator.post(url(waiting), stale))
    assert "It has changed meanwhile" in page
    assert "My own words" in page
    assert page.count(" checked") == 2
    assert not Claim.objects.filter(source=waiting.source).exists()


def test_a_suggestion_decided_meanwhile_says_by_whom(curator: Client, waiting: Suggestion) -> None:
    best = waiting.candidates.first()
    suggestions.confirm(Actor.system("the night shift"), waiting, candidates=[best.pk], reason="test", version=1)
    page = text(curator.post(url(waiting), verdict(waiting, candidates=[best.pk])))
    assert "Already confirmed." in page
    assert "the night shift" in page
    assert Claim.objects.filter(source=waiting.source).count() == 1


def test_a_note_on_a_proposed_claim_is_told_apart_and_kept_with_the_claim(curator: Client) -> None:
    note = "Date inferred from the date of the news; the words quoted name none."
    values = {"milestone": "opened", "date": "2024-05-01", "aspect": "happened", "note": note}
    waiting = make.suggestion(make.project(), claims=[ClaimProposal("date", values, "It opened", 0, 9)])
    page = text(curator.get(url(waiting)))
    assert f'<p class="remark">{note}</p>' in page
    assert "note:" not in page
    row = waiting.candidates.get()
    curator.post(url(waiting), verdict(waiting, candidates=[row.pk], proposed=[row.proposed.get().pk]))
    claim = Claim.objects.get(kind="date")
    assert (claim.date, claim.note, claim.quote) == ("2024-05-01", note, "It opened")
    assert note in text(curator.get(reverse("admin:projects_claim_change", args=[claim.pk])))


def test_what_a_copy_names_stands_on_its_own_words_beside_what_was_decided(curator: Client) -> None:
    railway, harbour = make.project("Example Railway"), make.project("Example Harbour")
    waiting = story(railway, story_key="s")
    decided = waiting.candidates.get()
    curator.post(url(waiting), verdict(waiting, candidates=[decided.pk]))
    copy = make.source(title="Example Harbour waits for trains")
    words = "It leads to the Example Harbour."
    reason = {"kind": "alias", "words": "Example Harbour", "field": "text", "start": 16, "end": 31, "weight": 2.5}
    head = {**reason, "field": "title", "start": 0, "end": 15}
    make.suggestion(
        story_key="s",
        by=copy,
        excerpts=[{"field": "text", "text": words, "start": 0, "end": len(words)}],
        candidates=[CandidateProposal(harbour, 0.7, "about", [reason, head])],
    )
    assert "<b>0.70</b> Example Harbour" in text(curator.get(CHANGELIST))
    page = text(curator.get(url(waiting)))
    assert f"What the copy of {copy.publisher} says" in page
    assert "<mark>Example Harbour</mark> waits for trains" in page
    assert "It leads to the <mark>Example Harbour</mark>." in page
    assert "Some of its projects were decided before: ann, " in page
    assert f'value="{decided.pk}" disabled' in page
    waiting.refresh_from_db()
    row = waiting.candidates.get(project=harbour)
    assert f'value="{row.pk}" checked' in page
    assert page.index(f'value="{row.pk}"') < page.index(f'value="{decided.pk}"')
    curator.post(url(waiting), verdict(waiting, candidates=[row.pk]))
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"
    page = text(curator.get(url(waiting)))
    assert f"/change/{Change.objects.latest('pk').pk}/" in page
    assert "Some of its projects" not in page


def test_a_claim_that_makes_no_sense_is_refused_whole(curator: Client) -> None:
    claim = ClaimProposal("amount", {"stage": "commitment", "number": "100"}, "a hundred", 0, 9)
    waiting = make.suggestion(make.project(), claims=[claim])
    best = waiting.candidates.get()
    page = text(curator.post(url(waiting), verdict(waiting, candidates=[best.pk], proposed=[best.proposed.get().pk])))
    assert "An amount needs its currency" in page
    waiting.refresh_from_db()
    assert waiting.state == "open"
    assert not Claim.objects.filter(source=waiting.source).exists()


def test_a_confirmation_is_undone_from_its_change(curator: Client, waiting: Suggestion) -> None:
    best = waiting.candidates.first()
    curator.post(url(waiting), verdict(waiting, candidates=[best.pk]))
    change = Change.objects.latest("id")
    undo = reverse("admin:projects_change_undo", args=[change.pk])
    assert "What will be undone" in text(curator.get(undo))
    curator.post(undo, {"reason": "Too quick"})
    waiting.refresh_from_db()
    assert waiting.state == "open"
    assert Change.objects.latest("id").undoes == change


def bulk(action: str, *chosen: Suggestion, **values: Any) -> dict[str, Any]:
    versions = {f"version_{one.pk}": one.version for one in chosen}
    return {
        "action": action,
        "_selected_action": [one.pk for one in chosen],
        "apply": "1",
        "reason": "",
        **versions,
        **values,
    }


def test_many_are_asked_about_before_anything_is_written(curator: Client, waiting: Suggestion) -> None:
    page = text(curator.post(CHANGELIST, {"action": "confirm_top", "_selected_action": [waiting.pk]}))
    assert "Will be attached to Example Railway (0.90)" in page
    waiting.refresh_from_db()
    assert waiting.state == "open"


def test_many_are_confirmed_each_with_its_outcome(curator: Client, waiting: Suggestion) -> None:
    decided, changed = story(make.project()), story(make.project(), make.project())
    sent = bulk("confirm_top", waiting, decided, changed)
    suggestions.reject(Actor.system("meanwhile"), decided, reason="test")
    suggestions.reject(Actor.system("meanwhile"), changed, candidates=[changed.candidates.last().pk], reason="test")
    page = text(curator.post(CHANGELIST, sent))
    assert "Done: 1 of 3" in page
    assert "Attached to Example Railway" in page
    assert "Already rejected." in page
    assert "It has changed meanwhile" in page
    waiting.refresh_from_db()
    changed.refresh_from_db()
    assert (waiting.state, changed.state) == ("confirmed", "open")


def test_many_are_rejected_with_one_reason(curator: Client, waiting: Suggestion) -> None:
    other = story(make.project())
    assert "This field is required" in text(curator.post(CHANGELIST, bulk("reject_many", waiting, other)))
    page = text(curator.post(CHANGELIST, bulk("reject_many", waiting, other, reason="Advertisements")))
    assert "Done: 2 of 2" in page
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"rejected"}
    assert set(Change.objects.filter(verb="reject").values_list("reason", flat=True)) == {"Advertisements"}


def test_who_reads_a_reason_is_told_as_it_is(curator: Client, waiting: Suggestion) -> None:
    asked = {"_selected_action": [waiting.pk]}
    assert "where everyone reads it" in text(curator.post(CHANGELIST, {"action": "confirm_top", **asked}))
    assert "for curators only" in text(curator.post(CHANGELIST, {"action": "reject_many", **asked}))
    assert "Needed to reject, and then for curators only" in text(curator.get(url(waiting)))


def test_only_what_changed_meanwhile_is_to_be_looked_at_again(curator: Client, waiting: Suggestion) -> None:
    best, other = waiting.candidates.all()
    again = "Look at it as it stands now"
    assert again not in text(curator.post(url(waiting), verdict(waiting, "reject")))
    assert again not in text(curator.post(url(waiting), verdict(waiting)))
    stale = verdict(waiting, candidates=[best.pk])
    suggestions.reject(Actor.system("meanwhile"), waiting, candidates=[other.pk], reason="test", version=1)
    assert again in text(curator.post(url(waiting), stale))


def test_the_queue_asks_a_fixed_number_of_queries(curator: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        story(make.project(), make.project())
    with django_assert_max_num_queries(25):
        curator.get(CHANGELIST)


def test_staff_without_the_group_see_and_decide_nothing(onlooker: Client, waiting: Suggestion) -> None:
    best = waiting.candidates.first()
    assert onlooker.get(CHANGELIST).status_code == 403
    assert onlooker.get(url(waiting)).status_code == 403
    assert onlooker.post(url(waiting), verdict(waiting, candidates=[best.pk])).status_code == 403
    waiting.refresh_from_db()
    assert waiting.state == "open"


def test_those_who_may_only_look_cannot_decide(onlooker: Client, waiting: Suggestion) -> None:
    User.objects.get(username="bob").user_permissions.add(Permission.objects.get(codename="view_suggestion"))
    page = text(onlooker.get(url(waiting)))
    assert "Confirm and next" not in page
    best = waiting.candidates.first()
    assert onlooker.post(url(waiting), verdict(waiting, candidates=[best.pk])).status_code == 403


JUNK = [
    {"version": "1\x00"},
    {"version": "9" * 40},
    {"version": ""},
    {"verdict": "burn"},
    {"candidates": ["x", "-1", "9" * 30]},
    {"candidates": ["1\x00"]},
    {"proposed": ["999999999"]},
    {"reason": "\x00"},
    {"reason": "x" * 5000},
]


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: str(junk)[:40])
def test_junk_is_answered_with_a_message(curator: Client, waiting: Suggestion, junk: dict[str, Any]) -> None:
    best = waiting.candidates.first()
    response = curator.post(url(waiting), {**verdict(waiting, candidates=[best.pk]), **junk})
    assert response.status_code == 200
    assert "Nothing was written" in text(response)
    waiting.refresh_from_db()
    assert waiting.state == "open"


@pytest.mark.parametrize("selected", ["x", "1\x00", "9" * 40, "-3"])
def test_junk_in_a_bulk_verdict_writes_nothing(curator: Client, waiting: Suggestion, selected: str) -> None:
    for extra in ({}, {"apply": "1", "reason": "because"}):
        sent = {"action": "reject_many", "_selected_action": [selected], **extra}
        assert curator.post(CHANGELIST, sent, follow=True).status_code == 200
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open"}
    assert not Candidate.objects.exclude(verdict="").exists()
    assert not ProposedClaim.objects.exclude(verdict="").exists()


def test_a_claim_on_a_project_that_is_not_ticked_is_pointed_out(curator: Client, waiting: Suggestion) -> None:
    best, other = waiting.candidates.all()
    sent = verdict(waiting, candidates=[best.pk], proposed=[other.proposed.get().pk])
    assert "which is not ticked" in text(curator.post(url(waiting), sent))


def test_undoing_twice_names_the_change(curator: Client, waiting: Suggestion) -> None:
    best = waiting.candidates.first()
    curator.post(url(waiting), verdict(waiting, candidates=[best.pk]))
    change = Change.objects.latest("id")
    made = changes.undo(Actor.system("meanwhile"), change, reason="test")
    page = text(curator.post(reverse("admin:projects_change_undo", args=[change.pk]), {"reason": "again"}))
    assert f"see change {made}" in page


def test_a_reason_written_too_late_is_given_back(curator: Client, waiting: Suggestion) -> None:
    best = waiting.candidates.first()
    stale = verdict(waiting, "reject", reason="Three lines of why")
    suggestions.confirm(Actor.system("the night shift"), waiting, candidates=[best.pk], reason="test", version=1)
    page = text(curator.post(url(waiting), stale))
    assert "Already confirmed." in page
    assert "Three lines of why" in page


def test_refusing_some_says_which_and_who_refused_them(curator: Client, waiting: Suggestion) -> None:
    other = waiting.candidates.last()
    sent = verdict(waiting, "reject", candidates=[other.pk], reason="Not the road")
    page = text(curator.post(url(waiting), sent, follow=True))
    assert "Rejected for Example Road;" in page
    assert "Some of its projects were decided before: ann, " in page


def test_going_on_stays_among_the_stories_of_the_language_chosen(curator: Client) -> None:
    first = story(make.project(), by=make.source(language="ru"), scores=(0.9,))
    story(make.project(), by=make.source(language="zh"), scores=(0.8,))
    third = story(make.project(), by=make.source(language="ru"), scores=(0.5,))
    kept = "?_changelist_filters=language%3Dru"
    assert f"{url(first)}{kept}" in text(curator.get(CHANGELIST, {"language": "ru"}))
    assert f"{url(third)}{kept}" in text(curator.get(url(first) + kept))
    sent = verdict(first, "confirm_next", candidates=[first.candidates.get().pk])
    assert curator.post(url(first) + kept, sent)["Location"] == url(third) + kept
    sent = verdict(third, candidates=[third.candidates.get().pk])
    assert curator.post(url(third) + kept, sent)["Location"] == f"{CHANGELIST}?language=ru"


def test_what_the_page_of_a_story_tells_is_in_words(curator: Client) -> None:
    reasons = [
        {"kind": "start", "rule": "abc123", "weight": -2.14},
        {"kind": "alias", "words": "Example", "field": "title", "start": 0, "end": 7, "weight": 1.5, "rule": "swapped"},
    ]
    waiting = make.suggestion(
        by=make.source(language="kk", title="Example opens"),
        candidates=[CandidateProposal(make.project(), 0.7, "about", reasons)],
    )
    page = text(curator.get(url(waiting)))
    for told in (
        "· Kazakh",
        "(weights abc123)",
        "the rule “Ends swapped”",
        '<td class="where">title</td>',
        "+1.50",
        "−2.14",
    ):
        assert told in page
    assert "title 0–7" not in page


def test_those_who_may_only_look_are_told_so(onlooker: Client, waiting: Suggestion) -> None:
    User.objects.get(username="bob").user_permissions.add(Permission.objects.get(codename="view_suggestion"))
    assert "You may look at this, not decide it" in text(onlooker.get(url(waiting)))


def test_skipping_goes_through_the_whole_queue_and_begins_anew(curator: Client) -> None:
    stories = [story(make.project(), scores=(score,)) for score in (0.9, 0.7, 0.7, 0.4)]
    for one, following in zip(stories, [*stories[1:], stories[0]], strict=True):
        assert f'href="{url(following)}">Skip to next' in text(curator.get(url(one)))


def test_nothing_is_attached_to_a_project_that_was_withdrawn_while_the_story_waited(curator: Client) -> None:
    gone, other = make.project("Example Tunnel"), make.project("Example Road")
    waiting = story(gone, other)
    with changes.writing(make.TESTER, "withdraw", gone) as act:
        entries.withdraw(act, gone)
    best = waiting.candidates.first()
    assert '<span class="tag warn">Withdrawn</span>' in text(curator.get(url(waiting)))
    page = text(curator.post(url(waiting), verdict(waiting, candidates=[best.pk])))
    assert "Example Tunnel was withdrawn: no news is attached to it" in page
    asked = text(curator.post(CHANGELIST, {"action": "confirm_top", "_selected_action": [waiting.pk]}))
    assert "Example Tunnel was withdrawn" in asked
    assert "Will be attached" not in asked
    assert "0 of 1" in text(curator.post(CHANGELIST, bulk("confirm_top", waiting)))
    assert not Claim.objects.exists()
    curator.post(url(waiting), verdict(waiting, "reject", candidates=[best.pk], reason="withdrawn"))
    assert best.__class__.objects.get(pk=best.pk).verdict == "rejected"


def test_who_undid_a_verdict_meanwhile_is_told_and_what_stands_is_led_to(curator: Client, waiting: Suggestion) -> None:
    first, second = waiting.candidates.all()
    waiting = story(first.project, second.project, make.project("Example Harbour"), scores=(0.9, 0.5, 0.4))
    bob = Actor.system("bob")
    rows = list(waiting.candidates.all())
    stands, undone = (suggestions.reject(bob, waiting, candidates=[row.pk], reason="no").change_id for row in rows[:2])
    seen = Suggestion.objects.get(pk=waiting.pk)
    undoing = changes.undo(Actor.system("carol"), Change.objects.get(pk=undone), reason="too quick")
    page = text(curator.post(url(seen), verdict(seen, candidates=[rows[2].pk])))
    assert "It has changed meanwhile; look at it again. That was carol on" in page
    assert f">change {undoing}</a>" in page
    page = text(curator.get(url(waiting)))
    assert "Some of its projects were decided before: bob" in page
    assert f">change {stands}</a>" in page
    assert f">change {undone}</a>" not in page


def test_the_log_of_a_story_costs_as_much_however_many_projects_it_was_decided_for(
    curator: Client, django_assert_max_num_queries: Any
) -> None:
    projects = [make.project() for _ in range(12)]
    waiting = story(*projects, scores=(0.9,) * 12)
    rows = list(waiting.candidates.all())
    outcome = suggestions.confirm(make.TESTER, waiting, candidates=[row.pk for row in rows])
    with django_assert_max_num_queries(20):
        page = text(curator.get(reverse("admin:projects_change_change", args=[outcome.change_id])))
    assert all(f"Candidate {project}" in page for project in projects)
    with django_assert_max_num_queries(27):
        page = text(curator.get(reverse("admin:projects_project_history", args=[projects[0].pk])))
    assert all(f"Candidate {project}" in page for project in projects)
