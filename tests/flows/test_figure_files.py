from datetime import date
from pathlib import Path

import pytest

from flows.figure_files import PackageError, load_package
from schemas.figures import Indicator, Park, Rate, Source, read_figures
from schemas.terms import Place

HEADER = "figure_id,source_id,park,indicator,period,printed"
GOOD = f"{HEADER}\nA,S,P,I,2016,5\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_a_package_is_its_code_lists_rates_and_figures(tmp_path: Path) -> None:
    package = load_package(
        write(
            tmp_path,
            {
                "parks.csv": "park,currency\nP,TWD\n",
                "indicators.csv": "indicator,unit,kind,low,cadence_months\nI,CNY,flow,0,1\nJ,,,,\n",
                "segments.csv": "segment\nic\nsoftware\n",
                "families.csv": "family,dimension,part\nf,segment,ic\nf,segment,software\n",
                "sources.csv": "source_id,published_on\nS,2016-12-21\nT,\n",
                "rates/usd.csv": "date,base,quote,rate\n2016-12-21,USD,CNY,6.9489\n",
                "figures/b.csv": f"{HEADER}\nB,S,P,I,2016,6\n",
                "figures/a/c.csv": GOOD,
                "examples/figures/x.csv": f"{HEADER}\nX,S,P,I,2016,6\n",
            },
        )
    )
    assert package.quarantined == []
    assert [row.file for row in package.printed] == ["figures/a/c.csv", "figures/b.csv"]
    assert package.codes.parks == {"P": Park("P", currency="TWD")}
    assert package.codes.indicators["I"] == Indicator("I", "", "CNY", "flow", 0.0, None, 1, None)
    assert package.codes.indicators["J"] == Indicator("J")
    assert package.codes.sources == {
        "S": Source("S", published_on=date(2016, 12, 21)),
        "T": Source("T"),
    }
    assert [family.part for family in package.codes.families] == ["ic", "software"]
    assert package.rates == [Rate(date(2016, 12, 21), "USD", "CNY", 6.9489)]


def test_figures_alone_are_a_package(tmp_path: Path) -> None:
    [row] = load_package(write(tmp_path, {"figures/a.csv": GOOD})).printed
    assert (row.figure_id, row.measure, row.status, row.line) == ("A", "level", "actual", 2)


def test_no_row_is_lost(tmp_path: Path) -> None:
    lines = [
        "A,S,P,I,2016,5",
        "B,S,P,I,Oct-16,5",
        "C,S,P,I,2016,1,646.8",
        'D,S,P,I,2016,"1,646.8"',
        "A,S,P,I,2016,5",
        "E,S,P,I,2016,",
        'F,S,P,I,2016,"5"6',
        '"G\nG",S,P,I,2016,7',
        'H,S,P,I,2016,"8',
    ]
    files: dict[str, str | bytes] = {"figures/a.csv": "\n".join([HEADER, *lines, ""])}
    package = load_package(write(tmp_path, files))
    figures, unread = read_figures(package.printed, package.codes)
    assert [figure.line for figure in figures] == [2, 5, 9]
    quarantined = [*package.quarantined, *unread]
    assert sorted(entry.place.line for entry in quarantined) == [3, 4, 6, 7, 8, 11]
    assert len(package.printed) + len(package.quarantined) == len(lines)
    assert len(figures) + len(quarantined) == len(lines)


