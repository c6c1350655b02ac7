from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from flows.check_figures import check_figures
from tests.flows.one_share import ARITHMETIC, FAIL, PASS, webhook, write
from tests.flows.prefect_server import free_port

# isort: split
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.settings import get_current_settings

from flows import telling
from flows.settings import Settings, read_settings

SECRET = "quite-secret-3141"
REPORTS = "http://127.0.0.1/reports"
RECOVERED = "income, core, 2016: recovered: 75.5 / 100.0 = 75.41 to 75.59 %; printed: 75.5 percent"


class Kept(Handler):
    """Keeps each mail as its receiver, its subject and its text."""

    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        text = message.get_payload(decode=True).decode().replace("\r\n", "\n").strip()
        self.mails.append((message["To"], message["Subject"], text))


@pytest.fixture
def mails():
    """The address of a mail server, and the list of the mails that it got."""
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"127.0.0.1:{controller.port}", kept.mails
    controller.stop()


@pytest.fixture
def run(tmp_path, monkeypatch, prefect_here):
    """A function that runs the flow on rows of figures, telling the addresses given."""

    def run(rows, *addresses):
        settings = replace(Settings(), notify=addresses, report_url=REPORTS)
        monkeypatch.setattr("flows.check_figures.SETTINGS", settings)
        data = write(tmp_path, rows)
        return check_figures(data=data, warehouse=tmp_path / "log.duckdb", return_state=True)

    return run


@pytest.mark.slow
def test_only_what_changed_is_told_by_mail_and_webhook(run, mails):
    server, got = mails
    with webhook() as (hook, posted):
        to = [
            f"mailto://{server}/?from=a@example.org&to=b@example.org&format=text&mode=insecure",
            f"json://{hook}/told",
        ]
        run(PASS, *to)
        assert (got, posted) == ([], [])
        run(FAIL, *to)
        run(FAIL, *to)
        run(PASS, *to)
    failed = ("P: share newly fails", f"{ARITHMETIC}\n{REPORTS}/data.html")
    recovered = ("P: share recovered", f"{RECOVERED}\n{REPORTS}/data.html")
    assert got == [("b@example.org", *failed), ("b@example.org", *recovered)]
    assert [(one["title"], one["message"]) for one in posted] == [failed, recovered]
    assert [one["type"] for one in posted] == ["warning", "success"]


@pytest.mark.slow
def test_an_address_that_cannot_be_reached_is_a_warning_and_stays_secret(run, caplog, monkeypatch):
    monkeypatch.setattr(telling.send, "retry_delay_seconds", [0.0, 0.0])
    with webhook() as (hook, posted):
        ended = run(FAIL, f"json://u:{SECRET}@127.0.0.1:1/{SECRET}", SECRET, f"json://{hook}/")
    told = [one.message for one in caplog.records if one.levelname == "WARNING"]
    assert ended.message == "1 of 3 relations fails: share (1)"
    assert [one for one in told if one.startswith("PARKFIGURES_NOTIFY")] == [
        "PARKFIGURES_NOTIFY: address 1 got no message: the service did not take it",
        "PARKFIGURES_NOTIFY: address 2 got no message: it is no address that Apprise knows",
    ]
    assert caplog.text.count("Retry ") == 2
    assert len(posted) == 1
    assert SECRET not in caplog.text
    assert all(SECRET.encode() not in file.read_bytes() for file in prefect_files())


def prefect_files():
    """Every file of the server's database, and of what Prefect keeps of runs."""
    settings = get_current_settings()
    database = Path(settings.server.database.connection_url.get_secret_value().split("///")[1])
    found = [*database.parent.glob(f"{database.name}*"), *settings.home.rglob("*")]
    assert database in found
    return [file for file in found if file.is_file()]


@pytest.mark.slow
def test_a_block_of_prefect_is_told(run):
    with webhook() as (hook, posted):
        given = {"subject": "{{subject}}", "body": "{{body}}"}
        block = CustomWebhookNotificationBlock(name="n", url=f"http://{hook}", json_data=given)
        block.save("team", overwrite=True)
        run(FAIL, "block:custom-webhook/team")
    [told] = posted
    assert told == {"subject": "P: share newly fails", "body": f"{ARITHMETIC}\n{REPORTS}/data.html"}


def test_a_setting_is_cut_into_addresses_and_not_shown():
    given = "mailto://u:p@h/?to=a@b,c@d, json://h/x\nblock:slack-webhook/team"
    settings = read_settings({"PARKFIGURES_NOTIFY": given})
    addresses = ("mailto://u:p@h/?to=a@b,c@d", "json://h/x", "block:slack-webhook/team")
    assert settings.notify == addresses
    assert "u:p" not in repr(settings)
