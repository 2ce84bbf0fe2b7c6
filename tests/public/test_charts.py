from datetime import date

import pytest

from projects import dossier
from public import charts
from tests import factories

TODAY = date(2026, 11, 23)


def test_an_axis_holds_whole_years_and_places_days_in_percent():
    axis = charts.Axis.of([date(2024, 5, 1), None, date(2025, 2, 1)], date(2025, 6, 1))
    assert (axis.first, axis.last) == (date(2024, 1, 1), date(2026, 1, 1))
    assert axis.at(date(2025, 1, 1)) == pytest.approx(100 * 366 / 731)
    assert axis.at(date(1999, 1, 1)) == 0
    assert axis.at(date(2050, 1, 1)) == 100


@pytest.mark.parametrize("years", [1, 5, 6, 23, 60, 150])
def test_an_axis_writes_no_more_than_five_years_in_order(years):
    ticks = charts.Axis(date(1950, 1, 1), date(1950 + years, 1, 1)).ticks
    assert 1 <= len(ticks) <= 5
    assert [tick.year for tick in ticks] == sorted({tick.year for tick in ticks})


@pytest.mark.django_db
def test_a_slip_runs_from_the_first_promise_to_the_one_that_holds():
    railway = factories.project()
    factories.promised(railway, "2025", factories.source(date="2023-06-05"))
    factories.promised(railway, "2026-06", factories.source(date="2024-06-05"))
    factories.promised(railway, "2028", factories.source(date="2026-01-05"))
    [course] = dossier.load_one(railway).courses
    axis = charts.slip_axis([course], TODAY)
    slip = charts.slip(course, axis)
    assert [mark.kind for mark in slip.marks] == ["plan", "plan", "forecast"]
    assert slip.line == (slip.marks[0].at, slip.marks[-1].at)
    assert float(slip.marks[0].at.rstrip("%")) == pytest.approx(axis.at(date(2025, 12, 31)), abs=0.01)
    assert slip.late
    widths = [float(span.width.rstrip("%")) for span in slip.vague]
    assert widths[0] == pytest.approx(axis.at(date(2025, 12, 31)) - axis.at(date(2025, 1, 1)), abs=0.01)


@pytest.mark.django_db
def test_what_happened_without_a_promise_is_one_mark_without_a_line():
    railway = factories.project()
    factories.promised(railway, "2024-02-10", aspect="happened")
    [course] = dossier.load_one(railway).courses
    slip = charts.slip(course, charts.slip_axis([course], TODAY))
    assert [mark.kind for mark in slip.marks] == ["reached"]
    assert slip.line is None
    assert slip.vague == []


@pytest.mark.django_db
def test_the_band_of_statuses_has_no_gap_and_ends_today():
    railway = factories.project()
    for status, day in (("proposed", "2020"), ("under_construction", "2023-05"), ("suspended", "2025-01-01")):
        factories.said(railway, "status", status=status, as_of=day)
    axis, spans = charts.band(dossier.load_one(railway).history, TODAY)
    assert [span.kind for span in spans] == ["proposed", "under_construction", "suspended"]
    ends = [float(span.start.rstrip("%")) + float(span.width.rstrip("%")) for span in spans]
    starts = [float(span.start.rstrip("%")) for span in spans]
    assert starts[1:] == pytest.approx(ends[:-1], abs=0.011)
    assert ends[-1] == pytest.approx(axis.at(TODAY), abs=0.2)
