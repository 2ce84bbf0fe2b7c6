"""Times spaCy's PhraseMatcher, in the environment of the peers: names and texts as JSON in, seconds a text out."""

import gc
import json
import sys
import time

import spacy
from spacy.matcher import PhraseMatcher


def main() -> None:
    """Time each run over all texts; the first one, which warms memos, is left out."""
    given = json.load(sys.stdin)
    language = spacy.blank("xx")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("names", list(language.pipe(given["names"])))
    spent = []
    for _ in range(given["runs"] + 1):
        gc.collect()
        gc.disable()
        start = time.process_time()
        for text in given["texts"]:
            matcher(language(text))
        spent.append((time.process_time() - start) / len(given["texts"]))
        gc.enable()
    print(json.dumps(spent[1:]))


if __name__ == "__main__":
    main()
