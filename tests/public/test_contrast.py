"""WCAG contrast of the colours in the style sheet, in light and in dark."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[2] / "static" / "css" / "corridors.css"
TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", SHEET.read_text(encoding="utf-8")
    )
}
STATUSES = [
    *("proposed", "preparation", "procurement", "under_construction", "suspended", "completed", "operating"),
    *("mothballed", "cancelled", "decommissioned"),
]
TEXT = [
    *((ink, ground) for ink in ("ink", "muted", "accent", "warn") for ground in ("page", "card", "warn-bg")),
    *((ink, "card") for ink in ("late", "done", *STATUSES)),
    ("ink", "sunk"),
    ("on-accent", "accent"),
    ("on-accent", "banner"),
]
GRAPHICS = [(mark, "card") for mark in ("edge", "late", "done", "accent", *STATUSES)] + [("edge", "page")]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"), [(*pair, 4.5) for pair in TEXT] + [(*pair, 3) for pair in GRAPHICS]
)
def test_ink_stands_out_from_its_ground(ink, ground, least, scheme):
    assert contrast(TOKENS[ink][scheme], TOKENS[ground][scheme]) >= least


def test_every_colour_used_is_a_token():
    body = SHEET.read_text(encoding="utf-8").split("--sans:")[1].split("@layer print")[0]
    assert not re.findall(r"#[0-9a-f]{3,8}\b", body)
    assert set(re.findall(r"var\(--([\w-]+)\)", body)) <= {*TOKENS, "sans", "gap"}
