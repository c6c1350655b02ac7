"""What pandera's checks of single columns are called in the benchmark."""

from benchmarks.confront import checks

NAMES = {
    "figure_id-is-there": checks.FIGURE_THERE,
    "park-is-there": checks.PARK_THERE,
    "measure-isin": checks.MEASURE_KNOWN,
    "status-isin": checks.STATUS_KNOWN,
    "year-in_range": checks.YEAR_IN_RANGE,
    "whole_low-greater_than": checks.WHOLE_IN_RANGE,
    "share_high-in_range": checks.SHARE_IN_RANGE,
}