@pytest.mark.parametrize(
    ("name", "content", "line", "column"),
    [
        ("parks.csv", "park,currency\nP,CNY\nQ,yuan\n", 3, "currency"),
        ("parks.csv", "park\nP\nP\n", 3, "park"),
        ("parks.csv", "park,title\nP,\n,no code\n", 3, "park"),
        ("indicators.csv", "indicator,low\nI,1 billion\n", 2, "low"),
        ("indicators.csv", "indicator,high\nI,nan\n", 2, "high"),
        ("indicators.csv", "indicator,low,high\nI,2,1\n", 2, "high"),
        ("indicators.csv", "indicator,high\nI,1e31\n", 2, "high"),
        ("indicators.csv", "indicator,low\nI,1e-31\n", 2, "low"),
        ("indicators.csv", f"indicator,cadence_months\nI,{'9' * 5000}\n", 2, "cadence_months"),
        ("indicators.csv", "indicator,lag_days\nI,10000\n", 2, "lag_days"),
        ("parks.csv", "park,parent\nP,P\n", 2, "parent"),
        ("segments.csv", "segment,parent\nic,ic\n", 2, "parent"),
        ("families.csv", "family,dimension,whole,part\nf,park,P,P\n", 2, "whole"),
        ("indicators.csv", "indicator,kind\nI,flows\n", 2, "kind"),
        ("indicators.csv", "indicator,cadence_months\nI,1.5\n", 2, "cadence_months"),
        ("indicators.csv", "indicator,lag_days\nI,-1\n", 2, "lag_days"),
        ("sources.csv", "source_id,published_on\nS,21 December 2016\n", 2, "published_on"),
        ("sources.csv", "source_id,weight\nS,0\n", 2, "weight"),
        ("families.csv", "family,dimension,part\nf,sector,ic\n", 2, "dimension"),
        ("families.csv", "family,dimension,part\nf,park,P\nf,park,P\n", 3, "part"),
        ("rates/r.csv", "date,base,quote,rate\n2016-12-32,USD,CNY,6.9\n", 2, "date"),
        ("rates/r.csv", "date,base,quote,rate\n2016-12-21,USD,CNY,-6.9\n", 2, "rate"),
        ("rates/r.csv", "date,base,quote,rate\n2016-12-21,USD,CNY,\n", 2, "rate"),
        ("rates/r.csv", "date,base,quote,rate\n2016-12-21,USD,元,6.9\n", 2, "quote"),
        (
            "rates/r.csv",
            "date,base,quote,rate\n2016-12-21,USD,CNY,6.9\n2016-12-21,USD,CNY,7\n",
            3,
            "quote",
        ),
    ],
)
def test_a_bad_row_of_a_code_list_is_quarantined(
    tmp_path: Path, name: str, content: str, line: int, column: str
) -> None:
    [entry] = load_package(write(tmp_path, {"figures/a.csv": GOOD, name: content})).quarantined
    assert entry.place == Place(name, line, column)
    assert not entry.refused


def test_a_familys_parts_must_be_listed(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "figures/a.csv": GOOD,
        "segments.csv": "segment\nsoftware\n",
        "families.csv": "family,dimension,part\nf,segment,sofware\n",
    }
    [entry] = load_package(write(tmp_path, files)).quarantined
    assert (entry.place.file, entry.place.column) == ("families.csv", "part")
    assert "did you mean 'software'?" in entry.expected


@pytest.mark.parametrize(
    "name",
    [
        "figures/b.csv",
        "parks.csv",
        "indicators.csv",
        "segments.csv",
        "sources.csv",
        "families.csv",
        "rates/r.csv",
    ],
)
def test_a_refused_file_stops_no_other(tmp_path: Path, name: str) -> None:
    package = load_package(write(tmp_path, {"figures/a.csv": GOOD, name: b"\x00\x01"}))
    [entry] = package.quarantined
    assert (entry.place.file, entry.refused) == (name, True)
    figures, unread = read_figures(package.printed, package.codes)
    assert ([figure.figure_id for figure in figures], unread) == (["A"], [])


def test_tables_in_other_forms_are_refused_and_hidden_files_left_alone(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "figures/a.csv": GOOD,
        "figures/b.xlsx": b"PK",
        "figures/README.md": "",
        "figures/._a.csv": b"\x00",
        "figures/.ipynb_checkpoints/a.csv": GOOD,
    }
    package = load_package(write(tmp_path, files))
    assert [entry.place.file for entry in package.quarantined] == ["figures/b.xlsx"]
    assert len(package.printed) == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "no such folder"),
        ({"package": "a file"}, "not a folder"),
        ({"package/parks.csv": "park\nP\n"}, "no figures"),
        ({"package/figures/README.md": ""}, "no figures"),
    ],
)
def test_no_package_is_the_callers_fault(
    tmp_path: Path, files: dict[str, str | bytes], message: str
) -> None:
    with pytest.raises(PackageError, match=message):
        load_package(write(tmp_path, files) / "package")


@pytest.mark.parametrize(
    ("files", "same"),
    [
        ({"figures/a.csv": GOOD}, True),
        ({"figures/a.csv": GOOD, "notes.txt": "unread"}, True),
        ({"figures/b.csv": GOOD}, False),
        ({"figures/a.csv": GOOD + "\n"}, False),
        ({"figures/a.csv": GOOD, "parks.csv": "park\nP\n"}, False),
    ],
)
def test_hash_tells_names_and_contents_of_the_files_read(
    tmp_path: Path, files: dict[str, str | bytes], same: bool
) -> None:
    first = load_package(write(tmp_path / "first", {"figures/a.csv": GOOD}))
    second = load_package(write(tmp_path / "second", files))
    assert (first.hashes["data_hash"] == second.hashes["data_hash"]) is same
