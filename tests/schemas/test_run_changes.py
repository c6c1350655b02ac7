from datetime import date

import pytest

from schemas.quality_log import FIGURES, QUALITY_LOG, RUNS, SOURCES, WAIVERS
from schemas.run_changes import LoggedRun, compare

DAY = date(2016, 12, 27)
NEXT_YEAR = date(2017, 12, 27)
OTHER_FIGURES = "data: other figures that it rests on"
RULES = "rule: rules.yml changed"
RATES = "rate: the files in rates/ changed"
RATES_UP_TO = "rate: rates up to another day: 2016-12-27 -> 2017-12-27"


def row(columns, **given):
    return {name: given.get(name) for name in columns}


def relation(outcome="pass", **given):
    of_all = {"check_id": "share", "relation_id": "a", "figure_ids": ["a"], "park": "P", "gap": 0.0}
    return row(QUALITY_LOG, outcome=outcome, **(of_all | given))


def figure(figure_id="a", printed="75.5 percent", **given):
    of_all = {"source_id": "s", "park": "P", "indicator": "income", "measure": "share"}
    said = {"unit": "percent", "usual_low": 0.7545, "usual_high": 0.7555}
    widest = {"widest_low": 0.754, "widest_high": 0.756}
    texts = dict.fromkeys(("segment", "of", "period", "status", "note", "file"), "")
    return row(
        FIGURES, figure_id=figure_id, printed=printed, **(texts | of_all | said | widest | given)
    )


def run(*results, figures=None, sources=(), waivers=(), unread=None, **given):
    """A logged run; its hashes are the same in all runs, but for those that are given."""
    same = {name: "same" for name in RUNS if name.endswith("_hash") or name == "code_version"}
    known = {"package": "p", "parameters": "{}", "as_of": DAY, "passed": 0}
    return LoggedRun(
        run=row(RUNS, **(same | known | given)),
        results=results or [relation()],
        figures={one["figure_id"]: one for one in ([figure()] if figures is None else figures)},
        sources={one["source_id"]: one for one in sources},
        waivers={one["waiver_id"]: one for one in waivers},
        unread=unread or {},
    )


def source(**given):
    return row(SOURCES, **({"source_id": "s", "published_on": DAY, "weight": 1.0} | given))


def waiver(**given):
    return row(WAIVERS, **({"waiver_id": "w"} | given))


def kinds(changes):
    return [len(changes.new), len(changes.settled), len(changes.changed), len(changes.overdue)]


FRESHNESS = {"check_id": "freshness"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (relation("pass"), relation("pass"), [0, 0, 0, 0]),
        (relation("pass"), relation("fail"), [1, 0, 0, 0]),
        (relation("fail"), relation("fail"), [0, 0, 0, 0]),
        (relation("fail", waiver_id="w"), relation("fail"), [1, 0, 0, 0]),
        (relation("fail"), relation("fail", waiver_id="w"), [0, 1, 0, 0]),
        (relation("fail"), relation("unknown"), [0, 1, 0, 0]),
        (relation("fail", observed_low=1.0), relation("fail", observed_low=2.0), [0, 0, 1, 0]),
        (relation(expected_widest_high=1.0), relation(), [0, 0, 1, 0]),
        (relation(observed_low=1.0), relation(observed_low=1 + 1e-15), [0, 0, 0, 0]),
        (relation("unknown"), relation("warn"), [0, 0, 1, 0]),
        (relation(**FRESHNESS), relation("warn", **FRESHNESS), [0, 0, 1, 1]),
        (relation("warn", **FRESHNESS), relation("warn", **FRESHNESS), [0, 0, 0, 0]),
        # Days that pass are no change by themselves.
        (relation(observed_low=1.0, **FRESHNESS), relation(observed_low=2.0, **FRESHNESS), [0] * 4),
    ],
)
def test_a_failure_is_new_or_settled_and_anything_else_a_change(before, after, expected):
    assert kinds(compare(run(before), run(after))) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [relation("fail")], [1, 0, 0, 0]),
        ([relation("fail")], [], [0, 1, 0, 0]),
        ([], [relation("pass")], [0, 0, 1, 0]),
    ],
)
def test_a_relation_that_came_or_went_is_a_change(before, after, expected):
    other = relation(relation_id="other")
    assert kinds(compare(run(other, *before), run(other, *after))) == expected


