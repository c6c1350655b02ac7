"""The queries by which printed rows become figures."""

from dataclasses import fields

from schemas.figures import Figure
from schemas.printed_figures import REQUIRED_COLUMNS
from schemas.templates import DIGIT, OTHER_DIGITS

# The figures as read, and what of printed rows makes them.
TABLE = "read_figures"
READ = "read_rows"
FIGURE_COLUMNS = ", ".join(f'"{field.name}"' for field in fields(Figure))

_NOT_EMPTY = " AND ".join(f"trim(\"{name}\") <> ''" for name in REQUIRED_COLUMNS)
_READ_AS = "measure, currency, indicator_unit"

# Rows whose codes are all known, and the first of its figure_id; the shape of each text.
KNOWN_ROWS = f"""
    CREATE OR REPLACE TEMP TABLE known_rows AS
    SELECT *, translate(printed, '{OTHER_DIGITS}', '{DIGIT * len(OTHER_DIGITS)}') AS shape
    FROM printed_rows
    JOIN known_sources USING (source_id)
    JOIN known_parks USING (park)
    JOIN known_indicators USING (indicator)
    JOIN known_segments USING (segment)
    JOIN known_statuses USING (status)
    JOIN known_periods USING (period)
    JOIN known_wholes USING (measure, "of", park, indicator)
    JOIN known_bases USING (measure, "of", period)
    JOIN (SELECT min(place) AS place FROM printed_rows WHERE {_NOT_EMPTY} GROUP BY figure_id)
        USING (place)"""

# The shapes that enough texts have to be worth a template.
SHAPES = f"""
    SELECT shape, {_READ_AS} FROM known_rows GROUP BY ALL HAVING count(*) >= ? ORDER BY ALL"""

# The number in each text whose shape has a template.
FILLED = f"""
    CREATE OR REPLACE TEMP TABLE filled AS
    SELECT place,
        replace(replace(substr(printed, start, length), ',', ''), '.', '') AS digits,
        digits::BIGINT AS count,
        CASE WHEN decimals > 0 OR count = 0 THEN 1
            ELSE pow(10, len(digits) - len(rtrim(digits, '{DIGIT}')))::BIGINT END AS coarse,
        exact AND decimals = 0 AND count % 10 <> 0 AS counted,
        kind, negative, factor, divisor, digit, unit, unit_assumed
    FROM known_rows JOIN templates USING (shape, {_READ_AS})"""

# What is read text by text, each of them once.
OTHER_TEXTS = f"""
    SELECT DISTINCT printed, {_READ_AS}
    FROM known_rows ANTI JOIN filled USING (place)
    ORDER BY ALL"""

# One row for each text that can be read, from a template or by itself.
READINGS = f"""
    CREATE OR REPLACE TEMP TABLE readings AS
    {{templates}}
    UNION ALL BY NAME
    SELECT place, unit, usual_low, usual_high, widest_low, widest_high, digit, unit_assumed
    FROM known_rows ANTI JOIN filled USING (place) JOIN texts USING (printed, {_READ_AS})"""

READ_ROWS = f"""
    CREATE OR REPLACE TEMP VIEW {READ} AS
    SELECT {FIGURE_COLUMNS}, place FROM known_rows JOIN readings USING (place)
    UNION ALL
    SELECT {FIGURE_COLUMNS}, place FROM others"""

READ_FIGURES = f"CREATE OR REPLACE TABLE {TABLE} AS FROM {READ} ORDER BY place"

# Rows without a figure, and those of the same figure_id, by which faults name each other.
NOT_READ = """
    SELECT * FROM printed_rows
    WHERE figure_id IN (
        SELECT figure_id FROM printed_rows
        WHERE place NOT IN (SELECT place FROM known_rows JOIN readings USING (place)))
    ORDER BY place"""

# Of those, what is a figure after all and not there yet; it comes after all that was there.
OTHERS = """
    CREATE OR REPLACE TEMP TABLE others AS
    SELECT *, (SELECT max(place) + 1 FROM printed_rows) + row_number() OVER () AS place
    FROM incoming WHERE figure_id NOT IN (
        SELECT figure_id FROM known_rows JOIN readings USING (place))"""
