"""More of what English papers say of a project, and the wordings near it that say nothing; all projects invented."""

import functools
from decimal import Decimal

import pytest

from tests.news.statements import reading

read = functools.partial(reading.read, language="en", name="Velmar railway")


def statuses(text, **more):
    return [statement.status for statement in read(text, **more) if statement.kind == "status"]


def dates(text, **more):
    return [(s.milestone, s.date, s.aspect) for s in read(text, **more) if s.kind == "date"]


def amounts(text, **more):
    return [(s.number, s.stage) for s in read(text, **more) if s.kind == "amount"]


@pytest.mark.parametrize(
    "text",
    [
        "Work on the Velmar railway is under way.",
        "Construction of the Velmar railway is making good progress.",
        "Building work on the Velmar railway is progressing.",
        "The Velmar railway stands at 61 percent.",
        "The Velmar railway, being built by Tianbei, is long.",
        "Crowds came to see the Velmar railway that Tianbei builds in the hills.",
        "The minister has opened works on the Velmar railway.",
    ],
)
def test_works_that_go_on_are_under_construction(text):
    assert statuses(text) == ["under_construction"]


@pytest.mark.parametrize(
    "text",
    [
        "Work on the Velmar railway is not under way.",
        "Work on the Velmar railway could soon be under way.",
        "Design work on the Velmar railway is under way.",
        "Maintenance work on the Velmar railway is under way.",
        "Work on a study for the Velmar railway is under way.",
        "Talks on the Velmar railway are under way.",
        "The Velmar railway stands at 40 percent of capacity.",
        "Unemployment along the Velmar railway stands at 12 percent.",
        "A hotel being built beside the Velmar railway burned down.",
        "The Velmar railway was being built when the war came.",
        "Protesters kept the Velmar railway from being built.",
        "The minister may have opened works on the Velmar railway.",
        "The minister is to open works on the Velmar railway.",
    ],
)
def test_other_work_and_works_denied_or_past_are_not(text):
    assert statuses(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tianbei has halted work on the Velmar railway.", "suspended"),
        ("Tianbei, whose operations were attacked, halted works at the Velmar railway.", "suspended"),
        ("The Velmar railway is on hold.", "suspended"),
        ("The Velmar railway remains on hold.", "suspended"),
        ("Plans for the Velmar railway have been shelved.", "suspended"),
        ("The ministry has dropped its plans for the Velmar railway.", "cancelled"),
        ("The ministry gave up plans to build the Velmar railway.", "cancelled"),
        ("Plans for the Velmar railway were scrapped.", "cancelled"),
    ],
)
def test_works_that_rest_and_plans_given_up(text, status):
    assert statuses(text) == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Tianbei has not halted work on the Velmar railway.",
        "Tianbei may have halted work on the Velmar railway.",
        "Tianbei is to halt work on the Velmar railway.",
        "Rain has halted work on the Velmar railway for two days.",
        "The Velmar railway is not on hold.",
        "If the bank withdraws, the Velmar railway is on hold.",
        "Plans for the Velmar railway have not been shelved.",
        "Plans for the Velmar railway could be scrapped.",
        "Plans for a hotel at the Velmar railway have been scrapped.",
        "The ministry denied it had dropped plans for the Velmar railway.",
        "The ministry will not drop plans to build the Velmar railway.",
    ],
)
def test_a_stop_that_is_denied_feared_or_of_days_is_none(text):
    assert not {"suspended", "cancelled"} & set(statuses(text))


def test_a_sentence_that_goes_straight_on_may_say_that_the_works_rest():
    named = "A court jailed the head of the Velmar railway. "
    assert statuses(named + "Construction has been frozen since April.") == ["suspended"]
    assert statuses(named + "Construction has not been frozen since April.") == []
    assert statuses(named + "Two rains fell. The river rose. Construction has been frozen since April.") == []


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Tianbei halts work on Velmar railway", "suspended"),
        ("Velmar railway on hold", "suspended"),
        ("Work on Velmar railway resumes", "under_construction"),
        ("Northland to build Velmar railway", "proposed"),
    ],
)
def test_headlines_of_works_that_stop_resume_or_are_to_come(title, status):
    assert statuses("", title=title) == [status]