@pytest.mark.parametrize(
    ("before", "after", "is_quiet"),
    [
        ([], [relation("pass")], True),
        ([], [relation("unknown")], True),
        ([relation("pass")], [], True),
        ([], [relation("warn")], False),
        ([relation("warn")], [], False),
        ([relation("pass")], [relation("unknown")], False),
    ],
)
def test_what_came_or_went_is_quiet_unless_it_warns_or_fails(before, after, is_quiet):
    other = relation(relation_id="other")
    [change] = compare(run(other, *before), run(other, *after)).changed
    assert change.is_quiet == is_quiet


def test_what_is_quiet_comes_after_all_else():
    quiet, loud = relation("unknown", relation_id="quiet"), relation(relation_id="loud")
    found = compare(run(loud | {"outcome": "unknown"}), run(quiet, loud)).changed
    assert [change.relation_id for change in found] == ["loud", "quiet"]


def test_a_pass_beside_others_that_all_have_rows_came():
    other = relation(relation_id="other")
    assert kinds(compare(run(other, passed=1), run(other, relation()))) == [0, 0, 1, 0]


def test_a_pass_that_was_only_counted_is_no_change():
    # Two passes were counted, of which only one has a row.
    before = run(relation(relation_id="other"), passed=2)
    assert kinds(compare(before, run(relation(relation_id="other"), relation()))) == [0] * 4
    assert kinds(compare(before, run(relation(relation_id="other"), relation("fail"))))[0] == 1


def reasons(before, after, check="share"):
    """The reasons of one relation's change from pass to fail."""
    old = relation("pass", check_id=check)
    new = relation("fail", check_id=check)
    [change] = compare(before(old), after(new)).new
    return list(change.reasons)


def with_(**given):
    return lambda result: run(result, **given)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ({}, {"figures": []}, 'figure a removed: "75.5 percent"'),
        ({"figures": []}, {}, 'figure a added: "75.5 percent"'),
        (
            {},
            {"figures": [figure(printed="80.5 percent", usual_low=0.8045)]},
            'figure a keyed anew: "75.5 percent" -> "80.5 percent"',
        ),
        (
            {},
            {"figures": [figure(period="2016")]},
            "figure a keyed anew: period none -> 2016",
        ),
        (
            {},
            {"figures": [figure(usual_low=0.75, usual_high=0.76)]},
            "figure a read anew: 75.45 to 75.55 % (widest: 75.40 to 75.60 %) -> "
            "75 to 76 % (widest: 75.40 to 75.60 %)",
        ),
        (
            {"figures": []},
            {"sources": [source(published_on=NEXT_YEAR)], "as_of": NEXT_YEAR},
            'figure a became known, published on 2017-12-27 in s: "75.5 percent"',
        ),
        (
            {"sources": [source(published_on=NEXT_YEAR)], "as_of": NEXT_YEAR},
            {"figures": []},
            'figure a not known yet, published on 2017-12-27 in s: "75.5 percent"',
        ),
        (
            {},
            {"figures": [], "unread": {"a": {"found": "75.5 pecent"}}},
            'figure a can no longer be read: "75.5 percent" -> "75.5 pecent"',
        ),
        (
            {"figures": [], "unread": {"a": {"found": "75.5 pecent"}}},
            {},
            'figure a can be read now: "75.5 pecent" -> "75.5 percent"',
        ),
        (
            {},
            {"figures": [figure("b", printed="75.6 percent")]},
            'figure a is b now: "75.5 percent" -> "75.6 percent"',
        ),
    ],
)
def test_a_changed_figure_of_the_relation_is_the_reason(before, after, reason):
    assert reasons(with_(**before), with_(**after)) == [f"data: {reason}"]


