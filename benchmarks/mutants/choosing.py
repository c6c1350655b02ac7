"""Which tests are run against the mutants of which module: the quickest to notice a fault first."""

from pathlib import Path

READINGS = tuple(
    f"tests/schemas/test_{name}.py"
    for name in (
        *("readings", "reading_cases", "reading_ranges", "reading_words"),
        *("figures", "reading_properties"),
    )
)
LAWS = tuple(f"tests/test_law{name}.py" for name in ("_limits", "_operands", "_implied", "s"))
NETWORK = tuple(f"tests/schemas/test_{name}.py" for name in ("network", "narrowing", "suspects"))
LINEAR = "tests/schemas/test_linear.py"
SUSPECTS = (
    *(f"tests/schemas/test_{name}.py" for name in ("repairs", "suspects", "slips")),
    "tests/test_real_suspects.py",
)
# Whatever a module does, it does here too: a thousand published figures, all laws.
EVERYTHING = ("tests/test_real_figures.py",)
OF = {
    ("amounts", "number_words", "normal_text", "printed_numbers"): READINGS,
    ("grammar", "qualifiers", "quantities", "ranges", "readings", "signs", "units"): READINGS,
    ("periods", "period_text"): ("tests/schemas/test_periods.py", *LAWS),
    ("figures", "printed_figures", "wholes", "codes"): ("tests/schemas/test_figures.py", *LAWS),
    ("intervals",): ("tests/schemas/test_intervals.py", *LAWS),
    ("confrontation",): ("tests/schemas/test_confrontation.py", *LAWS),
    ("relations",): (*LAWS, "tests/schemas/test_law_arithmetic.py"),
    ("figures_table",): ("tests/schemas/test_figures_table.py",),
    ("tallies", "terms", "hierarchies"): LAWS,
    ("constraints", "linking", "network", "network_relations", "tightening"): NETWORK,
    ("alike", "circles", "components", "law_arrays", "narrowing", "settling"): NETWORK,
    ("gathering", "narrowed_figures", "relation_arrays", "sum_arrays", "variables"): NETWORK,
    ("centred", "contradictions", "extremes", "linear"): (*NETWORK, LINEAR),
    ("adjustment", "fitting_texts", "habits", "likelihoods", "number_repairs"): SUSPECTS,
    ("repairs", "slip_words", "slips", "suspects", "word_slips"): SUSPECTS,
    ("lapsed_waivers", "waiver_changes", "waiver_choice", "waivers"): (
        *("tests/schemas/test_waivers.py", "tests/schemas/test_waivers_schema.py"),
    ),
    ("freshness",): (*LAWS, "tests/test_freshness.py"),
}
# What DuckDB is asked is written from these, for all laws and for figures.
ASKING = ("confrontation", "figures_table", "intervals", "relations", "tallies", "terms")


def tests_of(module: Path) -> tuple[str, ...]:
    """Return the test files that are run against a module's mutants, in order."""
    chosen = next((tests for names, tests in OF.items() if module.stem in names), LAWS)
    own = ("tests/schemas/test_law_arithmetic.py",) if _is_law(module) else ()
    return (*chosen, *own, *EVERYTHING)


def laws_of(module: Path) -> frozenset[str] | None:
    """Return the laws whose SQL is written from a module; None for all of them, and for figures."""
    if module.stem in ASKING:
        return None
    if not _is_law(module):
        return frozenset()
    uses = f"from schemas.laws.{module.stem} import"
    users = [one for one in module.parent.glob("*.py") if uses in one.read_text("utf-8")]
    return frozenset(one.stem.replace("_", "-") for one in (module, *users))


def _is_law(module: Path) -> bool:
    return module.parent.name == "laws"