@pytest.mark.parametrize(
    "title",
    [
        "Tianbei to halt work on Velmar railway",
        "Tianbei may halt work on Velmar railway",
        "Work on Velmar railway may resume",
        "No plans to build Velmar railway",
        "Loan to build Velmar railway",
        "Tianbei refuses to build Velmar railway",
        "Who is to build Velmar railway?",
    ],
)
def test_headlines_of_what_is_feared_asked_or_paid_for_say_no_status(title):
    assert statuses("", title=title) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Velmar railway has run at full capacity since July 2021.", ("opened", "2021-07", "happened")),
        ("Trains have been running on the Velmar railway since May 2021.", ("opened", "2021-05", "happened")),
        ("The first train ran on the Velmar railway in May 2021.", ("opened", "2021-05", "happened")),
        ("The Velmar railway started up in 2019.", ("opened", "2019", "happened")),
        ("The Velmar railway is expected to be up and running by 2027.", ("opened", "2027", "promised")),
        ("Trains on the Velmar railway will start running in 2027.", ("opened", "2027", "promised")),
    ],
)
def test_dates_of_running(text, found):
    assert dates(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The first train to run on the Velmar railway in May 2021 was never found.",
        "The first train has not run on the Velmar railway in May 2021.",
        "Trains have not been running on the Velmar railway since May 2021.",
        "Trains on the Velmar railway will start running in 2027 if funds are found.",
        "The Velmar railway will not be up and running in 2027.",
        "The Velmar railway has run at half its capacity since July 2021.",
        "The Velmar railway is open to investors since 2021.",
    ],
)
def test_no_running_and_running_on_terms_have_no_date(text):
    assert dates(text) == []
    assert statuses(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Velmar railway, built by Tianbei since 2012, is long.", [("construction_start", "2012", "happened")]),
        ("The Velmar railway, begun in 2021, is long.", [("construction_start", "2021", "happened")]),
        ("Building of the Velmar railway is to begin in 2027.", [("construction_start", "2027", "promised")]),
        ("Tianbei built the Velmar railway in 2019.", [("completed", "2019", "happened")]),
        ("The last 38 km of the Velmar railway were joined on 5 May 2025.", [("track_laid", "2025-05-05", "happened")]),
        ("Tianbei-built Velmar railway in the hills saw snow in 2019.", []),
        ("Houses built since 2012 line the Velmar railway.", []),
        ("The last 38 km of the Velmar railway were not laid in 2025.", []),
        ("The Velmar railway was never begun in 2021.", []),
    ],
)
def test_dates_of_building(text, found):
    assert dates(text) == found


def test_the_project_of_a_sentence_that_goes_on_is_finished():
    named = "Snow fell on the Velmar railway. "
    assert dates(named + "The job was finished on 29 December 2022.") == [("completed", "2022-12-29", "happened")]
    assert dates(named + "The job was not finished on 29 December 2022.") == []


def test_a_headline_may_say_when_works_are_likely():
    assert dates("", title="Work on Velmar railway likely in 2027") == [("construction_start", "2027", "promised")]
    assert dates("", title="Work on Velmar railway unlikely in 2027") == []


def test_open_since_begins_a_sentence_that_goes_on():
    named = "Snow fell on the Velmar railway. "
    assert dates(named + "Open for tolls since 1 May 2022, it earns money.") == [("opened", "2022-05-01", "happened")]
    assert dates(named + "Open for bids since 1 May 2022, it earns nothing.") == []


def test_a_plan_of_an_item_without_a_date_is_a_promise():
    text = "The Velmar railway should be handed over in February 2027."
    assert dates(text, published="") == [("completed", "2027-02", "promised")]
    assert dates(text, published="2027-02") == []
    assert dates("The Velmar railway was to be handed over in February 2027.", published="") == []


def test_a_signing_without_a_date_in_a_text_has_none():
    signed = "Northland and Southland signed an agreement on the Velmar railway."
    assert dates(signed) == []
    assert dates("Snow fell. " + signed) == []
    assert dates("Northland and Southland will sign an agreement on the Velmar railway.") == []
    assert dates("Northland and Southland have not signed an agreement on the Velmar railway.") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The Velmar railway, built by Tianbei for $390 million, is long.", "390e6"),
        ("The Velmar railway was built in 26 months for about $6.4 billion.", "6.4e9"),
        ("Snow fell on the Velmar railway. The $6.4 billion project will be finished in 2027.", "6.4e9"),
        ("The Velmar railway, a $2 billion project, will open in 2027.", "2e9"),
        ("Tianbei won the $2 billion contract for the Velmar railway.", "2e9"),
        ("The contract to build the Velmar railway is worth $2 billion.", "2e9"),
        ("Investment in the Velmar railway totals $2 billion.", "2e9"),
    ],
)
def test_what_a_project_costs(text, number):
    assert amounts(text) == [(Decimal(number), "cost_estimate")]


@pytest.mark.parametrize(
    "text",
    [
        "The Velmar railway was never built for $390 million.",
        "The $200 million tunnel on the Velmar railway is long.",
        "Tianbei won a $30 million contract for signalling on the Velmar railway.",
        "Tianbei won a $30 million contract to supply rails to the Velmar railway.",
        "Tianbei must pay $1.7 million of legal costs over the Velmar railway.",
    ],
)
def test_what_its_parts_its_supplies_and_its_courts_cost_is_none_of_it(text):
    assert amounts(text) == []


