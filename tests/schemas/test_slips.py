"""Repairs of slips in digits and words: every slip that can be made is undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.slips import Slip, edits, group
from schemas.word_slips import exchanges, scale_of

numbers = st.one_of(
    st.integers(1, 10**7).map(str),
    st.decimals("0.001", "99999", places=3).map(str),
)


def undone(number: str) -> set[tuple[str, Slip]]:
    return {(one.number, one.slip) for one in edits(number)}


@given(numbers, st.data())
def test_a_slip_in_the_digits_is_among_the_repairs_of_its_result(
    true: str, data: st.DataObject
) -> None:
    places = [place for place, sign in enumerate(true) if sign != "."]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("123456789"))
    slips = {
        Slip.DIGIT: true[:place] + digit + true[place + 1 :],
        Slip.DOUBLED: true[:place] + true[place] + true[place:],
        Slip.DROPPED: true[:place] + true[place + 1 :],
    }
    for slip, printed in slips.items():
        if printed != true and printed[:1].isdigit() and printed[-1:].isdigit():
            assert (true, slip) in undone(printed), printed


@given(numbers)
def test_no_repair_is_the_text_itself_nor_begins_with_an_idle_zero(printed: str) -> None:
    for one in edits(printed):
        assert one.number != printed
        whole = one.number.partition(".")[0]
        assert whole == "0" or whole[0] != "0"
        assert float(group(one.number).replace(",", "")) == one.value
        assert 0 < one.chance <= 2


@pytest.mark.parametrize(
    ("printed", "true", "slip"),
    [
        ("11.790", "11.709", Slip.SWAP),
        ("844.557", "847.557", Slip.DIGIT),
        ("36000", "36.0", Slip.FACTOR),
        ("0.26349", "263.49", Slip.FACTOR),
        ("2634.9", "263.49", Slip.FACTOR),
        ("1916000", "1916", Slip.FACTOR),
        ("19", "1916", None),
    ],
)
def test_repairs_of_numbers(printed: str, true: str, slip: Slip | None) -> None:
    found = {kind for number, kind in undone(printed) if number == true}
    assert slip in found if slip else not found


@pytest.mark.parametrize(
    ("printed", "true", "slip"),
    [
        ("2-Billion-Yuan", "2-Trillion-Yuan", Slip.SCALE),
        ("US$29.2", "US$29.2 billion", Slip.SCALE),
        ("2657元", "2657億元", Slip.SCALE),
        ("131亿家", "131家", Slip.SCALE),
        ("67.7 billion元", "67.7亿元", Slip.SCALE),
        ("34.98 billion", "$34.98 billion", Slip.CURRENCY),
        ("30.62 billion US dollars", "30.62 billion yuan", Slip.CURRENCY),
        ("NT$9.9 billion", "US$9.9 billion", Slip.CURRENCY),
        ("同比下降29.57%", "同比增长29.57%", Slip.SIGN),
        ("fell 5 percent", "grew 5 percent", Slip.SIGN),
        ("(13.72%)", "13.72%", Slip.SIGN),
        ("5.3 billion yuan", "5.3亿 yuan", None),
        ("13.6亿美元", "13.6亿美美元", None),
    ],
)
def test_repairs_of_words(printed: str, true: str, slip: Slip | None) -> None:
    scales = ("億",) if "657" in printed else ()
    found = {one.slip for one in exchanges(printed, scales) if one.text == true}
    assert found == ({slip} if slip else set())


@pytest.mark.parametrize(
    ("printed", "scale"),
    [("US$29.2 billion", " billion"), ("RM9bil", "bil"), ("9.9万亿元", "万亿"), ("1,916", "")],
)
def test_the_scale_as_a_source_writes_it(printed: str, scale: str) -> None:
    assert scale_of(printed) == scale


def test_thousands_are_grouped() -> None:
    assert [group(text) for text in ("1234567.891", "999", "0.5")] == [
        "1,234,567.891",
        "999",
        "0.5",
    ]


@pytest.mark.parametrize(
    ("printed", "true", "slip", "chance"),
    [
        # Four digits have three pairs of neighbours, four digits that may be wrong in nine ways.
        ("1916", "1961", Slip.SWAP, 1 / 3),
        ("19.16", "19.61", Slip.SWAP, 1 / 3),
        ("1916", "1946", Slip.DIGIT, 1 / 36),
        # Of five digits any one may have been dropped, and of two equal ones either.
        ("1916", "19316", Slip.DROPPED, 1 / 5),
        ("1916", "19116", Slip.DROPPED, 2 / 5),
        ("1916", "19166", Slip.DROPPED, 2 / 5),
        ("1916", "11916", Slip.DROPPED, 2 / 5),
        ("1916", "31916", Slip.DROPPED, 1 / 5),
        ("1916", "1916.3", Slip.DROPPED, 0.1 / 5),
        ("1996", "196", Slip.DOUBLED, 1 / 3),
        ("1916", "191.6", Slip.FACTOR, 0.6),
        ("1916", "191600", Slip.FACTOR, 0.5),
    ],
)
def test_a_slip_s_chance_is_shared_among_those_of_its_kind(
    printed: str, true: str, slip: Slip, chance: float
) -> None:
    found = [one.chance for one in edits(printed) if (one.number, one.slip) == (true, slip)]
    assert max(found) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("printed", "text", "times", "chance"),
    [
        ("2.34 billion yuan", "2.34 trillion yuan", 1e3, 1.0),
        ("2.34 billion yuan", "2.34 million yuan", 1e-3, 1.0),
        ("2.34 trillion yuan", "2.34 million yuan", 1e-6, 0.1),
        ("2.34 billion yuan", "2.34 yuan", 1e-9, 0.2),
        ("2.34 yuan", "2.34 billion yuan", 1e9, 1.0),
        ("-2.34%", "2.34%", -1.0, 1.0),
        ("2.34%", "(2.34%)", -1.0, 1.0),
        ("fell 2.34%", "grew 2.34%", -1.0, 1.0),
        ("US$2.34", "NT$2.34", None, 1.0),
    ],
)
def test_a_word_s_slip_multiplies_the_value_and_may_be_rare(
    printed: str, text: str, times: float | None, chance: float
) -> None:
    (found,) = [one for one in exchanges(printed) if one.text == text]
    assert (found.times, found.chance) == (times, chance)
