"""rules.yml: what is read, and where each mistake is said to be."""

import json
from pathlib import Path

import pytest

from flows.figure_files import load_package
from flows.rule_files import LARGEST_BYTES, read_rules
from schemas.codes import Codes, Indicator, Park, Segment
from schemas.rules.dimensions import any_currency
from schemas.rules.instances import MONEY
from schemas.terms import Outcome, Place, Quarantined

CODES = Codes(
    parks={code: Park(code) for code in ("Zhongguancun", "Beijing development zones (19)")},
    indicators={
        "total_income": Indicator("total_income", unit="CNY", kind="flow"),
        "exports": Indicator("exports", unit="USD", kind="flow"),
        "employees": Indicator("employees", kind="stock"),
    },
    segments={code: Segment(code) for code in ("software", "ic", "all/ic")},
)


def read(content: str | bytes) -> tuple[list[str], list[Quarantined]]:
    data = content if isinstance(content, bytes) else content.encode()
    rules, quarantined = read_rules("rules.yml", data, CODES)
    return [rule.name for rule in rules], quarantined


def test_a_rule_is_read_with_all_that_is_written() -> None:
    source = (
        "# comment\n"
        "one:\n"
        "  says: Exports are part of\n    income.\n"
        "  for: {s: [software, ic], p: all}\n"
        "  rule: exports[$s]@$p.USD <= total_income@$p.last_year\n"
        "  at_most: warn\n"
    )
    [rule], quarantined = read_rules("rules.yml", source.encode(), CODES)
    assert quarantined == []
    assert (rule.name, rule.says) == ("one", "Exports are part of income.")
    assert rule.at_most is Outcome.WARN
    assert [(one[0].segment, one[0].park, one[0].unit) for one in rule.instances] == [
        ("software", "Zhongguancun", "USD"),
        ("software", "Beijing development zones (19)", "USD"),
        ("ic", "Zhongguancun", "USD"),
        ("ic", "Beijing development zones (19)", "USD"),
    ]
    assert {one[1].unit for one in rule.instances} == {MONEY}


@pytest.mark.parametrize(
    ("rule", "is_any"),
    [
        ("exports <= total_income", True),
        ("-exports <= total_income", True),
        ("exports + 0 <= total_income", True),
        ("0 - exports <= 0", True),
        ("2 * exports <= total_income", True),
        ("exports / total_income <= 0.5", True),
        ("exports / employees * employees <= total_income", True),
        ("exports / total_income <= exports", False),
        ("exports <= 1_000_000", False),
        ("-exports <= 1_000_000", False),
        ("exports + 5 <= total_income", False),
    ],
)
def test_a_rule_in_which_amounts_meet_amounts_is_of_any_currency(rule: str, is_any: bool) -> None:
    [found], quarantined = read_rules("rules.yml", f"one:\n  rule: {rule}\n".encode(), CODES)
    assert quarantined == []
    units = {role: one.unit for role, one in zip(found.roles, found.instances[0], strict=True)}
    assert any_currency(found.claim, units) == is_any


@pytest.mark.parametrize("content", ["", "\n", "# nothing yet\n", "{}\n", "\ufeff# x"])
def test_a_file_may_hold_no_rules(content: str) -> None:
    assert read(content) == ([], [])


# The rule, then the column in it, counted from 1, then what was found and part of the expectation.
MISTAKES = [
    ("totl_income <= exports", 1, "'totl_income'", "did you mean 'total_income'?"),
    ("total_income[softwar] <= exports", 1, "'softwar'", "did you mean 'software'?"),
    ("exports + total_income[all/ix] <= 1", 11, "'all/ix'", "did you mean 'all/ic'?"),
    ("exports@Zhongguancum <= 1", 1, "'Zhongguancum'", "did you mean 'Zhongguancun'?"),
    ("exports <= exports.lastyear", 20, "'lastyear'", "did you mean 'last_year'?"),
    ("exports <= exports.usd", 20, "'usd'", "or a currency code such as USD"),
    ("exports.USD.CNY <= 1", 13, "'CNY'", "each suffix once"),
    ("exports.share.USD <= 1", 15, "'USD'", "no currency of a share"),
    ("employees.USD <= 1", 1, "'.USD'", "employees is in count"),
    ("exports@Zhongguancun@Zhongguancun <= 1", 22, "a second park, Zhongguancun", "one park"),
    ("exports = 1", 9, "'='", "two signs (==) for equality"),
    ("exports < 1", 9, "'<'", "<="),
    ("exports ≤ 1", 9, "'≤'", "<="),
    ("exports == 1,000", 13, "','", "_ between groups of digits"),
    ("exports ** 2 <= 1", 10, "'*'", "a number, an indicator or '('"),
    ("exports in 1", 13, "the end of the rule", "'..'"),
    ("exports == (1 + 2", 18, "the end of the rule", "')'"),
    ("exports == 1 == 2", 14, "'=='", "the end of the rule"),
    ("exports", 8, "the end of the rule", "==, <=, >= or in"),
    ("exports employees <= 1", 9, "'employees'", "an operator (+ - * /)"),
    ("exports[] <= 1", 8, "[]", "a segment's code"),
    ('exports@"" <= 1', 9, "nothing between quotes", "a name"),
    ('exports@"Zhongguancun <= 1', 9, "'\"'", "a second quote"),
    ("exports / 0 <= 1", 9, "a division by zero", "a divisor that is not zero"),
    ("exports / (1 - 1) <= 1", 1, "a division by zero", "a divisor that is not zero"),
    ("1 <= 2", 1, "no operand of the period itself", "one without .last_year"),
    ("exports.last_year <= 1", 1, "no operand of the period itself", "one without .last_year"),
    ("exports[$s] <= 1", 1, "'$s'", "a name that `for` gives values"),
    ("exports[5$] <= 1", 1, "'5$'", "a name after $, or $$"),
    ("__import__('os') == 1", 11, "'('", "an operator (+ - * /)"),
    ("exports == 1; employees", 13, "';'", "the end of the rule"),
    ("exports <= " + "9" * 61, 1, "numbers of many digits", "at most 60 digits"),
    ("exports <= 1" + " + 1" * 61, 1, "61 signs + - * /", "at most 60"),
    ('exports["a]b"] <= ' + "-" * 61 + '1 + exports["c"]', 1, "62 signs + - * /", "at most 60"),
    ("-" * 1999 + "1 <= exports", 1, "2,011 characters", "at most 2,000"),
]


