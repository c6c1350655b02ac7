"""The words around a number: bounds and rough sizes, growth and decline; what they make of it."""

from math import inf

from schemas.intervals import Bound, greatest
from schemas.units import by_spelling

BEFORE = by_spelling(
    {
        "more": "more_than just_over slightly_over well_over slightly_more_than over just_above "
        "slightly_above well_above above in_excess_of exceeding exceed exceeds exceeded "
        "surpassing surpass surpasses surpassed topping top tops topped "
        "breaking break breaks broke broken upwards_of passing "
        "pass passes passed crossing crosses crossed greater_than higher_than at_least "
        "no_less_than not_less_than no_fewer_than not_fewer_than "
        "a_minimum_of > >= ≥ 超过 略超 远超 超出 超 过 逾 突破 超越 多于 略高于 高于 大于 至少 "
        "不少于 不低于 不小于",
        "nearly": "nearly almost close_to near nearing approaching approach approaches just_under "
        "slightly_under just_below slightly_below slightly_less_than just_shy_of "
        "近 将近 接近 逼近 几近 直逼 几乎",
        "less": "less_than under below fewer_than lower_than up_to at_most no_more_than "
        "not_more_than a_maximum_of < <= ≤ 不足 不到 低于 少于 未达 不超过 不多于 不高于 至多 最多",
        "about": "about around some roughly approximately approx approx. circa ca. ~ ≈ "
        "约 大约 约为 约合 大概 约莫",
    }
)
# Between a number and its scale word or counter, and at the end.
INNER = by_spelling({"more": "余 多 + plus -plus"})
AFTER = by_spelling(
    {
        "more": "以上 或以上 及以上 多 余 + plus -plus or_more and_above or_above and_more or_over "
        "and_over or_higher",
        "less": "以下 以内 or_less or_below and_below",
        "about": "左右 上下 or_so",
    }
)
GROWTH = by_spelling(
    {
        1: "up rise rises rose risen rising grow grows grew grown growing growth growth_rate "
        "increase increases increased increasing gain gains gained gaining climb climbed climbing "
        "jump jumped jumping soar soared soaring surge surged surging expand expanded expanding "
        "增长 成长 增加 提高 提升 上升 上涨 攀升 增速 增幅 年增率 年增 增长率 成长率 增 升 "
        "降幅收窄",
        -1: "down fall falls fell fallen falling drop drops dropped dropping decline declines "
        "declined declining decrease decreases decreased decreasing shrink shrank shrinking "
        "slump slumped plunge plunged slip slipped 下降 降低 下滑 下跌 衰退 减少 骤减 锐减 缩减 "
        "负增长 降幅 跌幅 年减 减 降 跌 增幅收窄",
    }
)
GROWTH_AFTER = GROWTH | {"more": 1, "higher": 1, "less": -1, "fewer": -1, "lower": -1}

# Bounds are whole numbers of this part of the last printed digit: 0.95 v and u/2 both are.
PART = 20
KINDS = ("", "more", "less", "nearly", "about")
Bounds = tuple[Bound, Bound]


def bounds(kind: str, count: Bound, coarse: Bound, counted: bool) -> tuple[Bounds, Bounds]:
    """Return the usual and the widest bounds that a qualifier leaves, in parts of the last digit.

    `count` and `coarse`, as of a `Number`, may be columns of a table. Finite bounds are whole;
    `kind` is a meaning above, or empty for a number alone; `counted` is set for a count printed to
    its last one.
    """
    value, rough = PART * count, PART * coarse
    if kind == "more":
        return (value, value + rough), (value, inf)
    if kind == "less":
        return (value - rough, value), (-inf, value)
    if kind == "nearly":
        return (greatest(value - rough // 2, 19 * count), value), (18 * count, value)
    if kind == "about":
        return around(value, rough // 2), around(value, rough)
    half = 0 if counted else PART // 2
    return around(value, half), around(value, greatest(PART, rough // 2))


def around(value: Bound, by: Bound) -> Bounds:
    """Return the bounds that lie equally far to either side."""
    return value - by, value + by
