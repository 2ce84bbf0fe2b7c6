"""The rule, case by case."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.kinds import Rule
from projects.resolve import Days, Number, Said, Words, is_stale, resolve, rounding_step


def status(key, word, day, **values):
    return Said(
        key, Words((word,)), as_of=day, said_on=day, **{"kind": "media", "voice": f"v{key}", "publisher": key, **values}
    )


def length(key, number, day=date(2024, 1, 1), **values):
    return Said(
        key,
        Number(Decimal(number), "km"),
        said_on=day,
        **{"kind": "media", "voice": f"v{key}", "publisher": key, **values},
    )


def test_of_changing_things_the_newest_wins_though_an_older_source_ranks_higher():
    old = status(1, "operating", date(2017, 5, 1), kind="official_host")
    new = status(2, "suspended", date(2026, 2, 1), kind="media")
    assert resolve(Rule.CHANGING, [old, new]).shown == 2


def test_within_ninety_days_the_publishers_class_decides():
    official = status(1, "under_construction", date(2025, 1, 1), kind="official_host")
    media = status(2, "suspended", date(2025, 3, 1))
    assert resolve(Rule.CHANGING, [official, media]).shown == 1
    later_media = status(3, "suspended", date(2025, 4, 2))
    assert resolve(Rule.CHANGING, [official, later_media]).shown == 3


def test_a_reliable_contradiction_within_half_a_year_contests():
    shown = status(1, "suspended", date(2025, 6, 1))
    assert resolve(Rule.CHANGING, [shown, status(2, "under_construction", date(2025, 5, 1))]).contested
    assert not resolve(Rule.CHANGING, [shown, status(2, "under_construction", date(2024, 5, 1))]).contested
    assert not resolve(
        Rule.CHANGING, [shown, status(2, "under_construction", date(2025, 5, 1), reliable=False)]
    ).contested


def test_progress_is_no_contradiction_but_going_back_is():
    preparing = status(1, "preparation", date(2025, 1, 1))
    building = status(2, "under_construction", date(2025, 2, 1), kind="official_host")
    assert not resolve(Rule.CHANGING, [preparing, building]).contested
    building_before = status(3, "under_construction", date(2025, 1, 1))
    preparing_after = status(4, "preparation", date(2025, 2, 1))
    assert resolve(Rule.CHANGING, [building_before, preparing_after]).contested


def test_a_publisher_that_moves_on_does_not_contest_itself():
    before = status(1, "under_construction", date(2025, 1, 1), publisher=7)
    after = status(2, "suspended", date(2025, 2, 1), publisher=7)
    assert not resolve(Rule.CHANGING, [before, after]).contested


def test_of_fixed_things_class_comes_first_then_the_newest():
    official = length(1, 272, date(2017, 1, 1), kind="official_host")
    media = length(2, 303, date(2026, 1, 1))
    assert resolve(Rule.FIXED, [official, media]).shown == 1
    newer = length(3, 297, date(2025, 1, 1), kind="official_host")
    assert resolve(Rule.FIXED, [official, media, newer]).shown == 3


def test_officials_of_both_sides_agreeing_outweigh_a_newer_official_of_one():
    host = length(1, 272, date(2017, 1, 1), kind="official_host")
    china = length(2, 272, date(2018, 1, 1), kind="official_china")
    newer = length(3, 297, date(2025, 1, 1), kind="official_host")
    found = resolve(Rule.FIXED, [host, china, newer])
    assert found.shown == 2
    assert found.support == (2, 1)
    assert found.rivals == (3,)


def test_low_reliability_never_wins_alone_but_two_voices_may():
    blog = length(1, 400, reliable=False)
    assert resolve(Rule.FIXED, [blog]).shown is None
    assert resolve(Rule.FIXED, [blog]).unconfirmed
    assert resolve(Rule.FIXED, [blog, length(2, 300)]).shown == 2
    other = length(3, 400, reliable=False)
    assert resolve(Rule.FIXED, [blog, other]).shown == 3
    reprint = length(3, 400, reliable=False, voice="v1")
    assert resolve(Rule.FIXED, [blog, reprint]).shown is None


def test_a_preference_wins_until_something_later_is_said():
    preferred = length(1, 265, date(2020, 1, 1), ruling="preferred", kind="unknown")
    official = length(2, 272, date(2019, 1, 1), kind="official_host")
    found = resolve(Rule.FIXED, [preferred, official])
    assert (found.shown, found.preferred, found.contested, found.overtaken) == (1, True, False, False)
    later = length(3, 303, date(2021, 1, 1), kind="official_host")
    found = resolve(Rule.FIXED, [preferred, official, later])
    assert (found.shown, found.preferred, found.overtaken) == (3, False, True)


def test_an_undated_preference_is_never_overtaken():
    preferred = Said(1, Number(Decimal(265), "km"), ruling="preferred", voice="a")
    assert resolve(Rule.FIXED, [preferred, length(2, 303, kind="official_host")]).shown == 1


def test_deprecated_claims_stay_as_rivals_and_never_win():
    found = resolve(Rule.FIXED, [length(1, 272, ruling="deprecated", kind="official_host"), length(2, 303)])
    assert (found.shown, found.rivals, found.contested) == (2, (1,), False)
    assert resolve(Rule.FIXED, [length(1, 272, ruling="deprecated")]).shown is None


def test_nothing_said_shows_nothing():
    found = resolve(Rule.FIXED, [])
    assert (found.shown, found.unconfirmed) == (None, False)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1.485", "1.5", True),
        ("1.485", "1.4", False),
        ("265", "270", True),
        ("265", "272", False),
        ("1000000000", "1400000000", False),
        ("540000", "538000", True),
        ("2", "2.04", True),
        ("3.3", "4.484", False),
        ("0", "0.4", True),
    ],
)
def test_numbers_agree_at_the_coarser_rounding(one, other, agree):
    assert Number(Decimal(one), "km").agrees(Number(Decimal(other), "km")) is agree
    assert Number(Decimal(other), "km").agrees(Number(Decimal(one), "km")) is agree


def test_units_never_agree_across():
    assert not Number(Decimal(1), "km").agrees(Number(Decimal(1), "mw"))


@given(st.decimals(min_value="0.001", max_value="1e12", places=3))
def test_a_number_is_told_to_at_least_two_digits(number):
    assert 0 < rounding_step(number) <= max(Decimal(1).scaleb(number.adjusted() - 1), Decimal(1).scaleb(-1))


SAID = st.builds(
    Said,
    id=st.integers(1, 10_000),
    value=st.one_of(
        st.builds(Number, st.sampled_from([Decimal(n) for n in (265, 270, 272, 300, 303)]), st.just("km")),
        st.dates(date(2020, 1, 1), date(2022, 1, 1)).map(lambda day: Days(day, day)),
    ),
    as_of=st.none() | st.dates(date(2015, 1, 1), date(2026, 1, 1)),
    said_on=st.none() | st.dates(date(2015, 1, 1), date(2026, 1, 1)),
    kind=st.sampled_from(["official_host", "official_china", "media", "dataset", "unknown"]),
    reliable=st.booleans(),
    voice=st.sampled_from("abcd"),
    publisher=st.integers(1, 4),
    ruling=st.sampled_from(["", "", "", "preferred", "deprecated"]),
)


@given(
    st.lists(SAID, max_size=7, unique_by=lambda claim: claim.id),
    st.sampled_from([Rule.CHANGING, Rule.FIXED]),
    st.randoms(),
)
def test_every_claim_stands_once_whatever_the_order(claims, rule, random):
    found = resolve(rule, claims)
    assert sorted(found.support + found.rivals) == sorted(claim.id for claim in claims)
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert resolve(rule, shuffled) == found
    by_id = {claim.id: claim for claim in claims}
    if found.shown is not None:
        assert found.support[0] == found.shown
        assert by_id[found.shown].ruling != "deprecated"


def test_a_status_without_evidence_is_inferred_stale_only_while_things_can_move():
    today = date(2026, 11, 23)
    assert is_stale("under_construction", date(2025, 10, 1), today)
    assert not is_stale("under_construction", date(2025, 12, 1), today)
    assert is_stale("preparation", None, today)
    assert not is_stale("operating", date(2001, 1, 1), today)
    assert not is_stale("", None, today)
