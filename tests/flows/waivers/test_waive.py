"""parkfigures waive: what it writes, and what it refuses to write."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flows.cli import parkfigures
from flows.waivers.files import read_waivers
from schemas.terms import Outcome
from schemas.waivers import Waiver

pytestmark = pytest.mark.slow

HEADER = "figure_id,source_id,park,indicator,segment,measure,period,status,printed\n"
# The share of 2016 fails, that of 2017 passes; both have a level in common with nothing else.
FIGURES = """\
part,s,P,income,software,level,2016,actual,75.5
whole,s,P,income,,level,2016,actual,100.0
share,s,P,income,software,share,2016,actual,80.0 percent
part-17,s,P,income,software,level,2017,actual,75.5
whole-17,s,P,income,,level,2017,actual,100.0
share-17,s,P,income,software,share,2017,actual,75.5 percent
"""
GIVEN = ("--reason", "A slip.", "--by", "A. Editor")
OTHER = "other: {check: share, figures: [part-17, share-17, whole-17], reason: r, by: b}"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.csv").write_text(HEADER + FIGURES, encoding="utf-8")
    return tmp_path


def waive(package: Path, *arguments: str) -> Result:
    return CliRunner().invoke(parkfigures, ["waive", *arguments, "--data", str(package)])


def check(package: Path) -> Result:
    asked = ["check", str(package), "--dry-run"]
    return CliRunner().invoke(parkfigures, asked, standalone_mode=False)


def waivers(package: Path) -> tuple[Waiver, ...]:
    found, quarantined = read_waivers((package / "waivers.yml").read_bytes(), [])
    assert quarantined == []
    return found


def test_a_waived_failure_no_longer_fails_the_check(package: Path) -> None:
    assert check(package).return_value == 1
    options = ("--until", "9999-12-31", "--link", "https://example.org/1", "--id", "slip")
    done = waive(package, "share", "share", *GIVEN, *options)
    assert (done.exit_code, done.output) == (
        0,
        f"{package / 'waivers.yml'}:1: slip waives the share of part, share, whole, which fails, "
        "until 9999-12-31.\n",
    )
    assert waivers(package) == (
        Waiver(
            *("slip", "share", ("part", "share", "whole"), Outcome.FAIL, "A slip.", "A. Editor"),
            *(date(9999, 12, 31), "https://example.org/1", 1),
        ),
    )
    checked = check(package)
    assert checked.return_value == 0
    assert "1 is waived" in checked.output.splitlines()[0]
    assert (
        "1 waived\n"
        "  share  income, software, 2016\n"
        "    A slip.\n"
        "    slip, by A. Editor, until 9999-12-31, https://example.org/1\n"
    ) in checked.output


def test_each_waiver_has_an_id_of_its_own(package: Path) -> None:
    written = OTHER.replace("other", "share-part-share-whole")
    (package / "waivers.yml").write_text(f"{written}\n")
    waive(package, "share", "whole", *GIVEN)
    assert [one.waiver_id for one in waivers(package)] == [
        "share-part-share-whole",
        "share-part-share-whole-2",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("share", "part-17"), "no share of part-17 fails; that of part-17, share-17, whole-17 p"),
        (("share", "share", "whole-17"), "no share of share, whole-17 fails; that of"),
        (("share", "shar"), "shar: no such figure; did you mean 'share'?"),
        (("shar", "share"), "shar: no such check; did you mean 'share'?"),
        (("waiver", "share"), "waiver: no such check"),
        (("share", "share", "--until", "2020-01-01"), "--until 2020-01-01: that day is over"),
        (("share", "share", "--id", "Slip"), "found 'Slip', expected a key of small letters"),
    ],
)
def test_a_waiver_that_would_do_nothing_is_not_written(
    package: Path, arguments: tuple[str, ...], told: str
) -> None:
    file = package / "waivers.yml"
    file.write_text(OTHER)
    done = waive(package, *GIVEN, *arguments)
    assert done.exit_code == 2
    assert told in done.output
    assert len(done.output.splitlines()) == 1
    assert file.read_text() == OTHER


SAME = "{check: share, figures: [part, share, whole], reason: r, by: b"


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("one: [", "waivers.yml:1:7: found no YAML"),
        (f"{OTHER}\ntwo: {{check: smu}}", "waivers.yml:2:6: found no figures"),
        (f"one: {SAME}, until: 2020-01-01}}", "waivers.yml:1: one expired on 2020-01-01; give it"),
        (f"one: {SAME}}}", "that of part, share, whole fails and is waived by one"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(
    package: Path, before: str, told: str
) -> None:
    file = package / "waivers.yml"
    file.write_text(before)
    done = waive(package, "share", "share", *GIVEN)
    assert done.exit_code == 2
    assert told in done.output
    assert file.read_text() == before
