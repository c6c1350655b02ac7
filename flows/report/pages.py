"""A page as HTML: one file that needs nothing from elsewhere."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from flows.report.contents import Page
from flows.report.laws import says
from flows.wording import counted, harmless
from schemas.display import format_interval
from schemas.places import with_line
from schemas.terms import Place
from schemas.waivers import LINK_PATTERN

if TYPE_CHECKING:
    from jinja2 import Environment

# Each outcome has a sign of its own: colours are not for everyone, and not for paper.
SYMBOLS = {"fail": "✕", "warn": "!", "unknown": "?", "waived": "~", "pass": "✓"}
# What the readings understand, so that a printed text is in one of these.
LANGUAGES = frozenset({"en", "zh"})


def html(page: Page) -> str:
    """Return a page as HTML."""
    return _environment().get_template("page.html.j2").render(page=page)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from flows.report.compiled_templates import CompiledTemplates

    environment = Environment(
        loader=PackageLoader("flows.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=CompiledTemplates(),
    )
    environment.filters.update(
        counted=counted, thousands="{:,}".format, address=_address, language=_language
    )
    environment.globals.update(interval=format_interval, says=says, symbols=SYMBOLS, where=_where)
    return environment


def _visible(value: Any) -> Any:
    """Return text without what is invisible, or turns the direction of what follows."""
    return harmless(value) if type(value) is str else value


def _where(file: str, line: int | None) -> str:
    return with_line(Place(file, line or 0))


def _address(url: str | None) -> str:
    """Return an address that a browser only opens, "" for any other."""
    return url if url and re.fullmatch(LINK_PATTERN, url) else ""


def _language(language: str | None) -> str:
    return language if language in LANGUAGES else ""
