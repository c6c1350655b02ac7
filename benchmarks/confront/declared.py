"""The ten checks as a pandera schema; DuckDB's tables are checked by it through ibis."""

import pandera.ibis as pa

from benchmarks.confront import checks


def part_in_order(data: pa.IbisData) -> object:
    """Say where the part's interval runs upwards."""
    return data.table.part_low <= data.table.part_high


def part_of_whole(data: pa.IbisData) -> object:
    """Say where the part is not more than its whole."""
    return data.table.part_low <= data.table.whole_high


def share(data: pa.IbisData) -> object:
    """Say where part / whole and the printed share have a number in common."""
    table = data.table
    upwards = table.part_low / table.whole_high <= table.share_high
    return upwards & (table.part_high / table.whole_low >= table.share_low)


SCHEMA = pa.DataFrameSchema(
    columns={
        "figure_id": pa.Column(int, nullable=False),
        "park": pa.Column(str, nullable=False),
        "measure": pa.Column(str, pa.Check.isin(checks.MEASURES), nullable=True),
        "status": pa.Column(str, pa.Check.isin(checks.STATUSES), nullable=True),
        "year": pa.Column(
            int, pa.Check.in_range(checks.FIRST_YEAR, checks.LAST_YEAR), nullable=True
        ),
        "whole_low": pa.Column(float, pa.Check.gt(0), nullable=True),
        "share_high": pa.Column(
            float, pa.Check.in_range(checks.LEAST_SHARE, checks.MOST_SHARE), nullable=True
        ),
    },
    checks=[
        pa.Check(part_in_order, name=checks.PART_IN_ORDER),
        pa.Check(part_of_whole, name=checks.PART_OF_WHOLE),
        pa.Check(share, name=checks.SHARE),
    ],
)
