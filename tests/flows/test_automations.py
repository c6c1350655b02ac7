"""The automations of automations.yaml on a server of their own, telling a block of Prefect's."""

import json
from datetime import date

import pytest

from flows.automations import put_up_automations
from flows.processes import Group
from tests.flows.one_share import ARITHMETIC, FAIL, PASS, WARN, webhook, write
from tests.flows.prefect_server import (
    ROOT,
    api,
    environment,
    prefect,
    python,
    save_block,
    wait_until,
)

pytestmark = pytest.mark.slow

FILE = ROOT / "automations.yaml"
# Runs as the deployments make them: with their tag.
RUN = """
import json, sys
from flows.check_figures import check_figures
from prefect import get_client, tags
from prefect.states import Crashed
with tags("parkfigures"):
    for asked in json.loads(sys.argv[1]):
        check_figures(**asked, return_state=True)
with get_client(sync_client=True) as client:
    cut_off = client.create_flow_run(check_figures, name="cut off", tags=["parkfigures"])
    client.set_flow_run_state(cut_off.id, Crashed(message="Stopped."), force=True)
"""
PACED = "indicator,unit,cadence_months,lag_days\nincome,count,12,90\n"


DAYS = [date(2017, 6, 1), date(2017, 6, 2), date(2017, 6, 3), date(2018, 6, 1)]
LATE = "newest: 100.0, of 2016; the next was due by 2018-03-31, 62 days before 2018-06-01"
NO_FOLDER = (
    "Flow run encountered an exception: PackageError: {}: no such folder; "
    "expected one that holds figures/*.csv"
)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A server with the automations, and what its notification block was told."""
    folder = tmp_path_factory.mktemp("automations")
    ours = environment(folder)
    with webhook() as (hook, posted), Group(ours, ROOT, grace_seconds=20) as group:
        group.start("server", "prefect", "server", "start", "--no-ui")
        wait_until(lambda: api(ours, "health"))
        block = save_block(ours, f"http://{hook}/")
        file = folder / "automations.yaml"
        file.write_text(FILE.read_text("utf-8").replace("NOTIFICATION_BLOCK", block), "utf-8")
        prefect(ours, "automation", "create", "--from-file", str(file))
        yield ours, posted


def package(folder, rows):
    """A package with an indicator that is expected every year."""
    data = write(folder, rows)
    (data / "indicators.csv").write_text(PACED, encoding="utf-8")
    return str(data)


def test_exactly_what_is_new_is_told(told, tmp_path):
    ours, posted = told
    log = {"warehouse": str(tmp_path / "log.duckdb")}
    asked = [
        {"data": package(tmp_path / day.isoformat(), rows), "as_of": day.isoformat(), **log}
        for rows, day in zip((PASS, FAIL, FAIL, WARN), DAYS, strict=True)
    ]
    refused = str(write(tmp_path / "refused", PASS))
    write(tmp_path / "refused", "", name="b.xlsx")
    nowhere = str(tmp_path / "nowhere")
    asked += [{"data": data, **log} for data in (refused, nowhere)]
    python(ours, RUN, json.dumps(asked))
    # The last of these is told after all that could be told of the runs before it.
    wait_until(lambda: any("cut off" in one["subject"] for one in posted), seconds=120)
    link = (tmp_path / "reports" / "data.html").as_uri()
    ended = "parkfigures: the run '{}' ended as {}"
    told = {one["subject"]: one["body"].splitlines() for one in posted}
    pages = [told[subject].pop() for subject in told if subject.startswith("parkfigures")]
    assert told == {
        "P: share newly fails": [ARITHMETIC, link],
        "P: income is overdue": [f"income, 2016: {LATE}", link],
        ended.format(f"all parks in {refused}", "Failed"): ["1 file refused: figures/b.xlsx"],
        ended.format(f"all parks in {nowhere}", "Failed"): [NO_FOLDER.format(nowhere)],
        ended.format("cut off", "Crashed"): ["Stopped."],
    }
    assert len(posted) == len(told)
    assert all("/runs/flow-run/" in page for page in pages)


def test_automations_are_renewed_not_doubled_and_stay_paused(told):
    ours, _ = told
    prefect(ours, "automation", "pause", "parkfigures: a figure is overdue")
    assert put_up_automations(ours["PREFECT_API_URL"]) == 3
    found = api(ours, "automations/filter", limit=50)
    assert {one["name"]: one["enabled"] for one in found} == {
        "parkfigures: a check newly fails": True,
        "parkfigures: a figure is overdue": False,
        "parkfigures: a run came to nothing": True,
        "parkfigures: a run is no longer heard of": True,
        "parkfigures: a part does not begin": True,
    }
    assert len(found) == 5
