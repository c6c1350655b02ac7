"""Number lines as SVG: to scale, told in words, harmless, and within their picture."""

import shutil
from collections.abc import Iterator
from math import inf
from xml.etree import ElementTree

import pytest

from flows.report.chart_layout import LEAST_PX, Layout
from flows.report.charts import svg
from schemas.bars import Bar, Kind, NumberLine

LONG = "很长的说明文字 " * 30
HOSTILE = "</text><script>alert(1)</script>&\x1b\u202e"
LINES = {
    "apart": NumberLine(
        "percent",
        (
            Bar("printed 77.1% (S060-10)", 0.7705, 0.7715, 0.77, 0.772, Kind.PRINTED),
            Bar("implied by the others", 0.43, 0.47, 0.41, 0.5, Kind.EXPECTED),
            Bar("perhaps 45.1%", 0.4505, 0.4515, 0.4505, 0.4515, Kind.SUGGESTION),
        ),
        (0.47, 0.7705),
    ),
    "without-end": NumberLine(
        "CNY",
        (
            Bar("suspect, printed 6000亿元", 595e9, 605e9, 590e9, inf, Kind.SUSPECT),
            Bar("plausible bounds", -inf, 500e9, -inf, 500e9, Kind.EXPECTED),
        ),
        (500e9, 595e9),
    ),
    "a-slip-of-units": NumberLine(
        "CNY",
        (
            Bar("printed 0.6 yuan", 0.55, 0.65, 0.5, 0.7, Kind.PRINTED),
            Bar("implied by the others", 600e9, 600e9, 600e9, 600e9, Kind.EXPECTED),
        ),
        (0.65, 600e9),
    ),
    "wordy": NumberLine(
        "TWD",
        (
            Bar("suspect, printed " + LONG, 1.9e12, 2e12, 1.9e12, 2e12, Kind.SUSPECT),
            Bar(HOSTILE, 1.9055605e12, 1.9055635e12, 1e12, 2e12, Kind.EXPECTED),
        ),
    ),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_picture_says_in_words_what_it_shows_and_is_alone_in_its_page(line: NumberLine) -> None:
    drawn = svg(line, "share: 2016")
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img"
    assert root.get("viewBox", "").startswith("0 0 380 ")
    assert root.get("aria-label", "").startswith("share: 2016. ")
    assert root.findtext("{http://www.w3.org/2000/svg}title") == root.get("aria-label")
    # Several in one page share no names, and reach for nothing outside.
    assert not [one for one in root.iter() if {"id", "href", "clip-path"} & one.attrib.keys()]
    assert {one.tag.partition("}")[2] for one in root.iter()} <= {
        *("svg", "title", "g", "path", "line", "text"),
    }
    assert drawn == svg(line, "share: 2016")


def test_words_give_the_arithmetic() -> None:
    words = ElementTree.fromstring(svg(LINES["apart"], "share")).get("aria-label")
    assert words == (
        "share. printed 77.1% (S060-10): 77.05 to 77.15 %; implied by the others: 43 to 47 %; "
        "perhaps 45.1%: 45.05 to 45.15 %; gap 30 percentage points"
    )


def test_colours_are_left_to_the_page() -> None:
    drawn = svg(LINES["apart"], "share") + svg(LINES["without-end"], "range")
    used = {
        one.get(paint)
        for part in drawn.replace("</svg><svg", "</svg>\n<svg").split("\n")
        for one in ElementTree.fromstring(part).iter()
        for paint in ("fill", "stroke")
    }
    assert used - {None, "none", "transparent"} == {
        "currentColor",
        *(f"var(--{kind}, {known})" for kind, known in FALLBACKS.items()),
    }


FALLBACKS = {
    "printed": "#3b78c4",
    "suspect": "#d9480f",
    "expected": "currentColor",
    "suggestion": "#2b8a3e",
    "gap": "#c2255c",
}


def test_bars_are_to_scale_and_never_too_thin_to_see() -> None:
    layout = Layout(LINES["apart"])
    left, right = layout.span(0.43, 0.47)
    gap_left, gap_right = layout.span(0.47, 0.7705)
    assert (gap_right - gap_left) / (right - left) == pytest.approx(0.3005 / 0.04, rel=1e-3)
    thin = layout.span(0.7705, 0.7705)
    assert thin[1] - thin[0] == pytest.approx(LEAST_PX)


@pytest.fixture(scope="module")
def page() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser.new_page(viewport={"width": 360, "height": 640})
        browser.close()


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_on_a_telephone_every_text_is_whole_and_large_enough(line: NumberLine, page) -> None:
    page.set_content(f"<meta name=viewport content='width=device-width'>{svg(line, 'share')}")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('svg, svg text')].map(one => {
            const box = one.getBoundingClientRect();
            return [box.left, box.right, box.top, box.bottom];
        })"""
    )
    (left, right, top, bottom), *texts = boxes
    assert right - left <= 360
    assert [box for box in texts if box[0] < left - 1 or box[1] > right + 1] == []
    assert [box for box in texts if box[2] < top or box[3] > bottom] == []
    assert min(box[3] - box[2] for box in texts) >= 10
    assert page.evaluate("document.querySelectorAll('script').length") == 0
