"""The queries by which printed rows become figures."""

from dataclasses import fields

from schemas.amounts import Amount
from schemas.figures import Figure
from schemas.printed_figures import REQUIRED_COLUMNS
from schemas.templates import DIGIT, OTHER_DIGITS

# The figures as read, and the same with their places among the printed rows.
TABLE = "read_figures"
READ = "read_rows"
FIGURE_COLUMNS = ", ".join(f'"{field.name}"' for field in fields(Figure))

_NOT_EMPTY = " AND ".join(f"trim(\"{name}\") <> ''" for name in REQUIRED_COLUMNS)
_READ_AS = "measure, currency, indicator_unit"
_KEY = f"shape, {_READ_AS}"

# Rows with the figure_id of an earlier one; few ids are looked at, for hashes take less memory.
REPEATED = f"""
    CREATE OR REPLACE TEMP TABLE repeated AS
    SELECT place FROM printed_rows
    WHERE {_NOT_EMPTY} AND hash(figure_id) IN (
        SELECT hash(figure_id) FROM printed_rows GROUP BY ALL HAVING count(*) > 1)
    QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY place) > 1"""

_SHAPED = f"""
    SELECT *, translate(printed, '{OTHER_DIGITS}', '{DIGIT * len(OTHER_DIGITS)}') AS shape
    FROM printed_rows
    JOIN known_parks USING (park)
    JOIN known_indicators USING (indicator)
    JOIN known_wholes USING (measure, "of", park, indicator)"""

# Rows whose codes are all known, and the first of its figure_id; the shape of each text.
KNOWN_ROWS = f"""
    CREATE OR REPLACE TEMP VIEW known_rows AS
    {_SHAPED}
    JOIN known_sources USING (source_id)
    JOIN known_segments USING (segment)
    JOIN known_statuses USING (status)
    JOIN known_periods USING (period)
    JOIN known_bases USING (measure, "of", period)
    ANTI JOIN repeated USING (place)
    WHERE {_NOT_EMPTY}"""

# The shapes that enough texts have to be worth a template.
SHAPES = f"SELECT {_KEY} FROM ({_SHAPED}) GROUP BY ALL HAVING count(*) >= ? ORDER BY ALL"

# What is read text by text, each of them once.
OTHER_TEXTS = f"""
    SELECT DISTINCT printed, {_READ_AS}
    FROM ({_SHAPED}) ANTI JOIN templates USING ({_KEY})
    ORDER BY ALL"""

# The number in each text whose shape has a template.
FILLED = f"""
    CREATE OR REPLACE TEMP VIEW filled AS
    SELECT *,
        replace(replace(substr(printed, start, length), ',', ''), '.', '') AS digits,
        digits::BIGINT AS count,
        CASE WHEN decimals > 0 OR count = 0 THEN 1
            ELSE pow(10, len(digits) - len(rtrim(digits, '{DIGIT}')))::BIGINT END AS coarse,
        exact AND decimals = 0 AND count % 10 <> 0 AS counted
    FROM known_rows LEFT JOIN templates USING ({_KEY})"""

# Rows with the reading of their text, from a template or by itself.
_AMOUNTS = ", ".join(f"coalesce(filled.{name}, texts.{name}) AS {name}" for name in Amount._fields)
READ_ROWS = f"""
    CREATE OR REPLACE TABLE {READ} AS
    SELECT {FIGURE_COLUMNS}, place
    FROM (
        SELECT filled.* REPLACE ({_AMOUNTS})
        FROM ({{templates}}) AS filled LEFT JOIN texts USING (printed, {_READ_AS}))
    WHERE unit IS NOT NULL"""

READ_FIGURES = f"CREATE OR REPLACE TABLE {TABLE} AS FROM {READ} ORDER BY place"

EVERY_ROW_READ = f"SELECT (SELECT count(*) FROM printed_rows) = (SELECT count(*) FROM {READ})"

# Rows without a figure, and those of the same figure_id, by which faults name each other.
NOT_READ = f"""
    SELECT * FROM printed_rows
    WHERE figure_id IN (SELECT figure_id FROM printed_rows ANTI JOIN {READ} USING (place))
    ORDER BY place"""

# Of those, what is a figure after all and not there yet; it comes after all that was there.
ADD_OTHERS = f"""
    INSERT INTO {READ}
    SELECT {FIGURE_COLUMNS}, (SELECT max(place) + 1 FROM printed_rows) + row_number() OVER ()
    FROM incoming WHERE figure_id NOT IN (SELECT figure_id FROM {READ})"""
