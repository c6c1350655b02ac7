"""The words of data packages of any content, by the column in which they stand."""

# A formula, markup, a path, SQL, control characters, a reversal of direction, a very long word.
HOSTILE = (
    "=1+1",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "'; DROP TABLE runs; --",
    "{0}{park}%s$s",
    "\x1b[2J\x07",
    "a\r\nb\u2028c",
    "\u202egpj.exe",
    '"]]>&amp;',
    "|`*_[x](javascript:alert(1))",
    "\ufffe\U0010ffff",
    "x" * 300,
    "",
)
_PARKS = ("P", "Q", "中关村", *HOSTILE[:4])
_INDICATORS = ("income", "profit", "people", HOSTILE[1])
_SEGMENTS = ("a", "b", "c", HOSTILE[0])
_SOURCES = ("S", "T", "U", HOSTILE[3])
PARKS = ("P",) * 20 + ("Q",) * 4 + _PARKS
INDICATORS = ("income",) * 4 + _INDICATORS
SEGMENTS = ("",) * 6 + ("a", "b") * 2 + _SEGMENTS
SOURCES = ("S",) * 4 + _SOURCES
STATUSES = ("",) * 6 + ("actual", "forecast", "target", "estimate", "preliminary")
TITLES = ("", "", "a title", *HOSTILE)
PERIODS = (
    *("2016",) * 16,
    *("2015", "2015", "2015", "2016-10", "2016-H1", "2016-Q3", "2016-01/2016-10", "2016-12-10"),
    *("2015/2020", "2020", "1000", "2999", "2999-12-31", "2016-02-29"),
)
LEVELS = (
    *("100", "1,916", "40", "60", "0", "420 billion yuan", "$60.5 billion", "nearly 600"),
    *("more than 420 billion yuan", "30 to 40", "3637.51亿元", "40 yuan", "60 yuan", "1/3"),
    *("9" * 199, "9" * 30, f"0.{'0' * 190}1", f"0.{'0' * 28}1", f"-{'9' * 18} trillion yuan"),
)
SHARES = ("60 percent", "50%", "75.5 percent", "100%", "0%", f"0.{'0' * 27}1 percent", "4成")
GROWTHS = ("up 14.6 percent", "-5%", "(13.72%)", "翻番", "下降3个百分点", "up 99999999999 percent")
WHOLES = ("",) * 6 + ("income", "income[a]", "@Q", "[b]@P", "income[nowhere]@no-one", "][")
BASES = ("",) * 6 + ("2015", "2999", "1000", "2015-10", "no-time")
# What a figure measures, with texts that fit, and what it can be of.
MEASURES = (
    ("", LEVELS, ("",)),
    ("", LEVELS, ("",)),
    ("share", SHARES, WHOLES),
    ("growth", GROWTHS, BASES),
    ("change", (*LEVELS, *GROWTHS), BASES),
    ("level", (*LEVELS, *SHARES), WHOLES),
)
DAYS = ("2016-12-21", "2017-01-31", "0001-01-01", "9999-12-31", "")
NUMBERS = ("",) * 30 + ("0", "1", "-1", "1e30", "-1e30", "1e-30", "1e308", "0.05", "1e15")
_CODES = ("P", "Q", "a", "b", "c", "income", "profit")
# The files of code lists: codes that each of them has, and the words of its columns.
LISTS = {
    "parks.csv": (
        _PARKS,
        {
            "park": PARKS,
            "title": TITLES,
            "parent": ("", *_PARKS),
            "currency": ("", "CNY", "USD", "TWD"),
        },
    ),
    "indicators.csv": (
        _INDICATORS,
        {
            "indicator": INDICATORS,
            "title": TITLES,
            "unit": ("", "CNY", "CNY", "USD", "count", "percent", "pp", "m2"),
            "kind": ("", "flow", "stock"),
            **dict.fromkeys(("low", "high", "growth_low", "growth_high"), NUMBERS),
            "cadence_months": ("",) * 12 + ("1", "12", "0", "9999", "9" * 5000),
            "lag_days": ("", "30", "9999"),
        },
    ),
    "segments.csv": (
        _SEGMENTS,
        {"segment": _SEGMENTS, "title": TITLES, "parent": ("", "", "-", *_SEGMENTS)},
    ),
    "sources.csv": (
        _SOURCES,
        {
            "source_id": SOURCES,
            "title": TITLES,
            "url": ("", "https://example.org/a", "javascript:alert(1)"),
            "published_on": DAYS,
            "weight": ("",) * 12 + ("1", "1e-30", "1e30", "1e308", "0"),
        },
    ),
    "families.csv": (
        ("f", "f", "f", "g", "g"),
        {
            "family": ("f", "g"),
            "dimension": ("segment", "segment", "segment", "park", "indicator"),
            "whole": ("", "", "", *_CODES),
            "part": _CODES,
        },
    ),
    "rates/usd.csv": (
        ("2016-12-21", "2016-10-03"),
        {
            "date": DAYS,
            "base": ("USD", "CNY"),
            "quote": ("CNY", "USD"),
            "rate": ("6.9", "0.1", "1e30", "1e-30", "5e-324", "-1"),
        },
    ),
}
RULES = (
    *("income[$s] <= income", "profit / income in 0 .. 50 %", "income == income.last_year * 2"),
    *("income[a] + income[b] == income", "profit / (income - income.last_year) >= 1", "income <= "),
    *(
        "income@Q <= income@P",
        "income.share <= 1",
        "people == 1e5",
        "income * income * income >= 0",
    ),
)
CHECKS = ("share", "sum", "restatement", "range", "growth", "network", "waiver", "rule-0")