@pytest.mark.parametrize(
    "column", ["source_id", "park", "indicator", "segment", "measure", "of", "period", "status"]
)
def test_where_a_figure_belongs_is_part_of_what_it_is(column):
    was = figure()[column] or "none"
    elsewhere = with_(figures=[figure(**{column: "other"})])
    assert reasons(with_(), elsewhere) == [f"data: figure a keyed anew: {column} {was} -> other"]
    renamed = with_(figures=[figure("b", **{column: "other"})])
    assert reasons(with_(), renamed) == ['data: figure a removed: "75.5 percent"']


@pytest.mark.parametrize("bound", ["usual_low", "usual_high", "widest_low", "widest_high"])
def test_another_reading_of_the_same_text_is_a_reason(bound):
    [reason] = reasons(with_(), with_(figures=[figure(**{bound: 0.755})]))
    assert "figure a read anew" in reason


def test_a_relation_of_no_figures_has_reasons_too():
    nothing = [relation(outcome, figure_ids=None) for outcome in ("pass", "fail")]
    before, after = run(nothing[0]), run(nothing[1], figures_hash="other")
    assert [one.reasons for one in compare(before, after).new] == [(OTHER_FIGURES,)]


def test_of_several_figures_in_one_place_the_first_is_told():
    one, several = with_(figures=[figure()]), with_(figures=[figure("c"), figure("b")])
    assert reasons(one, several) == ['data: figure a is b now: "75.5 percent" -> "75.5 percent"']
    assert reasons(several, one) == ['data: figure a was b: "75.5 percent" -> "75.5 percent"']


def test_what_no_outcome_rests_on_is_no_reason():
    moved = [figure(file="figures/b.csv", line=9, note="seen", compared=False)]
    found = reasons(with_(), with_(figures=moved))
    assert found == ["unknown: nothing that the log keeps of the two runs differs"]


def test_figures_that_came_together_are_told_together():
    old, new = relation(figure_ids=["a", "b"]), relation("fail", figure_ids=["a", "b"])
    later = {"sources": [source(published_on=NEXT_YEAR)], "as_of": NEXT_YEAR}
    come = [figure(), figure("b", "80 percent")]
    [change] = compare(run(old, figures=[]), run(new, figures=come, **later)).new
    assert change.reasons == ("data: figures a, b became known, published on 2017-12-27 in s",)


@pytest.mark.parametrize(
    ("check", "after", "expected"),
    [
        ("my-rule", {"rules_hash": "other"}, [RULES]),
        ("conversion", {"rates_hash": "other"}, [RATES]),
        ("conversion", {"as_of": NEXT_YEAR}, [RATES_UP_TO]),
        ("freshness", {"as_of": NEXT_YEAR}, ["as-of day: 2016-12-27 -> 2017-12-27"]),
        ("waiver", {"waivers_hash": "other"}, ["waiver: waivers.yml changed"]),
        ("share", {"figures_hash": "other"}, [OTHER_FIGURES]),
        ("share", {"figures": [figure(), figure("b")]}, [OTHER_FIGURES]),
        (
            "share",
            {"codes_hash": "other"},
            ["code lists: parks, indicators, segments, sources or families changed"],
        ),
        ("share", {"program_hash": "other"}, ["program: another state of version same"]),
        ("share", {"code_version": "2"}, ["program: version same -> 2"]),
        # Only where nothing nearer differs: by what others imply.
        ("share", {"rules_hash": "other"}, [RULES]),
        ("share", {"rates_hash": "other"}, [RATES]),
        ("share", {"as_of": NEXT_YEAR}, [RATES_UP_TO]),
        ("conversion", {"rates_hash": "other", "as_of": NEXT_YEAR}, [RATES]),
        ("network", {"rules_hash": "other", "figures_hash": "other"}, [OTHER_FIGURES, RULES]),
        ("share", {"rules_hash": "other", "figures_hash": "other"}, [OTHER_FIGURES]),
        ("share", {"rates_hash": "other", "figures_hash": "other"}, [OTHER_FIGURES]),
        # Near what the log does not know, as in runs of older versions.
        ("share", {"rules_hash": None, "figures_hash": "other"}, [OTHER_FIGURES]),
    ],
)
def test_without_a_changed_figure_the_reason_is_what_the_check_rests_on(check, after, expected):
    assert reasons(with_(), with_(**after), check) == expected