def test_money_given_and_money_put_in():
    assert amounts("Tianbei Bank provided a $1.5 billion loan for the Velmar railway.") == [
        (Decimal("1.5e9"), "commitment")
    ]
    assert amounts("The Velmar railway will open provided a $1.5 billion loan is found.") == []
    assert amounts("A total of $2 billion has been invested in the Velmar railway.") == [
        (Decimal("2e9"), "disbursement")
    ]
    assert amounts("Nobody has invested $2 billion in the Velmar railway.") == []
    hoped = "Snow fell on the Velmar railway. The partners hope to raise another $200 million from banks."
    assert amounts(hoped) == [(Decimal("2e8"), "target")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The minister said the Velmar railway would open in 2026.", [("opened", "2026", "promised")]),
        (
            "The minister promised that the Velmar railway would be finished in 2026.",
            [("completed", "2026", "promised")],
        ),
        ("The minister said the Velmar railway would open in 2026 if funds were found.", []),
        ("The minister said the Velmar railway would not open in 2026.", []),
        ("The minister said the Velmar railway could open in 2026.", []),
        ("Critics said the Velmar railway would have opened in 2019.", []),
        ("He said it would be wrong to open the Velmar railway in 2026.", []),
        ("Under the plan the Velmar railway would open in 2026.", []),
    ],
)
def test_would_is_will_only_where_somebody_says_so(text, found):
    assert dates(text) == found
    assert statuses(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The president attended the opening of the Velmar railway on 5 May.", [("opened", "2025-05-05", "happened")]),
        (
            "The president laid the first stone of the Velmar railway on 5 May.",
            [("ceremony", "2025-05-05", "happened")],
        ),
        (
            "The president will attend the opening of the Velmar railway on 5 June.",
            [("opened", "2025-06-05", "promised")],
        ),
        ("The president did not attend the opening of the Velmar railway on 5 May.", []),
        ("The president watched a film about the opening of the Velmar railway in 1985.", []),
    ],
)
def test_who_attends_an_opening_says_that_it_took_place(text, found):
    assert dates(text) == found


def test_a_count_of_what_is_done_says_that_the_rest_is_being_built():
    assert statuses("Some 200 of 300 km of the Velmar railway are finished.") == ["under_construction"]
    assert statuses("Three quarters of the Velmar railway is complete.") == ["under_construction"]
    assert statuses("Not even 200 of 300 km of the Velmar railway are finished.") == []
    assert statuses("Some 200 of 300 km of the Velmar railway could be finished.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Work on the Velmar railway's second phase is under way.",
        "Work on financing the Velmar railway is under way.",
        "Work on financing for the Velmar railway is progressing.",
        "Work on the contract for the Velmar railway is under way.",
        "Work on the Velmar railway's timetable is progressing.",
        "Work on the Velmar railway timetable is progressing.",
        "Work on the Velmar railway is progressing only on paper.",
        "The Velmar railway's share of freight stands at 40 percent.",
        "The Velmar railway is now open to criticism.",
        "The Velmar railway is now open for registration.",
        "The Velmar railway's rival started up in 2019.",
        "In the film the first train ran on the Velmar railway in 1950.",
        "Bids were invited for the Velmar railway's ticket office.",
        "Bids were invited for the Velmar railway ticket office.",
        "The minister had said the Velmar railway would open in 2026, but dropped that aim.",
        "The minister had said the Velmar railway would open in 2026.",
        "The minister said in 2010 that the Velmar railway would open in 2027; that has since been dropped.",
        "The minister said in 2010 that the Velmar railway would open in 2027.",
        "In 2010 the minister said the Velmar railway would open in 2027.",
        "The minister said the Velmar railway would open in 2027, an aim since abandoned.",
        "Villagers said they would fight the Velmar railway opening in 2026.",
        "Tianbei won the $50 million contract for the Velmar railway station.",
        "Tianbei won the $50 million contract for Velmar railway security.",
        "The contract for the operation of the Velmar railway is worth $20 million.",
        "The $500 million port will be reached by the Velmar railway.",
        "$2 billion has been invested in towns along the Velmar railway.",
    ],
)
def test_what_only_stands_near_the_project_is_not_said_of_it(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "title",
    [
        "It took 20 years to build Velmar railway",
        "How they learned to build Velmar railway",
        "Prisoners were forced to build Velmar railway",
        "Nation mourns workers who died to build Velmar railway",
        "Tianbei loses licence to build Velmar railway",
        "Government drops vow to build Velmar railway",
        "Velmar railway fares on hold",
        "Strike puts Velmar railway on ice",
    ],
)
def test_headlines_about_building_that_announce_none(title):
    assert read("", title=title) == []


def test_what_should_have_been_is_no_promise():
    assert read("The Velmar railway should have been opened in 1998.", published="") == []
