"""The witness of politeness sees what breaks a rule, and what does not."""

import urllib.error
import urllib.request

import pytest

from bench import politeness
from bench.logged_site import LoggedSite, Request, against_robots, distances, serving


def at(moment: float, path: str = "/news/1", late: float = 0.0, status: int = 200) -> Request:
    return Request(path, moment, moment + late, status)


def test_the_least_distance_counts_by_connection_or_by_arrival():
    assert distances([at(0.0), at(1.0), at(1.5)]) == [1.0, 0.5]
    assert distances([at(0.0, late=0.4), at(1.0)]) == pytest.approx([0.6])
    assert distances([at(1.0), at(0.0)]) == [1.0]


def test_what_comes_too_close_or_against_robots_is_counted_by_host():
    site, other = LoggedSite(1), LoggedSite(2)
    site.log = [at(0.0, "/feeds/0.xml"), at(0.1), at(0.4, "/private/x"), at(0.7, "/feeds/closed-0.xml", status=304)]
    other.log = [at(0.0), at(0.25)]
    found = politeness.findings([site, other], 0.2)
    assert (found["requests"], found["too_close"], found["against_robots"]) == (6, 1, 2)
    assert (found["least"], found["not_modified"], found["seconds"]) == (0.1, 0.5, 0.7)
    assert [request.path for request in against_robots(site.log)] == ["/private/x", "/feeds/closed-0.xml"]


def test_the_sites_hold_what_is_listed():
    site, other = LoggedSite(1), LoggedSite(2)
    listed = politeness.lay_out(site, other, feeds=5, articles=20)
    assert len(listed) == 5 + politeness.CLOSED_FEEDS
    text = b"".join(site.pages[address.removeprefix(site.url(""))][1] for address in listed).decode()
    for number in range(20):
        assert f"<link>{site.url(f'/news/{number}')}</link>" in text
    for path in politeness.DETOURS:
        assert f"<link>{site.url(path)}</link>" in text
        assert path in site.pages or path in site.redirects
    for status, target in site.redirects.values():
        assert status == 302
        assert any(target.removeprefix(host.url("")) in host.pages for host in (site, other))


def test_the_log_is_kept_by_the_site_itself():
    with serving() as site:
        site.add_page("/a")
        request = urllib.request.Request(site.url("/a"), headers={"If-None-Match": '"/a"'})
        with urllib.request.urlopen(site.url("/a")) as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError, match="304") as unchanged:
            urllib.request.urlopen(request)
        unchanged.value.close()
    assert [(entry.path, entry.status) for entry in site.log] == [("/a", 200), ("/a", 304)]
    assert all(entry.connected <= entry.arrived for entry in site.log)
