"""Tells from the lead of an item when the thing it reports happened."""

import dataclasses
import itertools

from news.statements import dates, sentences
from news.statements.partial import Published, against, shift_month
from news.statements.passages import Passage

# So much of a text is read for the day of the news.
_LEAD_SENTENCES = 2


def day_of_news(title: Passage, text: Passage, published: Published) -> str:
    """Return when the thing an item reports happened, if the report itself gives no date.

    It is the one recent date of the first sentences; where they name none, the month of the item. ``""`` when the
    item's own month is unknown, or when several dates could be meant.
    """
    month = shift_month(published, 0)
    if not month:
        return ""
    language = title.language
    opening = list(itertools.islice(sentences.split(text.masked), _LEAD_SENTENCES))
    words = title.masked + "\n" + text.masked[: opening[-1][1] if opening else 0]
    mentions = [dataclasses.replace(mention, usable=True) for mention in dates.find(words, language.dates)]
    found = {mention.resolve(published, ahead=False) for mention in mentions}
    earliest = shift_month(published, -1)
    recent = {date for date in found if date[5:6].isdigit() and earliest <= date[:7] and against(date, published) <= 0}
    exact = {date for date in recent if len(date) == len("2025-05-20")} or recent
    return exact.pop() if len(exact) == 1 else "" if exact else month
