from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
import yaml

from flows.check_figures import check_figures
from tests.flows.hand_made import HOSTILE, relation
from tests.flows.one_share import ARITHMETIC, FAIL, MESSAGE, PASS, write
from tests.flows.prefect_server import ROOT, wait_until

# isort: split
from prefect.client.orchestration import get_client
from prefect.events import emit_event
from prefect.events.filters import (
    EventAnyResourceFilter,
    EventFilter,
    EventNameFilter,
    EventOrder,
    EventRelatedFilter,
)
from prefect.flow_engine import run_flow
from prefect.states import Scheduled

from flows.events import EVENTS, emit, payload_of
from flows.report.names import Names
from flows.settings import Settings
from schemas.news import News

REPORTS = "http://127.0.0.1/reports"
CHECK = "parkfigures.check.data.p.share"
PACKAGE = {"run_id": "r", "package": "data"}


@pytest.fixture
def run(tmp_path, monkeypatch, prefect_here):
    """A function that runs the flow on rows of figures; it returns the run's id."""
    monkeypatch.setattr("flows.check_figures.SETTINGS", replace(Settings(), report_url=REPORTS))

    def run(rows, **asked):
        data, log = write(tmp_path, rows), tmp_path / "log.duckdb"
        ended = check_figures(data=data, warehouse=log, **asked, return_state=True)
        return str(ended.state_details.flow_run_id)

    return run


def emitted(run_id):
    """The events of parkfigures that a run emitted, in their order."""
    # What was emitted before this mark has arrived when the mark has.
    mark = {"prefect.resource.id": f"mark.{uuid4()}"}
    emit_event("mark", resource=mark)
    wait_until(
        lambda: events(any_resource=EventAnyResourceFilter(id=[mark["prefect.resource.id"]]))
    )
    run = EventRelatedFilter(id=[f"prefect.flow-run.{run_id}"])
    return events(event=EventNameFilter(prefix=["parkfigures."]), related=run)


def events(**wanted):
    with get_client(sync_client=True) as client:
        found = client.read_events(EventFilter(order=EventOrder.ASC, **wanted), limit=50)
    return found.events


def resources(found):
    return [(one.event, one.resource.id) for one in found]


@pytest.mark.slow
def test_a_check_that_newly_fails_or_recovered_is_told_once(run):
    ids = [run(rows) for rows in (PASS, FAIL, FAIL, PASS)]
    assert [resources(emitted(run_id)) for run_id in ids] == [
        [],
        [("parkfigures.check.failed", CHECK)],
        [],
        [("parkfigures.check.recovered", CHECK)],
    ]
    [event] = emitted(ids[1])
    assert event.resource.name == "P: share"
    assert event.payload == {
        "run_id": ids[1],
        "package": "data",
        "park": "P",
        "check_id": "share",
        "relations": 1,
        "first_relations": [
            {
                "relation_id": "r|count",
                "indicator": "income",
                "segment": "core",
                "period": "2016",
                "outcome": "fail",
                "message": MESSAGE,
                "figure_ids": ["p", "r", "w"],
                "suspect": "p",
                "suggestion": "80.1",
            }
        ],
        "report": f"{REPORTS}/data.html",
        "subject": "P: share newly fails",
        "body": f"{ARITHMETIC}\n{REPORTS}/data.html",
    }
    related = {one.id: one.role for one in event.related}
    assert related["parkfigures.park.data.p"] == "park"
    assert related["parkfigures.package.data"] == "package"
    assert {f"parkfigures.figure.data.{figure}" for figure in "pwr"} <= set(related)


@pytest.mark.slow
def test_a_figure_is_told_when_it_becomes_overdue(run, tmp_path):
    data = write(tmp_path, PASS)
    paced = "indicator,unit,cadence_months,lag_days\nincome,CNY,12,90\n"
    (data / "indicators.csv").write_text(paced, encoding="utf-8")
    found = [run(PASS, as_of=date(2018, day, 1)) for day in (3, 5, 6)]
    overdue = ("parkfigures.figure.overdue", "parkfigures.figure.data.w")
    assert [resources(emitted(run_id)) for run_id in found] == [[], [overdue], []]


@pytest.mark.slow
def test_a_run_that_is_retried_tells_the_same_once(run):
    run_id = run(FAIL)
    before = emitted(run_id)
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run_id, Scheduled(), force=True)
        run_flow(check_figures, client.read_flow_run(run_id), return_type="state")
    assert resources(emitted(run_id)) == resources(before) == [("parkfigures.check.failed", CHECK)]


@pytest.mark.slow
def test_many_relations_of_hostile_text_are_one_event_of_a_bounded_size(prefect_here):
    run_id = str(uuid4())
    ids = [f"{HOSTILE}{n}".replace("\ud800", "") for n in range(300)]
    said = {"message": HOSTILE.replace("\ud800", ""), "figure_ids": ids}
    news = News(
        "failed",
        HOSTILE.replace("\ud800", ""),
        "share",
        tuple(relation("fail", relation_id="1", **said) for _ in range(1000)),
    )
    run = PACKAGE | {"run_id": run_id}
    emit([news], run, Names([]), None)
    mark = EventAnyResourceFilter(id_prefix=["parkfigures.check.data."])
    [event] = wait_until(
        lambda: [one for one in events(any_resource=mark) if one.payload["run_id"] == run_id]
    )
    assert (event.payload["relations"], len(event.payload["first_relations"])) == (1000, 10)


def test_the_page_names_every_event_automation_and_part_of_the_payload():
    page = (ROOT / "docs" / "notifications.md").read_text("utf-8")
    automations = yaml.safe_load((ROOT / "automations.yaml").read_text("utf-8"))["automations"]
    payload = payload_of(
        News("failed", "P", "share", (relation("fail"),)), PACKAGE, Names([]), None
    )
    names = [*EVENTS.values(), *(one["name"] for one in automations)]
    names += [*payload, *payload["first_relations"][0]]
    assert [name for name in names if f"`{name}`" not in page] == []
