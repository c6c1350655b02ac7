"""What `parkfigures explain` says of real figures."""

from datetime import date
from pathlib import Path

import pytest
from click import ClickException

from flows.explaining import explain_and_show

DATA = Path(__file__).parents[1] / "data"
EXAMPLE = DATA / "examples" / "zhongguancun"


def said(subject: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    explain_and_show(subject, folder, date(2026, 11, 23))
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (
            "S101-04",
            [
                "So it must be 847.5 to 848.5 billion TWD.",
                "It may have been 'NT$847.557 billion' (one digit wrong).",
                "FAIL growth ▒▒▒ ─",
                "─ billion TWD 845 846 847 848",
            ],
        ),
        # 1,887 + 766 + 7,388 = 10,041 jobs against 9,700: each would have to move by a quarter.
        (
            "S229-01",
            [
                "The smallest changes that would reconcile it: S229-01 by +85.2, S229-02 by -85.2, "
                "S229-04 by -85.2, S229-06 by -85.2."
            ],
        ),
        ("conversion", ["FAIL 230.5 billion yuan for US$29.2; at CNY 7.9000 to 8.2765 per USD"]),
        (
            "share",
            [
                "printed 77.1% (S060-10) ",
                "├╌╌╌╌╌ gap 29.4 percentage points ╌╌╌╌┤",
                "suspect, printed 1.5万亿元 (S060-08) ",
                "perhaps 2.5万亿元 ",
            ],
        ),
        ("network", ["suspect, printed NT$3.48 trillion (S109-04) "]),
    ],
)
def test_real_contradictions_are_explained(
    subject: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(subject, EXAMPLE, capsys)
    assert [one for one in words if one not in told] == []


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("cd-2016-10-core-share", "which means 75.45 to 75.55 %"),
        ("cd-2016-10-core-share", "A slip of 0.21% would have shown."),
        ("cd-2016-10-core-share", "printed ├─"),
        ("cd-2016-10-core-share", "PASS share ▒▒"),
        ("growth", "It finds no relation among these figures."),
    ],
)
def test_figures_that_agree_are_explained(
    subject: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in said(subject, DATA, capsys)


def test_a_figure_that_nothing_tells_of_has_no_number_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "─" not in said("cd-2016-12-internet-companies", DATA, capsys)


def test_what_is_neither_figure_nor_check_is_named_with_the_nearest_that_is() -> None:
    with pytest.raises(ClickException, match=r"cd-2016-10-core-shar.*cd-2016-10-core-share"):
        explain_and_show("cd-2016-10-core-shar", DATA, date(2026, 11, 23))