def test_a_rule_and_a_figure_that_both_changed_are_both_reasons():
    found = reasons(with_(), with_(figures=[], rules_hash="other"), "my-rule")
    assert found == ['data: figure a removed: "75.5 percent"', RULES]


def test_another_day_of_publication_is_a_reason():
    before, after = ({"sources": [source(published_on=day)]} for day in (DAY, date(2016, 1, 1)))
    found = reasons(with_(**before), with_(**after, codes_hash="other"))
    assert found == ["code lists: source s, published_on 2016-12-27 -> 2016-01-01"]


def test_another_weight_of_a_source_is_a_reason():
    before, after = ({"sources": [source(weight=weight)]} for weight in (1.0, 2.0))
    assert reasons(with_(**before), with_(**after)) == ["code lists: source s, weight 1.0 -> 2.0"]


@pytest.mark.parametrize(
    ("waivers", "reason"),
    [
        (([waiver()], []), "waiver: w removed"),
        (
            ([waiver(until=DAY)], [waiver(until=DAY)]),
            "waiver: w expired, it held until 2016-12-27",
        ),
        (([waiver()], [waiver()]), "waiver: w no longer accepts this outcome"),
    ],
)
def test_a_waiver_that_ended_is_the_reason(waivers, reason):
    before = run(relation("fail", waiver_id="w"), waivers=waivers[0])
    after = run(relation("fail"), waivers=waivers[1], as_of=NEXT_YEAR, waivers_hash="other")
    assert [change.reasons for change in compare(before, after).new] == [(reason,)]


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ([], "waiver: w added"),
        ([waiver(until=date(2016, 12, 26))], "waiver: w holds again"),
        ([waiver(until=DAY)], "waiver: w accepts this outcome"),
        ([waiver()], "waiver: w accepts this outcome"),
    ],
)
def test_a_waiver_that_begins_to_hold_is_the_reason(known, reason):
    after = run(relation("fail", waiver_id="w"), waivers=[waiver()])
    [change] = compare(run(relation("fail"), waivers=known), after).settled
    assert change.reasons == (reason,)


def test_runs_that_were_asked_differently_are_compared_and_told():
    other = run(relation("fail"), package="q", parameters='{"park": "P"}')
    found = compare(run(), other)
    assert found.not_comparable == (
        "another data package: p -> q",
        "another park asked for: all parks -> P",
    )
    assert len(found.new) == 1


@pytest.mark.parametrize("new_id", [None, "a"])
def test_relations_without_an_id_are_told_apart_by_their_figures(new_id):
    same, other = ({"figure_ids": [name], "relation_id": None} for name in "ab")
    old = run(relation(**same), relation(**other), run_id="r")
    ids = {"relation_id": new_id}
    widest = {"observed_widest_low": 1.0}
    new = run(relation(**same | ids, **widest), relation("fail", **other | ids))
    found = compare(old, new)
    assert kinds(found) == [1, 0, 0, 0]
    assert found.new[0].after["figure_ids"] == ["b"]
    assert found.not_comparable[0].startswith("run r is of an older version")


def test_relations_without_an_id_may_have_no_figures():
    one = relation(figure_ids=None, relation_id=None)
    assert kinds(compare(run(one), run(one | {"outcome": "fail"}))) == [1, 0, 0, 0]


def test_the_runs_differences_are_told_once():
    after = run(figures=[figure("b")], rules_hash="other", as_of=NEXT_YEAR)
    assert compare(run(), after).differing == (
        "data: 2 figures came, went or changed",
        RULES,
        "as-of day: 2016-12-27 -> 2017-12-27",
    )


@pytest.mark.parametrize(
    ("after", "figures"),
    [
        ({"rules_hash": "other"}, ()),
        (
            {"rules_hash": "other", "figures": [figure(), figure("b")]},
            ("data: 1 figure came, went or changed",),
        ),
    ],
)
def test_changed_figures_are_counted_where_there_are_any(after, figures):
    assert compare(run(), run(**after)).differing == (*figures, RULES)
