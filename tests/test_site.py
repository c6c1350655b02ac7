"""The site of docs/: built without a warning, whole, for all, and asking nothing elsewhere."""

import functools
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CONFIG = (ROOT / "zensical.toml").read_text(encoding="utf-8")
PAGES = sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing of requests."""


def laid_out(folder):
    """Copy what the site is made of into a folder, and return it."""
    shutil.copytree(DOCS, folder / "docs")
    shutil.copy(ROOT / "zensical.toml", folder)
    return folder


def built(folder):
    """Build the site of a folder as `make docs` does; return what was said, and the status."""
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout + done.stderr, done.returncode


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of the built site."""
    folder = laid_out(tmp_path_factory.mktemp("site"))
    said, status = built(folder)
    assert status == 0, said
    return folder / "site"


@pytest.fixture(scope="module")
def address(site):
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        # A container's root cannot have Chromium's sandbox; the pages are our own.
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


def test_every_page_is_in_the_navigation_once_and_is_built(site):
    named = re.findall(r'"([^"]+\.md)"', CONFIG)

    assert tomllib.loads(CONFIG)["project"]["nav"]
    assert sorted(named) == PAGES
    assert [name for name in PAGES if not (site / name).with_suffix(".html").exists()] == []


@pytest.mark.parametrize("target", ["nowhere.md", "laws.md#nowhere", "../README.md"])
def test_a_broken_link_is_refused(target, tmp_path):
    home = laid_out(tmp_path) / "docs" / "index.md"
    home.write_text(f"{home.read_text('utf-8')}\n[A link]({target}).\n", encoding="utf-8")
    said, status = built(tmp_path)

    assert status == 1
    assert "does not exist" in said


def test_nothing_is_asked_of_any_other_site(page, address):
    asked, missing = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: answer.status < 400 or missing.append(answer.url))
    for name in PAGES:
        page.goto(f"{address}/{name.removesuffix('.md')}.html", wait_until="networkidle")

    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert missing == []


def test_a_page_is_found_by_its_words(page, address):
    page.goto(f"{address}/index.html", wait_until="networkidle")
    page.keyboard.press("Control+k")
    page.keyboard.type("exchange rates")
    page.get_by_text("Exchange rates").first.wait_for()
    page.keyboard.press("Enter")

    page.wait_for_url("**/recipes.html*#exchange-rates")


@pytest.mark.parametrize("name", ["index", "tutorial"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_for_all(name, scheme, width, page, address):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{name}.html", wait_until="networkidle")
    found = Axe().run(page).response["violations"]

    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("button", [0, 1])
def test_a_copied_command_comes_without_prompt_and_output(button, page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/tutorial.html", wait_until="networkidle")
    block = page.locator(".language-console").nth(button)
    block.hover()
    block.locator("button").click()
    commands = re.findall(r"^\$ (.*)$", block.locator("code").inner_text(), re.MULTILINE)

    page.wait_for_function("navigator.clipboard.readText()")
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == commands
