"""The exchange rates of a release: of its day, and of the days of the period it speaks of."""

from __future__ import annotations

from typing import Any

from schemas.ibis_later import ibis, ir
from schemas.laws.law import no_ids, no_members

# The rate of the release day, or the last one before it: holidays close markets for two weeks.
RELEASE_DAYS = 14
# Publishers convert at rounded, older or monthly rates: so near the band is not an error yet.
LEEWAY = 0.02


def with_rates(pairs: ir.Table, rates: ir.Table) -> ir.Table:
    """Add the role `rate`, from the lowest to the highest rate, and the convention that fits best.

    `pairs` has the roles amount (in `unit`) and base (in `base`), period_start, period_end and
    published_on. Where no rate is known the role's columns are null.
    """
    key = ["base", "unit", "period_start", "period_end", "published_on"]
    asked = pairs.select(key).distinct()
    bands = _bands(asked, _both_ways(rates))
    joined = pairs.left_join(bands, [_same(pairs[name], bands[name]) for name in key])
    joined = joined.drop(*(f"{name}_right" for name in key))
    return _as_role(joined).drop("release_rate", "mean_rate", "end_rate", "lowest", "highest")


def _same(left: Any, right: Any) -> Any:
    # A source without a date has no release day; it still has the rates of its period.
    return left.identical_to(right)


def _both_ways(rates: ir.Table) -> ir.Table:
    there = rates.select("day", "base", rate_unit="quote", rate="rate")
    back = rates.select("day", base="quote", rate_unit="base", rate=1 / rates.rate)
    known = there.select("base", "rate_unit").distinct()
    return ibis.union(there, back.anti_join(known, ["base", "rate_unit"]))


def _bands(asked: ir.Table, rates: ir.Table) -> ir.Table:
    joined = asked.inner_join(rates, ["base", asked.unit == rates.rate_unit])
    within = joined.day.between(joined.period_start, joined.period_end)
    before = (joined.day <= joined.published_on) & (
        joined.day > joined.published_on - ibis.interval(days=RELEASE_DAYS)
    )
    grouped = joined.group_by(list(asked.columns)).aggregate(
        release_rate=joined.rate.argmax(joined.day, where=before),
        # Added day by day: the last bit of a sum of doubles depends on the order.
        mean_rate=joined.rate.collect(where=within, order_by=joined.day).means(),
        end_rate=joined.rate.argmax(joined.day, where=within),
        lowest=joined.rate.min(where=within),
        highest=joined.rate.max(where=within),
    )
    return grouped.filter(grouped.release_rate.notnull() | grouped.mean_rate.notnull())


def _as_role(table: ir.Table) -> ir.Table:
    # LEAST and GREATEST pass over nulls: one of the two conventions may lack its rates.
    low = ibis.least(table.release_rate, table.lowest)
    high = ibis.greatest(table.release_rate, table.highest)
    return table.mutate(
        rate_ids=ibis.ifelse(low.notnull(), no_ids(), ibis.null("array<string>")),
        rate_members=ibis.ifelse(low.notnull(), no_members(), ibis.null("array<int64>")),
        rate_low=low,
        rate_high=high,
        rate_widest_low=low * (1 - LEEWAY),
        rate_widest_high=high * (1 + LEEWAY),
        rate_digit=ibis.null("float64"),
        rate_status=ibis.null("string"),
        rate_source_id=ibis.null("string"),
        convention=_convention(table),
    )


def _convention(table: ir.Table) -> Any:
    rate = (table.amount_low + table.amount_high) / (table.base_low + table.base_high)
    away = {
        "release day": (rate - table.release_rate).abs(),
        "period mean": (rate - table.mean_rate).abs(),
        "period end": (rate - table.end_rate).abs(),
    }
    nearest = ibis.least(*away.values())
    return ibis.cases(*((distance == nearest, name) for name, distance in away.items()))
