"""One pattern for printed figures, built from the word tables.

It has no lookaround and no backreference, so that RE2, which DuckDB uses, runs it too.
"""

import re

from schemas import qualifiers, units
from schemas.number_words import CHINESE_REST, NUMBER, one_of


def words(table: list[str]) -> str:
    """Build the alternatives of a pattern from a word table."""
    return one_of([re.escape(word) for word in table])


ADVERBS = units.spellings(
    "year-on-year year_on_year yoy y-o-y y/y annual annually average compound yearly a an the "
    "同比 环比 "
    "比上年同期 比上年 较上年 比去年 较去年 年均 平均 年 大幅 大幅度 实现 的"
)
FILLERS = units.spellings(
    "a_total_of total_of a_record the an reached reaching reaches reach hit totaled totaling "
    "totalled totalling amounted_to amounting_to stood_at accounted_for accounting_for worth "
    "共计 共有 共 总计 合计 累计 达到 达 高达 为 占比 占 实现 完成 折合"
)
# After growth. What it compares with is in a figure's column `of`; a year earlier where empty.
COMPARISONS = units.spellings(
    "year-on-year year_on_year yoy y-o-y annually on_year on_the_year "
    "from_a_year_earlier from_a_year_ago from_the_previous_year from_last_year "
    "over_a_year_earlier over_the_previous_year over_last_year "
    "than_a_year_earlier than_a_year_ago than_the_previous_year than_last_year "
    "from_the_same_period_last_year over_the_same_period_last_year "
    "from_the_same_period_of_the_previous_year over_the_same_period_of_the_previous_year"
)
_ADVERB = f"(?:(?:{words(ADVERBS)}) ?)"
# The article stands apart: the A of A$20 million belongs to the dollar.
_FILLER = f"(?:(?:{words(FILLERS)}) ?|a )"
# An ASCII scale word ends a word: the m of m2 and the k of km are none.
_ASCII_SCALE = words([scale for scale in units.SCALES if scale.isascii()])
_SCALE = rf"(?:(?:{_ASCII_SCALE})\b|{words([w for w in units.SCALES if not w.isascii()])})"
_MONEY = words(units.MONEY_WORDS)
UNIT_WORDS = [
    *units.PERCENT_WORDS,
    *units.MONEY_WORDS,
    *units.SIZES,
    *units.COUNTERS,
    *units.TIMES_WORDS,
    units.TIMES_MORE,
    units.LOCAL_YUAN,
]
_UNIT = words(UNIT_WORDS)
_SEGMENT = f"(?:[0-9][0-9,]*|{CHINESE_REST})"
_REST = rf"{_SEGMENT}(?: ?{_SCALE}(?: ?{_SEGMENT}(?: ?{_SCALE})?)?)?"
_INNER = words([*qualifiers.INNER])


def _qualifier(group: str) -> str:
    return f"(?:(?P<{group}>{words([*qualifiers.BEFORE])}) ?)?"


def _amount(group: str) -> str:
    """Build the pattern of one number with its sign, currency, scale and unit."""
    return (
        rf"(?:(?P<sign{group}>[-+]) ?)?(?:(?P<money{group}>{_MONEY}) ?)?"
        rf"(?P<inner_sign{group}>[-+])?(?P<hundredths{group}>百分之)?"
        rf"(?P<number{group}>{NUMBER})(?: ?(?P<many{group}>{_INNER}))?"
        rf"(?:[ -]?(?P<scale{group}>{_SCALE})(?: ?(?P<rest{group}>{_REST}))?)?"
        rf"(?: ?(?P<many_after{group}>{_INNER}))?"
        rf"(?:[ -]?(?P<unit{group}>{_UNIT}))?"
    )


PATTERN_TEXT = (
    rf"(?P<open>\()?{_FILLER}?{_qualifier('before')}"
    rf"(?:{_ADVERB}*(?P<growth>{words([*qualifiers.GROWTH])})(?: ?(?P<reached>to|至|到))?"
    rf"(?: (?:of|by|at)|了)? ?)?{_qualifier('within')}{_FILLER}?"
    rf"(?P<span>(?:between|from|介于|从|在) ?)?"
    rf"{_amount('')}(?: ?(?P<to>-|~|to|and|至|到) ?{_amount('2')})?"
    rf"(?: ?(?P<ended>之间|间))?(?: ?(?P<after>{words([*qualifiers.AFTER])}))?"
    rf"(?: (?:mark|barrier)|大关)?"
    rf"(?:[ -]?{_ADVERB}?(?P<growth_after>{words([*qualifiers.GROWTH_AFTER])}))?"
    rf"(?: (?:{words(COMPARISONS)}))?(?P<close>\))?"
)
PATTERN = re.compile(PATTERN_TEXT, re.ASCII)
