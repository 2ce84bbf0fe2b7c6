"""What `bench.extraction` counts as lost is measured against a full way that finds what the pages name."""

from bench import extraction
from bench.catalogue import entries
from bench.pages import pages
from news.linking.linker import Linker


def test_the_full_way_links_every_page_whose_article_names_a_project_and_two_passes_lose_none():
    catalogue = entries(500)
    held = list(pages(100, catalogue))
    linked, told, counted = extraction.lost(held, Linker(catalogue))
    assert linked == sum(bool(page.names_project) for page in held) > 0
    assert told == []
    assert counted["named in the article: both passes, no link"] == 0
