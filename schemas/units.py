"""The words for scales and units, English and Chinese, as they read after `grammar.normalise`.

Currencies: ISO 4217. Areas and lengths: exact by definition (SI; the international acre, foot
and mile; 15 市亩 are one hectare).
"""

from fractions import Fraction
from typing import TypeVar

Meaning = TypeVar("Meaning")


def spellings(words: str) -> list[str]:
    """Split a line of a word table; `_` stands for a space within a spelling."""
    return [word.replace("_", " ") for word in words.split()]


def by_spelling(table: dict[Meaning, str]) -> dict[str, Meaning]:
    """Turn a word table around: what each spelling means."""
    return {word: meaning for meaning, words in table.items() for word in spellings(words)}


# Power of ten of each scale word; "billiion" stands so in a source, and can mean nothing else.
SCALES = by_spelling(
    {
        2: "hundred 百",
        3: "thousand thousands k 千",
        4: "ten_thousand 万",
        5: "lakh lakhs",
        6: "million millions mln mil mn m 百万",
        7: "ten_million crore crores 千万",
        8: "hundred_million 亿",
        9: "billion billiion billions bln bil bn b thousand_million 十亿",
        10: "百亿",
        11: "hundred_billion 千亿",
        12: "trillion trillions trln trn tn lakh_crore 万亿 兆",
    }
)

# The scale word that is also a unit: metres.
AMBIGUOUS_SCALE = "m"

CURRENCIES = by_spelling(
    {
        "CNY": "yuan yuan_rmb chinese_yuan rmb rmb¥ cny cn¥ renminbi 人民币 元人民币",
        "USD": "$ us$ us_$ usd usd$ us_dollars us_dollar u.s._dollars u.s._dollar american_dollars "
        "dollars dollar 美元 美金",
        "TWD": "nt$ nt_$ ntd twd nt_dollars new_taiwan_dollars taiwan_dollars 新台币 元新台币 台币 "
        "新台元",
        "HKD": "hk$ hkd hong_kong_dollars hk_dollars 港元 港币 元港币",
        "SGD": "s$ sgd singapore_dollars 新加坡元 新元",
        "AUD": "a$ au$ aud australian_dollars 澳元",
        "CAD": "c$ ca$ cad canadian_dollars 加元",
        "JPY": "jp¥ jpy yen japanese_yen 日元 日币",
        "EUR": "€ eur euro euros 欧元",
        "GBP": "£ gbp pounds pounds_sterling british_pounds 英镑",
        "KRW": "₩ krw won korean_won south_korean_won 韩元 韩币",
        "MYR": "rm myr ringgit malaysian_ringgit 令吉 林吉特 马币",
        "BYN": "byn",
        "BYR": "byr",
        "INR": "₹ inr rs rs. rupees indian_rupees 卢比",
        "RUB": "₽ rub rubles roubles russian_rubles 卢布",
        "CHF": "chf swiss_francs 瑞郎",
        "THB": "฿ thb baht 泰铢",
        "VND": "₫ vnd dong 越南盾",
    }
)

# Signs that two currencies share: the park's own where it is one of them, else the first.
SHARED_SIGNS = {"¥": ("CNY", "JPY"), "br": ("BYN", "BYR")}

# 元 and its kin name the park's own currency, or repeat one that is named before the number.
LOCAL_YUAN = "元"
DOLLAR = ("dollars", "dollar")
DOLLARS = frozenset({"USD", "TWD", "HKD", "SGD", "AUD", "CAD"})
MONEY_WORDS = [*CURRENCIES, *SHARED_SIGNS]

# What each word for parts of a whole is in base units: a percentage point is 1/100.
PERCENT_WORDS = by_spelling(
    {
        ("percent", Fraction(1, 100)): "% percent per_cent pct",
        ("percent", Fraction(1, 1000)): "‰ per_mille per_mil permille",
        ("pp", Fraction(1, 100)): "percentage_points percentage_point percent_points "
        "percent_point 个百分点 百分点 pp ppt ppts %_points",
        ("pp", Fraction(1, 1000)): "个千分点 千分点",
        ("pp", Fraction(1, 10_000)): "basis_points basis_point bps bp 个基点 基点",
    }
)

# Times, folds and counters carry no unit; 倍 is kept apart, as 增长1.1倍 is growth of 110 percent.
TIMES_WORDS = frozenset({"times", "fold"})
TIMES_MORE = "倍"
COUNTERS = spellings(
    "家企业 家公司 家单位 家上市公司 家高新技术企业 家独角兽企业 家机构 家 件专利 件发明专利 件 "
    "项专利 "
    "项发明专利 项 人次 人 名 位 个项目 个 户 所 座 台 辆 条 种 款 "
    "只 株 枚 companies enterprises firms businesses startups unicorns tenants institutions people "
    "persons employees workers talents jobs patents projects programmes programs items "
    "listed_companies high-tech_companies high-tech_enterprises high-tech_firms start-ups "
    "residents students researchers scientists engineers patent_applications invention_patents"
)

_FOOT = Fraction(3048, 10_000)
_SIZES = {
    ("m2", Fraction(10**6)): "square_kilometers square_kilometres square_kilometer "
    "square_kilometre sq_km sq._km sq.km sqkm km2 平方公里 平方千米",
    ("m2", Fraction(10**4)): "hectares hectare ha 公顷",
    ("m2", Fraction(1)): "square_meters square_metres square_meter square_metre sq_m sq._m sqm "
    "square_m m2 平方米",
    ("m2", Fraction(10**4, 15)): "mu 亩",
    ("m2", 43_560 * _FOOT**2): "acres acre",
    ("m2", _FOOT**2): "square_feet square_foot sq_ft sqft",
    ("m2", (5_280 * _FOOT) ** 2): "square_miles square_mile sq_miles sq_mi",
    ("m", Fraction(10**3)): "kilometers kilometres kilometer kilometre km 公里 千米",
    ("m", Fraction(1)): "meters metres meter metre 米",
    ("m", 5_280 * _FOOT): "miles mile",
}
# What each unit of size is in base units.
SIZES = by_spelling(_SIZES)


def is_currency(unit: str) -> bool:
    """Say whether a reading's unit is an ISO 4217 code rather than another unit or none."""
    return unit.isupper()
