"""The working table of figures as pandera declares it; reading figures does not need it."""

from datetime import date

import ibis.expr.types as ir
import pandera.ibis as pa

from schemas.terms import PRINTED_STATUSES, Measure


class Figures(pa.DataFrameModel):
    """Figures as read, one row each; null where a column does not apply to the measure."""

    figure_id: str
    source_id: str
    park: str
    indicator: str
    segment: str
    measure: str = pa.Field(isin=[measure.value for measure in Measure])
    of: str
    period: str
    status: str = pa.Field(isin=[status.value for status in PRINTED_STATUSES])
    printed: str
    note: str
    file: str
    line: int
    unit: str
    usual_low: float
    usual_high: float
    widest_low: float
    widest_high: float
    digit: float = pa.Field(gt=0)
    unit_assumed: bool
    period_start: date
    period_end: date
    of_park: str
    of_indicator: str
    of_segment: str
    base_start: date = pa.Field(nullable=True)
    base_end: date = pa.Field(nullable=True)
    published_on: date = pa.Field(nullable=True)
    weight: float = pa.Field(gt=0)

    @pa.dataframe_check
    @classmethod
    def usual_within_widest(cls, data: pa.IbisData) -> ir.BooleanColumn:
        """Say where the usual reading lies within the widest."""
        table = data.table
        return (
            (table.widest_low <= table.usual_low)
            & (table.usual_low <= table.usual_high)
            & (table.usual_high <= table.widest_high)
        )

    @pa.dataframe_check
    @classmethod
    def period_runs_forward(cls, data: pa.IbisData) -> ir.BooleanColumn:
        """Say where the period does not end before it starts."""
        return data.table.period_start <= data.table.period_end
