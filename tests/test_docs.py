"""What the documents say of tables, laws and files is what there is."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.confront import RunRequest, confront_package
from flows.figure_files import load_package
from flows.warehouse.recording import record
from schemas.laws import LAWS
from schemas.quality_log import OF_PARTS, TABLES
from schemas.terms import Outcome
from schemas.waivers import Waiver

ROOT = Path(__file__).parents[1]
ALL_TABLES = {**TABLES, **OF_PARTS}
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
QUALITY_LOG = (ROOT / "docs" / "quality-log.md").read_text(encoding="utf-8")
LAWS_PAGE = (ROOT / "docs" / "laws.md").read_text(encoding="utf-8")

CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
QUERIES = re.findall(r"```sql\n(.*?)```", QUALITY_LOG, re.DOTALL)


def sections(page):
    """Return the text below each heading of the second level."""
    _, *found = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(found[::2], found[1::2], strict=True))


def table_rows(text):
    """Return the cells of the rows of Markdown tables, heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if not set(row[0]) <= {"-"} and row[1] != "type"]


@pytest.mark.parametrize("table", ALL_TABLES)
def test_every_column_of_the_log_is_documented_and_every_documented_one_exists(table):
    documented = {name: kind for name, kind, *_ in table_rows(sections(QUALITY_LOG)[table])}

    assert list(documented.items()) == list(ALL_TABLES[table].items())


def test_every_table_of_the_log_is_documented():
    with_columns = [name for name, text in sections(QUALITY_LOG).items() if "| column |" in text]

    assert with_columns == list(ALL_TABLES)
    assert len(QUERIES) == QUALITY_LOG.count("```sql")


def test_every_law_has_its_section_which_states_it():
    page = sections(LAWS_PAGE)

    assert [name for name in page if name[0].islower()] == [law.name for law in LAWS]
    assert [law.name for law in LAWS if f"**{law.says}**" not in page[law.name]] == []
    assert [law.name for law in LAWS if "One missing:" not in page[law.name]] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document):
    targets = LINK.findall(CODE.sub("", document.read_text(encoding="utf-8")))
    broken = [target for target in targets if "://" not in target and not leads(document, target)]

    assert broken == []


def leads(document, target):
    path, _, anchor = target.partition("#")
    file = document.parent / path if path else document
    if not anchor:
        return file.exists()
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return anchor in {re.sub(r"[^\w\- ]", "", one).lower().replace(" ", "-") for one in headings}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """A sound run of the package in data/, then one with a contradiction, a slip and a waiver."""
    file = tmp_path_factory.mktemp("docs") / "parkfigures.duckdb"
    package = load_package(ROOT / "data")
    core = next(row for row in package.printed if row.figure_id == "cd-2016-10-core-level")
    core = replace(core, period="2015")
    added = [
        replace(core, figure_id="core"),
        replace(core, figure_id="share", measure="share", printed="75.5 percent"),
        replace(core, figure_id="total", segment="", printed="394.23 billion yuan"),
        replace(core, figure_id="unread", printed="many"),
    ]
    logged(file, "sound", package)
    printed = [*package.printed, *added]
    waivers = (Waiver("gone", "sum", ("core",), Outcome.FAIL, "A slip.", "A. Editor"),)
    logged(file, "contradicting", replace(package, printed=printed, waivers=waivers))
    return file


def logged(file, run_id, package):
    record(confront_package(package, RunRequest(run_id, date(2026, 11, 23))), file)


@pytest.mark.slow
@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_queries_of_the_quality_log_find_rows(query, warehouse):
    with duckdb.connect(warehouse, read_only=True) as connection:
        assert connection.execute(query).fetchall()


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_columns_that_are_never_null_are_not(table, warehouse):
    never = [row[0] for row in table_rows(sections(QUALITY_LOG)[table]) if row[-1] == "never"]
    with duckdb.connect(warehouse, read_only=True) as connection:
        nulls = " OR ".join(f'"{name}" IS NULL' for name in never)
        found = connection.execute(f'FROM "{table}" WHERE {nulls}').fetchall()
        there = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()

    assert there > (0,)
    assert found == []
