"""parkfigures report: which run, and where to."""

import pytest
from click.testing import CliRunner

from flows.cli import parkfigures
from tests.flows.report.reported import log, row


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Return a function that asks for a report in a folder with a log of two runs."""
    monkeypatch.chdir(tmp_path)
    log(tmp_path / "parkfigures.duckdb", row("fail", "a"), run_id="failing")
    log(tmp_path / "parkfigures.duckdb", row("pass", "a"), run_id="sound", package="other")
    return lambda *options: CliRunner().invoke(parkfigures, ["report", *options])


def test_it_writes_the_report_of_the_run_that_was_asked_for(asked, tmp_path):
    result = asked("--run", "fail", "--out", "new/folder/page.html")

    assert result.output == "Written to new/folder/page.html.\n"
    assert "1 relation fails" in (tmp_path / "new/folder/page.html").read_text(encoding="utf-8")
    assert [file.name for file in (tmp_path / "new/folder").iterdir()] == ["page.html"]


def test_without_options_it_writes_here_and_replaces_what_is_there(asked, tmp_path):
    file = tmp_path / "parkfigures-report.html"
    file.write_text("old", encoding="utf-8")

    assert asked().output == "Written to parkfigures-report.html.\n"
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_dash_is_standard_output(asked, tmp_path):
    result = asked("--run", "sound", "--out", "-")

    assert result.output.startswith("<!doctype html>")
    assert "1 relation passes" in result.output
    assert list(tmp_path.glob("*.html")) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--run", "no"), "Error: no: no such run; parkfigures log --runs lists them\n"),
        (("--warehouse", "no.duckdb"), "Error: no.duckdb: no such warehouse; a run makes it\n"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(asked, options, said):
    result = asked(*options)

    assert (result.exit_code, result.output) == (2, said)
