"""Two spellings of one address are one article; two addresses are two."""

from unittest import mock
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.errors import Invalid
from news import identity
from news.plain_addresses import settled

SAME = [
    ("https://news.example/a", "http://news.example/a"),
    ("https://news.example/a", "https://www.news.example/a"),
    ("https://news.example/a", "https://m.news.example/a"),
    ("https://news.example/a", "https://amp.news.example/a"),
    ("https://news.example/a", "https://news.example/a/"),
    ("https://news.example/a", "https://news.example/a#part"),
    ("https://news.example/a", "https://news.example/a#!"),
    ("https://news.example/", "https://news.example/#!/"),
    ("https://news.example/#!/a", "http://www.news.example/?utm_source=x#!/a/"),
    ("https://news.example/#!/новости", "https://news.example#!/%d0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
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
    ("https://news.example/%d0%bd", "https://news.example/%D0%BD"),
    ("https://news.example/a", "https://www2.news.example/a"),
    ("https://news.example/a", "https://www.m.news.example/a"),
    ("https://news.example/a", "https://wap.news.example/a"),
    ("https://news.example/a", "https://mobile.news.example/a"),
    ("https://news.example/a", "https://touch.news.example/a"),
    ("https://m.news.com.cn/a", "https://www.news.com.cn/a"),
    ("https://m.news.example:8443/a", "https://news.example:8443/a"),
    ("https://news.example/a", "https://news.example/amp/a"),
    ("https://news.example/a", "https://news.example/print/a"),
    ("https://news.example/a", "https://news.example/a/amp/"),
    ("https://news.example/a", "https://news.example/a/print"),
    ("https://news.example/a.html", "https://news.example/a.amp.html"),
    ("https://news.example/a", "https://news.example/a.amp"),
    ("https://news.example/a?id=7", "https://news.example/a?id=7&outputType=amp"),
    ("https://news.example/a?id=7", "https://news.example/a?id=7&view=print"),
    ("https://news.example/a", "https://news.example/a?m=1"),
    ("https://news.example/a", "https://news.example/a;jsessionid=0A1B"),
    ("https://news.example/a?id=1", "https://news.example/a?PHPSESSID=0a1b&id=1"),
    ("https://news.example/a", "https://reader:word@news.example/a"),
    ("https://news.example/a", "https://news.example:/a"),
    ("https://news.example/a", "//news.example/a"),
    ("https://news.example/a?x=1", "https://news.example/a?x=1&gclid=2&msclkid=3"),
    ("https://news.example/a?x=1", "https://news.example/a?&x=1&"),
    ("https://news.example/a?x=1", "https://news.example/a?%78=%31&utm%5Fsource=y"),
    ("https://news.example/a?12345", "https://news.example/a?12345="),
    ("https://news.example/a?q=a+b", "https://news.example/a?q=a%20b"),
    ("https://news.example/a?q=%C4%E0", "https://news.example/a?q=%c4%e0"),
    (
        "https://news.example/a",
        "https://www.google.com/url?rct=j&sa=t&url=https://news.example/a%3Futm_source%3Dx&ct=ga",
    ),
    ("https://news.example/a", "https://www.google.kz/url?q=http%3A%2F%2Fnews.example%2Fa"),
    ("https://news.example/a", "https://l.facebook.com/l.php?u=https%3A%2F%2Fnews.example%2Fa&h=AT0"),
    ("https://news.example/a", "https://vk.com/away.php?to=https%3A%2F%2Fnews.example%2Fa"),
    ("https://news.example/a", "https://www.google.com/amp/s/news.example/a"),
    ("https://news.example/a?id=1", "https://news-example.cdn.ampproject.org/c/s/news.example/amp/a?id=1"),
    ("https://news.example/a", "https://www.google.com/url?q=https%253A%252F%252Fnews.example%252Fa"),
    ("https://news.example/a", "https://www.google.com/url?url=https://www.google.com/url?q%3Dhttps://news.example/a"),
]
DIFFERENT = [
    ("https://news.example/#!/a", "https://news.example/#!/b"),
    ("https://news.example/#!/a", "https://news.example/"),
    ("https://news.example/#!/a", "https://news.example/a"),
    ("https://news.example/n?id=1#!a?x=1", "https://news.example/n?id=1#!a?x=2"),
    ("https://news.example/#!%C4%E0", "https://news.example/#!%CD%E5"),
    ("https://news.example/a", "https://news.example/b"),
    ("https://news.example/a", "https://news.example/A"),
    ("https://news.example/a", "https://other.example/a"),
    ("https://kk.news.example/a", "https://news.example/a"),
    ("https://news.example/a?id=1", "https://news.example/a?id=2"),
    ("https://news.example/a?id=1", "https://news.example/a"),
    ("https://news.example/a", "https://news.example:8443/a"),
    ("https://news.example/a/b", "https://news.example/ab"),
    ("https://m.example/a", "https://example/a"),
    ("https://news.example/a?m=12", "https://news.example/a"),
    ("https://news.example/a?view=2", "https://news.example/a?view=3"),
    ("https://news.example/lamp", "https://news.example/l"),
    ("https://news.example/amplifier", "https://news.example/lifier"),
    ("https://news.example/a.html", "https://news.example/a"),
    ("https://news.example/a?page=1", "https://news.example/a?page=2"),
    ("https://news.example/a?x=1&x=2", "https://news.example/a?x=1"),
    ("https://ru.news.example/a", "https://kk.news.example/a"),
    ("https://mnews.example/a", "https://news.example/a"),
    ("https://m.co.uk/a", "https://m.news.co.uk/a"),
    ("https://one.blogspot.com/a", "https://two.blogspot.com/a"),
    ("https://news.example/url?url=https://other.example/a", "https://other.example/a"),
    ("https://www.google.com/url?sa=t", "https://www.google.com/"),
    ("https://news.example/a%2Fb", "https://news.example/a/b"),
    # Two words in windows-1251, which are no UTF-8.
    ("https://news.example/n?q=%C4%E0", "https://news.example/n?q=%CD%E5"),
    ("https://news.example/n?q=%C4", "https://news.example/n?q=%D0%94"),
    ("https://news.example/%C4%E0", "https://news.example/%CD%E5"),
    ("https://news.example/n?12345", "https://news.example/n?12346"),
    ("https://news.example/n?a=1;b=2", "https://news.example/n?a=1&b=2"),
    ("https://news.example/a?q=%26x", "https://news.example/a?q=&x="),
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


@given(
    st.from_regex(r"https?://(www\.|M\.)?[a-z]{1,3}(\.|-|--)?(example|google\.kz|xn--a)\.?(:80)?", fullmatch=True),
    st.text("ab/.~_-A%;:@", max_size=12),
    st.sampled_from(["", "?", "?a=1", "?utm_source=x", "?utm_source=x&b=2", "?b=2&a=1", "?a", "?a=%2f", "?ref=1#f"]),
)
def test_what_is_seen_at_a_glance_is_what_the_long_way_gives(place, path, rest):
    url = f"{place}{'/' if path else ''}{path}{rest}"
    if glance := settled(url, identity._tracks):
        with mock.patch.object(identity, "settled", return_value=""):
            assert identity.canonical(url) == glance


PATHS = st.lists(st.text("abcXYZ019-_~йқ大", min_size=1, max_size=8), min_size=1, max_size=4).map(
    lambda segments: f"/story/{'/'.join(segments)}"
)
QUERIES = st.lists(st.tuples(st.sampled_from(["id", "p", "стр", "X"]), st.text("a1й大 &=", max_size=4)), max_size=4)
TRACKING = st.lists(
    st.sampled_from(["utm_source", "UTM_Medium", "fbclid", "yclid", "ysclid", "gclid", "_openstat", "spm", "from"]),
    max_size=3,
)


@given(
    path=PATHS,
    query=QUERIES,
    tracking=TRACKING,
    prefix=st.sampled_from(["", "www.", "m.", "amp.", "www.m."]),
    scheme=st.sampled_from([("http", ":80"), ("https", ":443"), ("http", ""), ("https", "")]),
    shouted=st.booleans(),
    fragment=st.text("ab/=", max_size=4),
    chance=st.randoms(use_true_random=False),
)
def test_a_key_does_not_depend_on_how_the_page_was_reached(
    path, query, tracking, prefix, scheme, shouted, fragment, chance
):
    plain = f"https://news.example{path}?{urlencode(query)}"
    # The order of values of one name may mean something; that of names does not.
    kept = sorted(query, key=lambda pair: (pair[0], query.index(pair)))
    chance.shuffle(names := sorted({name for name, _ in kept} | set(tracking)))
    mixed = [pair for name in names for pair in kept if pair[0] == name] + [(name, "1") for name in tracking]
    place = f"{prefix}news.example"
    reached = f"{scheme[0]}://{place.upper() if shouted else place}{scheme[1]}{path}?{urlencode(mixed)}#{fragment}"
    assert identity.key(reached) == identity.key(plain)


@given(st.text("abcdefgh", min_size=1, max_size=12))
def test_letters_of_a_path_keep_their_case(word):
    assert identity.key(f"https://news.example/{word}") != identity.key(f"https://news.example/{word.upper()}")
    assert urlsplit(identity.canonical(f"https://NEWS.example/{word.upper()}")).path == f"/{word.upper()}"


def test_the_fetched_form_keeps_the_case_of_paths_and_drops_what_only_tracks():
    url = "https://www.News.example:443/a/b/../1/Story-1.html?utm_source=rss&b=2&a=1#frag"
    assert identity.canonical(url) == "https://www.news.example/a/1/Story-1.html?a=1&b=2"


@pytest.mark.parametrize(
    "query",
    ["q=%C4%E0", "12345", "a=1;b=2", "q=%c4%e0&sort", "q=a+b%20c", "path=/a/b,c", "q=%D0%B4", "%E4"],
)
def test_the_fetched_form_keeps_a_query_as_it_was_written(query):
    assert identity.canonical(f"https://news.example/n?utm_source=rss&{query}") == f"https://news.example/n?{query}"


@given(st.text("abq=&;+%C4E0d ~'", max_size=24))
def test_any_query_settles_at_once_and_keeps_its_key(query):
    url = f"https://news.example/n?{query}"
    settled = identity.canonical(url)
    assert identity.canonical(settled) == settled
    assert identity.key(settled) == identity.key(url)


@given(st.text("!/abq=&;+%C4E0#? ~'йқ大", max_size=24))
def test_whatever_stands_behind_a_hash_settles_at_once_and_keeps_its_key(fragment):
    url = f"https://news.example/n#!{fragment}"
    settled = identity.canonical(url)
    assert identity.canonical(settled) == settled
    assert identity.key(settled) == identity.key(url)
    assert identity.arrived(url, identity.canonical("https://news.example/n")) == settled


@given(st.lists(st.tuples(st.sampled_from(["q", "id"]), st.binary(max_size=3)), min_size=1, max_size=3))
def test_a_key_knows_the_bytes_of_a_query_in_whatever_encoding(pairs):
    url = f"https://news.example/n?{urlencode(pairs)}"
    spelled = "&".join(f"{name}={''.join(f'%{byte:02x}' for byte in value)}" for name, value in pairs)
    assert identity.key(url) == identity.key(f"https://news.example/n?{spelled}")
    other = f"{url}x"
    assert identity.key(other) != identity.key(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "https://" + "a." * 130 + "example/a",
        "https://" + "a" * 64 + ".example/a",
        "https://" + "й." * 60 + "example/a",
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
    ("page", "link", "believed"),
    [
        ("https://news.example/a", "/b", "https://news.example/b"),
        ("https://news.example/a", " /b ", "https://news.example/b"),
        ("https://news.example/a", "https://www.news.example/b", "https://www.news.example/b"),
        ("https://kk.news.example/a", "https://ru.news.example/b", "https://ru.news.example/b"),
        ("https://m.news.com.cn/a", "https://www.news.com.cn/b", "https://www.news.com.cn/b"),
        ("https://news.example/a", "https://news.example/", ""),
        ("https://news.example/a", "/#!/a", "https://news.example/#!/a"),
        ("https://news.example/n#!/a", "https://news.example/n", ""),
        ("https://news.example/n#!/a", "https://news.example/n#!/b", "https://news.example/n#!/b"),
        ("https://news.example/a", "https://news.example/index.html", ""),
        ("https://news.example/a", "https://news.example/ru/", ""),
        ("https://news.example/a", "https://news.example/en/index.php", ""),
        ("https://news.example/a", "https://www.news.example", ""),
        ("https://news.example/a", "https://thief.example/b", ""),
        ("https://news.example/a", "https://news.example.thief.test/b", ""),
        ("https://one.com.cn/a", "https://two.com.cn/b", ""),
        ("https://one.gov.kz/a", "https://two.gov.kz/b", ""),
        ("https://one.blogspot.com/a", "https://two.blogspot.com/b", ""),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/b", ""),
        ("http://127.0.0.1:8001/a", "/b", "http://127.0.0.1:8001/b"),
        ("http://[::1]:8001/a", "http://[::1]:8001/b", "http://[::1]:8001/b"),
        ("http://inner/a", "http://outer/b", ""),
        ("https://news.example/a", "", ""),
        ("https://news.example/a", "   ", ""),
        ("https://news.example/a", "http://[::1/", ""),
        ("https://news.example/a", "ftp://news.example/b", ""),
    ],
)
def test_a_page_may_only_claim_an_address_of_its_own_site(page, link, believed):
    assert identity.claimed(page, link) == believed


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://news.example", True),
        ("https://news.example/kk", True),
        ("https://news.example/zh-cn/", True),
        ("https://news.example/index.htm", True),
        ("https://news.example/en/home", True),
        ("https://news.example/?id=7", False),
        ("https://news.example/#!/a", False),
        ("https://news.example/#!", True),
        ("https://news.example/#top", True),
        ("https://news.example/a", False),
        ("https://news.example/news/", False),
        ("https://news.example/en/news", False),
    ],
)
def test_front_pages_are_known_in_whichever_language(url, front):
    assert identity.is_front(url) is front


def test_the_host_names_its_port_where_it_is_not_the_schemes_own():
    assert identity.host("http://127.0.0.1:8051/x") == "127.0.0.1:8051"
    assert identity.host("https://News.example:443/x") == "news.example"


@pytest.mark.parametrize(
    ("door", "host"),
    [
        ("https://vk.com/away.php?to=https%3A%2F%2Fnews.example%2Fa", "vk.com"),
        ("https://www.google.com/url?q=https://news.example/a", "www.google.com"),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a", "news-example.cdn.ampproject.org"),
    ],
)
def test_the_host_of_a_door_is_the_one_that_is_asked(door, host):
    assert identity.host(door) == host
    assert identity.host(identity.canonical(door)) == "news.example"
