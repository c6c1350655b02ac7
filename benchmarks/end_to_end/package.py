"""A made-up data package of any size: figures to which every law has something to say.

Of an archive's figures most stand for themselves, within the range of their indicator: `details`
of them come with each block of figures that are tied to one another.
"""

from pathlib import Path
from typing import NamedTuple

import duckdb

# Of each park, indicator and year: a total, its parts, their shares, growth and the rest.
FIGURES_OF_A_BLOCK = 20
YEARS = range(2015, 2025)
BLOCKS_OF_A_PARK = 1_000
# One in a thousand figures is wrong: one in fifty totals, and as many of the details.
TOTALS_WRONG_ONE_IN = 50
DETAILS_WRONG_ONE_IN = 1_000
# With so many details, ten million figures have two million relations beside their ranges.
DETAILS = 70
PARTS = "abcdef"

_BLOCKS = """
    CREATE TABLE blocks AS
    SELECT
        number, park, indicator, year, source, chinese, wrong, start,
        start * pow(1 + growth, year - {first}) AS total,
        start * pow(1 + growth, year - 1 - {first}) AS before,
        growth
    FROM (
        SELECT
            number,
            format('park-{{:04d}}', number // {of_a_park}) AS park,
            format('indicator-{{:02d}}', number % {of_a_park} // {years}) AS indicator,
            {first} + number % {years} AS year,
            format('source-{{:03d}}', number // {years} % 89) AS source,
            number // {years} % 2 = 0 AS chinese,
            hash(number, 1) % {wrong} = 0 AS wrong,
            1e9 + hash(number // {years}, 2) % 400000 * 1e6 AS start,
            0.02 + hash(number // {years}, 3) % 150 / 1000 AS growth
        FROM range({blocks}) AS range(number)
    )"""

_MONEY = """CREATE MACRO money(amount, chinese) AS if(chinese,
    format('{:.2f}亿元', amount / 1e8), format('{:.3f} billion yuan', amount / 1e9))"""
_PERCENT = """CREATE MACRO percent(fraction, chinese) AS if(chinese,
    format('{:.1f}%', fraction * 100), format('{:.1f} percent', fraction * 100))"""

SIZES = dict(zip(PARTS, (0.31, 0.23, 0.17, 0.13, 0.09, 0.07), strict=True))


class Kind(NamedTuple):
    """What is printed of a block, as SQL; `source` is who prints it."""

    text: str
    segment: str = ""
    measure: str = "level"
    period: str = "year"
    status: str = "actual"
    source: str = "source"


_KINDS = {
    "total": Kind("money(total * if(wrong, 1.3, 1), chinese)"),
    "again": Kind("money(total, not chinese)", source="'other-' || source"),
    "dollars": Kind("format('US${:.2f} billion', total / 6.8 / 1e9)"),
    "half": Kind(
        """format(if(chinese, '超过{:.0f}亿元', 'more than {:.0f}00 million yuan'),
            floor(total * 0.45 / 1e8))""",
        period="year || '-H1'",
    ),
    "growth": Kind("if(chinese, '增长', 'up ') || percent(growth, chinese)", measure="growth"),
    "change": Kind("money(total - before, chinese)", measure="change"),
    "target": Kind("money(total * (1 + growth), chinese)", period="year + 1", status="target"),
    "partner": Kind("money(total / 9, chinese)", "g", status="preliminary"),
    **{f"part-{one}": Kind(f"money(total * {SIZES[one]}, chinese)", one) for one in PARTS},
    **{f"share-{one}": Kind(f"percent({SIZES[one]}, chinese)", one, "share") for one in PARTS},
}


# A detail is a row of a table, and nothing but its range is known of it: a wrong one is out of it.
_DETAILS = """
    SELECT 100 + detail, number, format('detail-{{:02d}}', detail), park,
        format('detail-{{:02d}}', detail), source, replace(indicator, 'indicator', 'row'), 'level',
        year::VARCHAR, 'actual', money(
            start * (detail + 1) / 100 * pow(1 + growth, year - {first})
            * if(hash(number, detail) % {wrong} = 0, 1e6, 1), chinese)
    FROM blocks, range({details}) AS details(detail)"""


def make_package(folder: Path, figures: int, details: int = 0) -> None:
    """Write a data package with about so many figures."""
    (folder / "figures").mkdir(parents=True)
    (folder / "rates").mkdir()
    with duckdb.connect() as connection:
        connection.execute(_MONEY)
        connection.execute(_PERCENT)
        connection.execute(
            _BLOCKS.format(
                first=YEARS.start,
                years=len(YEARS),
                of_a_park=BLOCKS_OF_A_PARK,
                blocks=max(figures // (FIGURES_OF_A_BLOCK + details), 1),
                wrong=TOTALS_WRONG_ONE_IN,
            )
        )
        connection.execute(
            f"COPY ({_figures(details)}) TO '{folder / 'figures' / 'archive.csv'}' (HEADER)"
        )
    _write_lists(folder, details)


def _figures(details: int) -> str:
    kinds = " UNION ALL ".join(
        f"""SELECT {order} AS place, number, '{name}' AS kind, park, indicator,
            {kind.source} AS source_id, '{kind.segment}' AS segment, '{kind.measure}' AS measure,
            ({kind.period})::VARCHAR AS period, '{kind.status}' AS status, {kind.text} AS printed
        FROM blocks"""
        for order, (name, kind) in enumerate(_KINDS.items())
    )
    return f"""SELECT format('{{:08d}}-{{}}', number, kind) AS figure_id, source_id, park,
        indicator, segment, measure, period, status, printed
        FROM ({kinds} UNION ALL {_details(details)}) ORDER BY number, place"""


def _details(details: int) -> str:
    return _DETAILS.format(first=YEARS.start, wrong=DETAILS_WRONG_ONE_IN, details=details)


def _write_lists(folder: Path, details: int) -> None:
    numbers = range(BLOCKS_OF_A_PARK // len(YEARS))
    tied = [f"indicator-{one:02d},Indicator {one},CNY,flow,0" for one in numbers]
    alone = [f"detail-{one:02d},Detail {one},CNY,stock,0" for one in range(details)]
    indicators = "".join(f"{one},9000000000000,12,400,-0.5,0.9\n" for one in [*tied, *alone])
    head = "indicator,title,unit,kind,low,high,cadence_months,lag_days,growth_low,growth_high\n"
    (folder / "indicators.csv").write_text(head + indicators, encoding="utf-8")
    rows = [f"row-{one:02d},Row {one},-\n" for one in numbers] if details else []
    parts = [f"{part},Part {part},\n" for part in PARTS]
    segments = "".join([*parts, "g,Partners,-\n", *rows])
    (folder / "segments.csv").write_text("segment,title,parent\n" + segments, encoding="utf-8")
    families = "".join(f"parts,segment,,{part}\n" for part in PARTS)
    (folder / "families.csv").write_text(
        "family,dimension,whole,part\n" + families, encoding="utf-8"
    )
    rates = "".join(
        f"{year}-{month:02d}-15,USD,CNY,6.8\n" for year in YEARS for month in range(1, 13)
    )
    (folder / "rates" / "usd.csv").write_text("date,base,quote,rate\n" + rates, encoding="utf-8")
