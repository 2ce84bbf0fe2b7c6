"""Two spellings of one address are one article; two addresses are two."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.errors import Invalid
from news import identity

SAME = [
    ("https://news.example/a", "http://news.example/a"),
    ("https://news.example/a", "https://www.news.example/a"),
    ("https://news.example/a", "https://m.news.example/a"),
    ("https://news.example/a", "https://amp.news.example/a"),
    ("https://news.example/a", "https://news.example/a/"),
    ("https://news.example/a", "https://news.example/a#part"),
    ("https://news.example/a", "https://NEWS.example/a"),
    ("https://news.example/a", "https://news.example:443/a"),
    ("http://news.example/a", "http://news.example:80/a"),
    ("https://news.example/a", "https://news.example./a"),
    ("https://news.example/a", "https://news.example/a?utm_source=rss&utm_medium=feed"),
    ("https://news.example/a", "https://news.example/a?fbclid=1"),
    ("https://news.example/a", "https://news.example/a?yclid=1&ysclid=2&_openstat=3"),
    ("https://news.example/a", "https://news.example/a?from=main&ref=top&spm=1"),
    ("https://news.example/a", "https://news.example/a?amp=1"),
    ("https://news.example/a", "https://news.example/a/amp"),
    ("https://news.example/a", "https://news.example/a?print=1"),
    ("https://news.example/a?x=1&y=2", "https://news.example/a?y=2&x=1"),
    ("https://news.example/a?x=1", "https://news.example/a?utm_campaign=z&x=1"),
    ("https://news.example/b", "https://news.example/a/../b"),
    ("https://news.example/a/b", "https://news.example/a/./b"),
    ("https://news.example", "https://news.example/"),
    ("https://news.example/новости", "https://news.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
    ("https://пример.испытание/a", "https://xn--e1afmkfd.xn--80akhbyknj4f/a"),
    ("news.example/a", "https://news.example/a"),
    ("  https://news.example/a\n", "https://news.example/a"),
    ("https://news.example/a b", "https://news.example/a%20b"),
    ("https://news.example/%7Ea", "https://news.example/~a"),
]
DIFFERENT = [
    ("https://news.example/a", "https://news.example/b"),
    ("https://news.example/a", "https://news.example/A"),
    ("https://news.example/a", "https://other.example/a"),
    ("https://kk.news.example/a", "https://news.example/a"),
    ("https://news.example/a?id=1", "https://news.example/a?id=2"),
    ("https://news.example/a?id=1", "https://news.example/a"),
    ("https://news.example/a", "https://news.example:8443/a"),
    ("https://news.example/a/b", "https://news.example/ab"),
    ("https://m.example/a", "https://example/a"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_address_share_a_key(one, other):
    assert identity.key(one) == identity.key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_pages_have_different_keys(one, other):
    assert identity.key(one) != identity.key(other)


@pytest.mark.parametrize(("one", "other"), SAME + DIFFERENT)
def test_the_canonical_form_is_its_own_canonical_form(one, other):
    for url in (one, other):
        settled = identity.canonical(url)
        assert identity.canonical(settled) == settled
        assert identity.key(settled) == identity.key(url)


@given(
    st.text("abcXYZ019-_.~/%йқ大 ", max_size=30),
    st.dictionaries(st.text("abcutm_йx ", min_size=1, max_size=6), st.text("a1 &=?й大", max_size=5), max_size=4),
)
def test_any_path_and_query_settle_at_once(path, query):
    settled = identity.canonical(f"https://news.example/{path}?{urlencode(query)}")
    assert identity.canonical(settled) == settled


def test_the_fetched_form_keeps_the_case_of_paths_and_drops_what_only_tracks():
    url = "https://www.News.example:443/a/b/../1/Story-1.html?utm_source=rss&b=2&a=1#frag"
    assert identity.canonical(url) == "https://www.news.example/a/1/Story-1.html?a=1&b=2"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "ftp://news.example/a",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "https://",
        "http://[::1/",
        "a\x00b",
        "https://news.example/" + "a" * 2000,
    ],
)
def test_what_is_no_web_address_is_refused_in_words(url):
    with pytest.raises(Invalid) as refusal:
        identity.canonical(url)
    assert refusal.value.field == "url"
    assert refusal.value.message.endswith(".")


@pytest.mark.parametrize(
    ("link", "believed"),
    [
        ("/b", "https://news.example/b"),
        ("https://www.news.example/b", "https://www.news.example/b"),
        ("https://ru.news.example/b", "https://ru.news.example/b"),
        ("https://news.example/", ""),
        ("https://thief.example/b", ""),
        ("", ""),
        ("ftp://news.example/b", ""),
    ],
)
def test_a_page_may_only_claim_an_address_of_its_own_site(link, believed):
    assert identity.claimed("https://news.example/a", link) == believed


def test_the_host_names_its_port_where_it_is_not_the_schemes_own():
    assert identity.host("http://127.0.0.1:8051/x") == "127.0.0.1:8051"
    assert identity.host("https://News.example:443/x") == "news.example"
