import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from flows.lineage.telling import lineage
from schemas.figures import Codes, PrintedFigure, read_figures
from tests.flows.hand_made import HOSTILE, STEERING, findings, relation, unread
from tests.flows.test_cli import FAIL, PASS, UNREAD, package, parkfigures

SCHEMAS = Path(__file__).parents[1] / "schemas"
SCHEMA = Draft202012Validator(
    json.loads((SCHEMAS / "openlineage-events.json").read_text("utf-8")),
    format_checker=FormatChecker(),
)
RUN = "7bb9b6d2-4f9e-4a43-b0c1-9a6f3d1f2f00"
FILE = '{"type": "file", "log_file_path": "events.json", "append": true}'
ON = {"PARKFIGURES_OPENLINEAGE": "true"}


@pytest.fixture(autouse=True)
def events(tmp_path, monkeypatch):
    """A function that returns the events in the file that the client writes; all are sound."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("OPENLINEAGE__TRANSPORT", FILE)

    def read():
        file = tmp_path / "events.json"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [sound(json.loads(line)) for line in lines]

    return read


def sound(event):
    SCHEMA.validate(event)
    return event


def figures(**files):
    row = PrintedFigure("", "s", "P", "income", period="2016", printed="1")
    rows = [replace(row, figure_id=name, file=file, line=2) for name, file in files.items()]
    return read_figures(rows, Codes())[0]


def told(*rows, **parts):
    found = replace(findings(*rows, **parts), figures=figures(a="figures/a.csv", b="figures/b.csv"))
    with lineage(RUN, Path("data"), on=True, warn=pytest.fail) as tell:
        tell(found)


def test_a_run_starts_and_completes_with_its_files_and_checks(events, tmp_path):
    told(
        relation("fail", figure_ids=["a"]),
        relation("pass"),
        relation("warn", check_id="sum", figure_ids=["b"]),
        relation("unknown", check_id="growth", figure_ids=["b"]),
        quarantine=[unread(), unread(file="rules.yml", refused=True)],
    )
    start, complete = events()
    assert [start["eventType"], complete["eventType"]] == ["START", "COMPLETE"]
    assert {event["run"]["runId"] for event in events()} == {RUN}
    assert start["job"] == complete["job"]
    assert (start["job"]["namespace"], start["job"]["name"]) == (
        "parkfigures",
        "check_figures.data",
    )
    assert asserted(complete) == {
        str(tmp_path / "data/figures/a.csv"): {
            "share": (False, "error"),
            "quarantine": (False, "warn"),
        },
        str(tmp_path / "data/figures/b.csv"): {
            "share": (True, "error"),
            "sum": (False, "warn"),
            "quarantine": (True, "warn"),
        },
        str(tmp_path / "data/rules.yml"): {"quarantine": (False, "error")},
    }
    tests = complete["run"]["facets"]["test"]["tests"]
    assert [(one["name"], one["status"], one["severity"]) for one in tests] == [
        ("share", "fail", "error"),
        ("sum", "fail", "warn"),
        ("growth", "skip", "error"),
    ]


def asserted(event):
    return {
        one["name"]: {
            each["assertion"]: (each["success"], each["severity"])
            for each in one["inputFacets"]["dataQualityAssertions"]["assertions"]
        }
        for one in event["inputs"]
    }


def test_what_is_waived_is_no_failure(events):
    told(relation("fail", waiver_id="w"))
    (test,) = events()[-1]["run"]["facets"]["test"]["tests"]
    assert (test["status"], test["params"]["waived"]) == ("pass", 1)


@pytest.mark.parametrize(
    ("fault", "state", "message"),
    [(ValueError(HOSTILE), "FAIL", "::error::"), (KeyboardInterrupt(), "ABORT", "")],
)
def test_a_run_that_comes_to_nothing_says_so(events, fault, state, message):
    with pytest.raises(type(fault)), lineage(RUN, Path("data"), on=True, warn=pytest.fail):
        raise fault
    end = events()[-1]
    said = end["run"]["facets"].get("errorMessage", {}).get("message", "")
    assert end["eventType"] == state
    assert message in said
    assert not STEERING.search(said)


@pytest.mark.parametrize(
    ("transport", "warning"),
    [
        ('{"type": "http", "url": "http://localhost:9", "retry": {"total": 0}}', "localhost"),
        ('{"type": "nonsense"}', "nonsense"),
        ("{}", "set OPENLINEAGE_URL"),
    ],
)
def test_what_cannot_be_told_is_one_warning(monkeypatch, transport, warning):
    monkeypatch.setenv("OPENLINEAGE__TRANSPORT", transport)
    warnings = []
    with lineage(RUN, Path("data"), on=True, warn=warnings.append) as tell:
        tell(findings(relation("pass")))
    (said,) = warnings
    assert said.startswith("OpenLineage is not told of this run: ")
    assert warning in said


@pytest.fixture
def server(monkeypatch):
    """The bodies that a server gets; the client knows its address."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(
                (self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            )
            self.send_response(201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Keep the tests' output clean."""

    with HTTPServer(("localhost", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        monkeypatch.delenv("OPENLINEAGE__TRANSPORT")
        monkeypatch.setenv("OPENLINEAGE_URL", f"http://localhost:{listening.server_port}")
        yield got
        listening.shutdown()


@pytest.mark.slow
def test_a_server_gets_both_events_and_nothing_else(server, tmp_path):
    done = parkfigures("check", folder=package(tmp_path, FAIL), **ON)
    assert (done.returncode, done.stderr) == (1, "")
    assert [path for path, _ in server] == ["/api/v1/lineage"] * 2
    assert [sound(event)["eventType"] for _, event in server] == ["START", "COMPLETE"]
    assert server[0][1]["run"]["runId"] in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "environment"), [(("check",), {}), (("check", "--dry-run"), ON)]
)
def test_nothing_is_told_unless_asked_for(server, tmp_path, arguments, environment):
    quiet = package(tmp_path, PASS)
    done = parkfigures(*arguments, folder=quiet, python=("-X", "importtime"), **environment)
    assert done.returncode == 0
    assert server == []
    assert "openlineage" not in done.stderr


@pytest.mark.slow
def test_a_package_that_is_none_fails(events, tmp_path):
    done = parkfigures("check", "nowhere", folder=tmp_path, **ON)
    assert done.returncode == 2
    assert [event["eventType"] for event in events()] == ["START", "FAIL"]
    assert "no such folder" in events()[-1]["run"]["facets"]["errorMessage"]["message"]


@pytest.mark.slow
def test_a_row_that_cannot_be_read_is_told(events, tmp_path):
    parkfigures("check", folder=package(tmp_path, UNREAD), **ON)
    assert asserted(events()[-1])[str(tmp_path / "data/figures/a.csv")]["quarantine"][0] is False
