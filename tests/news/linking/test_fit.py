import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.linking.fit import fit
from news.linking.score import WeightsError

values = st.floats(-3, 3, allow_nan=False).map(lambda value: round(value, 2))
examples = st.lists(
    st.tuples(st.dictionaries(st.sampled_from(["a", "b", "c"]), values), st.booleans()), min_size=2, max_size=30
).filter(lambda held: len({answer for _, answer in held}) == 2)
priors = st.dictionaries(st.sampled_from(["a", "b", "d"]), values)
decays = st.floats(0.1, 50)


def test_a_fit_learns_what_parts_right_from_wrong():
    weights = fit([({"good": 1.0}, True), ({"bad": 1.0}, False)] * 20, version="t")
    assert weights.version == "t"
    assert weights.probability({"good": 1.0}) > 0.8 > 0.2 > weights.probability({"bad": 1.0})


def test_without_a_pull_a_weight_is_the_log_odds_that_were_seen():
    seen = [({"a": 1.0}, True)] * 3 + [({"a": 1.0}, False)] + [({}, True)] + [({}, False)] * 3
    weights = fit(seen, version="t", decay=1e-9)
    assert weights.probability({"a": 1.0}) == pytest.approx(3 / 4)
    assert weights.probability({}) == pytest.approx(1 / 4)


@given(examples, priors, decays)
def test_probabilities_add_up_to_what_happened(held, prior, decay):
    weights = fit(held, version="t", prior=prior, decay=decay)
    told = sum(weights.probability(features) for features, _ in held)
    assert told == pytest.approx(sum(answer for _, answer in held), abs=1e-6)


@given(examples, priors, decays)
def test_each_weight_stands_where_the_examples_and_the_pull_are_in_balance(held, prior, decay):
    weights = fit(held, version="t", prior=prior, decay=decay)
    for name, weight in weights.by_feature.items():
        push = sum((answer - weights.probability(features)) * features.get(name, 0.0) for features, answer in held)
        assert push == pytest.approx(decay * (weight - prior.get(name, 0.0)), abs=1e-6)


@given(examples, st.randoms())
def test_the_order_of_examples_makes_no_difference(held, random):
    shuffled = random.sample(held, len(held))
    one, other = fit(held, version="t"), fit(shuffled, version="t")
    assert one.by_feature == pytest.approx(other.by_feature, abs=1e-6)


def test_what_no_example_shows_stays_at_its_prior():
    weights = fit([({"a": 1.0}, True), ({}, False)], version="t", prior={"unseen": 0.7})
    assert weights.by_feature["unseen"] == pytest.approx(0.7)


def test_a_fit_without_both_answers_is_refused():
    with pytest.raises(WeightsError):
        fit([({"good": 1.0}, True)], version="t")


def test_what_links_news_does_not_load_numpy():
    program = "import sys, news.linking.linker, news.statements.propose; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
