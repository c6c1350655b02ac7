"""What holds for every reading, whatever the figure."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import grammar, qualifiers, units
from schemas.readings import Unreadable, read

FULL_WIDTH = str.maketrans("0123456789,.%$-()", "０１２３４５６７８９，．％＄－（）")
TRADITIONAL = str.maketrans("亿万个点余过约项减长将数几", "億萬個點餘過約項減長將數幾")
SAMPLES = st.sampled_from(
    [
        "{}亿元",
        "超过{}万元",
        "约{}%",
        "{}余家",
        "增长{}%",
        "下降{}个百分点",
        "近{}万人",
        "{}项",
        "(${})",
        "{}-{}%",
        "-{}%",
        "${} million",
        "nearly {}",
        "up {} percent",
        "more than {} billion yuan",
    ]
)
# The last printed digit is not 0, so that every spelling is equally precise.
tenths = st.integers(11, 10**7).filter(lambda count: count % 10)


def _outcome(printed: str) -> object:
    try:
        return read(printed)
    except Unreadable:
        return "unreadable"


@given(tenths)
def test_a_sum_reads_the_same_in_every_spelling(count):
    billions = f"{count // 10}.{count % 10}"
    spellings = [f"{billions} billion yuan", f"{billions}bn yuan", f"RMB {billions} billion"]
    spellings += [
        f"{count}亿元",
        f"{count:,}億元",
        f"人民币{count}亿元",
        f"¥{count}亿",
        f"{count}亿圆",
    ]
    spellings += [f"CNY{billions}  Billion", f"{billions}-Billion-Yuan", f"{billions}十亿元"]
    assert len({read(spelling) for spelling in spellings}) == 1


@given(tenths)
def test_a_percentage_reads_the_same_in_every_spelling(count):
    number = f"{count / 10:.1f}"
    spellings = [f"up {number}%", f"{number} percent up", f"rose by {number} per cent"]
    spellings += [
        f"增长{number}%",
        f"同比增長百分之{number}",
        f"+{number}%",
        f"a {number}% increase",
    ]
    assert len({read(spelling) for spelling in spellings}) == 1


@given(SAMPLES, st.integers(0, 10**12), st.integers(0, 10**6))
def test_width_separators_and_script_change_nothing(sample, number, other):
    plain = _outcome(sample.format(number, other))
    assert _outcome(sample.format(f"{number:,}", f"{other:,}")) == plain
    assert _outcome(sample.format(number, other).translate(FULL_WIDTH)) == plain
    assert _outcome(sample.format(number, other).translate(TRADITIONAL)) == plain
    assert _outcome(f"  {sample.format(number, other).upper()} ") == plain


@given(st.integers(0, 10**15), st.integers(0, 3), st.sampled_from(["billion yuan", "亿元", "%"]))
def test_a_rounded_number_keeps_the_exact_one_and_a_truncated_one_too(exact, decimals, unit):
    scale = {"billion yuan": 10**9, "亿元": 10**8, "%": Fraction(1, 100)}[unit]
    number, step = Decimal(exact).scaleb(-6), Decimal(1).scaleb(-decimals)
    rounded = read(f"{number.quantize(step, ROUND_HALF_UP)} {unit}").usual
    truncated = read(f"{number.quantize(step, ROUND_DOWN)} {unit}").widest
    assert rounded.low <= Fraction(number) * scale <= rounded.high
    assert truncated.low <= Fraction(number) * scale <= truncated.high


@st.composite
def _phrases(draw):
    number = draw(st.one_of(st.integers(0, 10**6).map(str), st.decimals(0, 999, places=2).map(str)))
    qualifier = draw(st.sampled_from(["", *qualifiers.BEFORE]))
    growth = draw(st.sampled_from(["", *qualifiers.GROWTH]))
    scale = draw(st.sampled_from(["", *units.SCALES]))
    unit = draw(st.sampled_from(["", *grammar.UNIT_WORDS]))
    return f"{growth} {qualifier} {number} {scale} {unit}"


@given(_phrases())
def test_the_usual_interval_lies_within_the_widest(phrase):
    reading = _outcome(phrase)
    if reading != "unreadable":
        usual, widest = reading.usual, reading.widest
        assert widest.low <= usual.low <= usual.high <= widest.high
        assert reading.digit > 0


@pytest.mark.parametrize(
    "texts",
    [
        st.text(),
        st.text("0123456789,.%-+~()$ 亿万千百十一两余多约近增降成分之至/"),
        st.lists(
            st.sampled_from([*grammar.FILLERS, *qualifiers.AFTER, "12", "a", "to", "of", "million"])
        ).map(" ".join),
    ],
    ids=["any", "characters", "words"],
)
def test_text_is_read_or_unreadable_and_nothing_else(texts):
    @given(texts)
    def check(text):
        reading = _outcome(text)
        assert reading == "unreadable" or reading.usual.low <= reading.usual.high

    check()
