"""The report in a browser: alone, readable in light and dark, by keyboard, narrow, on paper."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.report.writing import write_report
from flows.warehouse.recording import record
from tests.flows.report.hostile import log_hostile

EXAMPLE = Path(__file__).parents[3] / "data" / "examples" / "zhongguancun"
WIDTHS_PX = {"desktop": 1280, "telephone": 390}
FOCUSABLE = """[...document.querySelectorAll('a[href], summary, input, [tabindex="0"]')]
    .filter(each => each.checkVisibility({contentVisibilityAuto: true}))"""
FOCUSED = f"{FOCUSABLE}.indexOf(document.activeElement)"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        # As root, which builds often are, it starts without its sandbox only.
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Return the reports of published figures, and of a run in which every text is hostile."""
    folder = tmp_path_factory.mktemp("reports")
    published = folder / "published.duckdb"
    record(confront_package(load_package(EXAMPLE), RunRequest("r", date(2018, 6, 30))), published)
    logs = {"published": published, "hostile": log_hostile(folder / "hostile.duckdb")}
    return {name: write_report(log, "r", folder / f"{name}.html") for name, log in logs.items()}


@pytest.fixture
def opened(browser, reports):
    """Return a function that opens a report, and fails where it asks for anything or complains."""
    pages, told = [], []

    def open_report(name, width="desktop", scheme="light"):
        size = {"width": WIDTHS_PX[width], "height": 900}
        page = browser.new_page(viewport=size, color_scheme=scheme)
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: told.append(dialog.message))
        address = reports[name].as_uri()
        page.on("request", lambda one: one.url == address or told.append(one.url))
        page.goto(address)
        pages.append(page)
        return page

    yield open_report
    for page in pages:
        page.close()
    assert told == []


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS_PX)
@pytest.mark.parametrize("name", ["published", "hostile"])
def test_it_is_accessible_and_never_wider_than_its_window(opened, name, width, scheme):
    page = opened(name, width, scheme)
    if name == "hostile":
        # Of published figures, opening all would take minutes to look through.
        open_all(page)

    assert Axe().run(page).response["violations"] == []
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTHS_PX[width]


def test_light_and_dark_differ_and_paper_is_light(opened):
    background = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    light, dark = (opened("hostile", scheme=scheme) for scheme in ("light", "dark"))

    assert light.evaluate(background) != dark.evaluate(background)
    dark.emulate_media(media="print")
    assert dark.evaluate(background) == light.evaluate(background)


def test_tab_reaches_everything_in_order_and_enter_follows_and_opens(opened):
    page = opened("hostile")
    count = page.evaluate(f"{FOCUSABLE}.length")
    reached = []
    for _ in range(count):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))

    assert count > 40
    assert reached == list(range(count))


def test_the_skip_link_shows_itself_and_leads_to_the_report(opened):
    page = opened("hostile")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    page.wait_for_function("document.querySelector('.skip').getBoundingClientRect().top > 0")

    assert skip.evaluate("each => each === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"


def test_enter_opens_and_closes_a_part_and_a_link_to_a_closed_one_opens_it(opened):
    page = opened("published")
    figures = page.locator("details:has(> #figures)")
    assert figures.get_attribute("open") is None

    figures.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert figures.get_attribute("open") is not None
    page.keyboard.press("Enter")
    assert figures.get_attribute("open") is None

    page.locator("nav a[href='#figures']").focus()
    page.keyboard.press("Enter")
    assert figures.get_attribute("open") is not None
    page.locator("#failure-1 .involved a").first.click()
    assert page.locator("tr:target").is_visible()


def test_widest_readings_show_when_asked_for(opened):
    page = opened("hostile")
    open_all(page)
    widest = page.locator("td.widest").first
    assert not widest.is_visible()

    page.locator("#widest").focus()
    page.keyboard.press("Space")

    assert widest.is_visible()


def test_paper_has_everything_open_and_the_addresses_of_sources(opened):
    page = opened("published")
    page.emulate_media(media="print")

    assert page.locator("details:not([open])").count() > 10
    assert page.locator("#figure-1").evaluate("each => each.checkVisibility()")
    address = page.locator(".sources .address").first
    shown = address.evaluate("each => getComputedStyle(each, '::after').content")
    assert address.get_attribute("href") in shown
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
