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


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("S101-04", "So it must be 847.5 to 848.5 billion TWD."),
        ("S101-04", "It may have been 'NT$847.557 billion' (one digit wrong)."),
        # 1,887 + 766 + 7,388 = 10,041 jobs against 9,700: each would have to move by a quarter.
        (
            "S229-01",
            "The smallest changes that would reconcile it: S229-01 by +85.2, S229-02 by -85.2, "
            "S229-04 by -85.2, S229-06 by -85.2.",
        ),
        ("conversion", "FAIL 230.5 billion yuan for US$29.2; at CNY 7.9000 to 8.2765 per USD"),
    ],
)
def test_real_contradictions_are_explained(
    subject: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in said(subject, EXAMPLE, capsys)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("cd-2016-10-core-share", "which means 75.45 to 75.55 %"),
        ("cd-2016-10-core-share", "A slip of 0.21% would have shown."),
        ("growth", "It finds no relation among these figures."),
    ],
)
def test_figures_that_agree_are_explained(
    subject: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in said(subject, DATA, capsys)


def test_what_is_neither_figure_nor_check_is_named_with_the_nearest_that_is() -> None:
    with pytest.raises(ClickException, match=r"cd-2016-10-core-shar.*cd-2016-10-core-share"):
        explain_and_show("cd-2016-10-core-shar", DATA, date(2026, 11, 23))
