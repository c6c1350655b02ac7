from dataclasses import replace
from pathlib import Path

import pytest

from flows.check_figures import check_figures
from tests.flows.one_share import FAIL, write

# isort: split
from prefect.client.orchestration import get_client

from flows.report_link import link_to, report_file
from flows.settings import Settings, SettingsError, read_settings
from tests.fuzz.words import HOSTILE

IN_SRV = Settings(warehouse=Path("/srv/log.duckdb"))


@pytest.mark.parametrize(
    ("park", "settings", "file"),
    [
        (None, IN_SRV, "/srv/reports/data 2016.html"),
        (
            "中关村朝阳园",
            IN_SRV,
            "/srv/reports/data 2016-zhong-guan-cun-zhao-yang-yuan-29924d9a.html",
        ),
        ("P", replace(IN_SRV, reports=Path("/www")), "/www/data 2016-p.html"),
    ],
)
def test_a_report_is_where_the_settings_say(park, settings, file):
    run = {"package": "data 2016", "parameters": {"park": park}}
    assert report_file(run, settings) == Path(file)


@pytest.mark.parametrize("park", [*HOSTILE, "..", "/", "\0", "x" * 5000])
def test_a_report_of_a_park_of_any_name_stays_in_its_folder(park):
    run = {"package": "data", "parameters": {"park": park}}
    assert report_file(run, IN_SRV).resolve().parent == Path("/srv/reports")


def test_parks_whose_names_look_alike_in_a_file_have_reports_of_their_own():
    parks = ("A B", "A/B", "A-B", "A.B", "A  B", "x" * 60, "x" * 61)
    files = {report_file({"package": "data", "parameters": {"park": one}}, IN_SRV) for one in parks}
    assert len(files) == len(parks)


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("", "file:///srv/data%202016.html"),
        ("https://example.org/reports", "https://example.org/reports/data%202016.html"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/data%202016.html"),
    ],
)
def test_a_link_leads_to_the_file_or_to_where_reports_are_served(base, link):
    assert link_to(Path("/srv/data 2016.html"), base) == link


def test_an_address_that_is_no_web_address_is_refused():
    with pytest.raises(SettingsError, match=r"PARKFIGURES_REPORT_URL: found 'javascript:x', expec"):
        read_settings({"PARKFIGURES_REPORT_URL": "javascript:x"})


def run(folder):
    """Run the flow on a failing package of a folder; return its end and the run's own artifacts."""
    log = folder / "log.duckdb"
    ended = check_figures(data=write(folder, FAIL), warehouse=log, return_state=True)
    run_id = ended.state_details.flow_run_id
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(limit=200)
    return ended, [one for one in found if one.flow_run_id == run_id and not one.task_run_id]


@pytest.mark.slow
def test_the_report_is_linked_before_all_else_on_the_runs_page(tmp_path, prefect_here):
    _, [link] = run(tmp_path)
    file = tmp_path / "reports" / "data.html"
    assert (link.key, link.description) == ("report-data", str(file))
    assert f"]({file.as_uri()})" in link.data
    assert "1 of 3 relations fails" in file.read_text("utf-8")


@pytest.mark.slow
def test_a_report_that_cannot_be_written_is_a_warning(tmp_path, prefect_here, caplog):
    (tmp_path / "reports").write_text("no folder")
    ended, links = run(tmp_path)
    [told] = [one.message for one in caplog.records if one.levelname == "WARNING"]
    assert told.startswith("The report could not be written: ")
    assert (ended.message, links) == ("1 of 3 relations fails: share (1)", [])