@pytest.mark.parametrize(("rule", "column", "found", "expected"), MISTAKES)
def test_a_mistake_in_a_rule_is_told_with_its_place(
    rule: str, column: int, found: str, expected: str
) -> None:
    source = f"good:\n  rule: exports <= 1\nbad:\n  rule: |-\n    {rule}\n"
    names, [entry] = read(source)
    assert names == ["good"]
    assert entry.place == Place("rules.yml", 5, str(column + 4))
    assert entry.found == found
    assert expected in entry.expected
    assert rule[:20] in json.loads(entry.row)["rule"]
    assert not entry.refused


@pytest.mark.parametrize(
    "written",
    [
        "exports <= totl",
        "'exports <= totl'",
        "\"exports@'Zhongguancun' \\u003c= totl\"",
        "'exports@''Zhongguancun'' <= totl'",
        '"exports \\\n    <= totl"',
        "exports\n    <=\n    totl",
        ">- # folded\n    exports\n\n    <= totl",
        "|\n    exports\n      <= totl",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_place_is_that_in_the_file_however_the_text_is_written(
    written: str, newline: str
) -> None:
    source = f"a:\n  rule: {written}\n"
    before = source[: source.index("totl")]
    _, [entry] = read(source.replace("\n", newline))
    assert entry.found == "'totl'"
    column = len(before) - before.rfind("\n")
    assert entry.place == Place("rules.yml", before.count("\n") + 1, str(column))


TEXTS = [
    ("Bad_Key:\n  rule: exports <= 1", 1, 1, "'Bad_Key'", "small letters"),
    ("a" * 61 + ":\n  rule: exports <= 1", 1, 1, repr("a" * 61), "at most 60"),
    ("share:\n  rule: exports <= 1", 1, 1, "'share'", "not the name of a law"),
    ("2:\n  rule: exports <= 1", 1, 1, "'2'", "a text"),
    ("[a]:\n  rule: exports <= 1", 1, 1, "a list", "a text"),
    ("a: exports <= 1", 1, 4, "'exports <= 1'", "a mapping with a rule"),
    ("a:", 1, 3, "nothing", "a mapping with a rule"),
    ("a: {says: b}", 1, 4, "no rule", "rule"),
    ("a: {rule: 5}", 1, 11, "'5'", "a text"),
    ("a: {rule: [exports]}", 1, 11, "a list", "a text"),
    ("a: {rule: exports <= 1, says: yes}", 1, 31, "'yes'", "needs quotes"),
    ("a: {rule: exports <= 1, at_most: pass}", 1, 34, "'pass'", "warn"),
    ("a: {rule: exports <= 1, at_mots: warn}", 1, 25, "'at_mots'", "did you mean 'at_most'?"),
    ("a: {rule: exports <= 1, rule: exports <= 2}", 1, 25, "'rule'", "each key once"),
    ("a: {rule: !!python/name:os.system exports}", 1, 11, "'exports'", "a text"),
    ("a: {rule: 'exports[$s] <= 1', for: s}", 1, 36, "'s'", "names with values"),
    ("a: {rule: 'exports[$s] <= 1', for: {s: ic}}", 1, 40, "'ic'", "all, or a list"),
    ("a: {rule: 'exports[$s] <= 1', for: {s: []}}", 1, 40, "an empty list", "all, or a list"),
    ("a: {rule: 'exports[$s] <= 1', for: {s: [ic, 1]}}", 1, 45, "'1'", "a text"),
    (
        "a: {rule: 'exports[$s] <= 1', for: {s: [ic, sofware]}}",
        1,
        45,
        "'sofware'",
        "did you mean 'software'?",
    ),
    ("a: {rule: 'exports[all/$s] <= 1', for: {s: [ic, ix]}}", 1, 49, "'all/ix'", "'all/ic'?"),
    ("a: {rule: 'exports[all/$s] <= 1', for: {s: all}}", 1, 44, "'all'", "a list of codes"),
    ("a: {rule: 'exports <= 1', for: {s: [ic]}}", 1, 33, "'s'", "a name that the rule uses"),
    ("a: {rule: exports <= 1}\na: {rule: exports <= 2}", 2, 1, "'a'", "line 1 has this one"),
]


@pytest.mark.parametrize(("source", "line", "column", "found", "expected"), TEXTS)
def test_a_mistake_in_another_text_is_told_with_its_place(
    source: str, line: int, column: int, found: str, expected: str
) -> None:
    names, [entry] = read(f"{source}\nlast: {{rule: exports <= 3}}\n")
    assert names[-1] == "last"
    assert entry.place == Place("rules.yml", line, str(column))
    assert entry.found == found
    assert expected in entry.expected


REFUSED = [
    ("- exports <= 1", 1, "1", "a list"),
    ("exports <= 1", 1, "1", "'exports <= 1'"),
    ("a: b: c", 1, "5", "no YAML: mapping values are not allowed here"),
    ("a:\n\trule: exports", 2, "1", "no YAML: found character '\\t' that cannot start any token"),
    ("a: {rule: exports <= 1", 1, "23", "no YAML: expected ',' or '}', but got '<stream end>'"),
    ("a: 1\n--- \nb: 2", 2, "1", "no YAML: but found another document"),
    ("a: &x {rule: exports <= 1}\nb: *x", 2, "4", "the alias *x"),
    ("a: " + "[" * 50_000, 1, "9", "lists within lists"),
    ("a: 1 # \u2028 \x85\nb: \u2029[", 2, "6", "no YAML: expected the node content"),
    ("a: \x01", 1, "4", "the character #x0001"),
    ("a: 1\nb: '\\UFFFFFFFF'".replace("'", '"'), 2, "2", "an escape or a version that is none"),
    ("%YAML 1." + "9" * 5000 + "\n--- {}", 1, "1", "an escape or a version that is none"),
    (b"\xff\xfea: 1", 0, "", "UTF-16 (by its byte order mark)"),
    (b"a: \xe9", 0, "", "byte 0xe9 on line 1"),
    ("#" * (LARGEST_BYTES + 1), 0, "", "200,001 bytes"),
]


@pytest.mark.parametrize(("content", "line", "column", "found"), REFUSED)
def test_what_is_no_mapping_of_rules_is_refused(
    content: str | bytes, line: int, column: str, found: str
) -> None:
    names, [entry] = read(content)
    assert names == []
    assert entry.refused
    assert entry.place == Place("rules.yml", line, column)
    assert entry.found.startswith(found)


@pytest.mark.parametrize(("indicators", "refused"), [(100, 0), (101, 1)])
def test_a_rule_has_ten_thousand_combinations_at_most(indicators: int, refused: int) -> None:
    values = {"i": indicators, "j": 100}
    listed = ", ".join(
        f"{name}: [{', '.join(f'{name}{n}' for n in range(count))}]"
        for name, count in values.items()
    )
    source = f"a: {{rule: '$i <= $j', for: {{{listed}}}}}"
    rules, quarantined = read_rules("rules.yml", source.encode(), Codes())
    assert [one.found for one in quarantined] == ["10,100 combinations of values"] * refused
    assert [len(rule.instances) for rule in rules] == [10_000] * (1 - refused)


def write(folder: Path, **files: str) -> Path:
    (folder / "figures").mkdir(parents=True)
    figure = "figure_id,source_id,park,indicator,period,printed\nA,S,P,I,2016,5\n"
    (folder / "figures" / "a.csv").write_text(figure)
    for name, content in files.items():
        (folder / f"rules.{name}").write_text(content)
    return folder


def test_rules_are_part_of_a_package_and_of_its_hash(tmp_path: Path) -> None:
    packages = [
        load_package(write(tmp_path / str(number), **files))
        for number, files in enumerate([{}, {"yml": "a: {rule: I <= 5}"}, {"yml": "a: {rule: I}"}])
    ]
    assert [[rule.name for rule in package.rules] for package in packages] == [[], ["a"], []]
    assert [len(package.quarantined) for package in packages] == [0, 0, 1]
    assert len({package.hashes["data_hash"] for package in packages}) == 3


def test_rules_in_a_file_of_another_name_are_not_overlooked(tmp_path: Path) -> None:
    [entry] = load_package(write(tmp_path / "package", yaml="a: {rule: I <= 5}")).quarantined
    assert (entry.place.file, entry.refused) == ("rules.yaml", True)
    assert "rules.yml" in entry.expected
