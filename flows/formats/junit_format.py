"""Findings as JUnit XML: a test case for each relation, a suite for each check."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from flows.wording import Row, coordinates, harmless, worst_first
from schemas.places import with_column
from schemas.quality_log import Findings
from schemas.terms import Place

Element = ElementTree.Element


def findings_junit(findings: Findings) -> str:
    """Return findings as JUnit XML; a refused file is an error, a waived relation passes."""
    root = ElementTree.Element("testsuites", name="parkfigures")
    reasons = {waiver["waiver_id"]: waiver["reason"] for waiver in findings.waivers}
    for check in findings.check_results:
        rows = [row for row in findings.results if row["check_id"] == check["check_id"]]
        if rows:
            root.append(_suite(check, worst_first(rows), reasons))
    if findings.quarantine:
        cases = [_unread(row) for row in findings.quarantine]
        root.append(_filled(Element("testsuite", name="quarantine"), cases))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(check: Row, rows: Sequence[Row], reasons: Mapping[str, str]) -> Element:
    seconds = f"{check['seconds']:.3f}"
    suite = Element("testsuite", name=harmless(check["check_id"]), time=seconds)
    return _filled(suite, [_case(row, reasons) for row in rows])


def _filled(suite: Element, cases: Sequence[Element]) -> Element:
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    for count, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(sum(case.find(child) is not None for case in cases)))
    return suite


def _case(row: Row, reasons: Mapping[str, str]) -> Element:
    ids = ", ".join(map(harmless, row["figure_ids"]))
    name = ": ".join(filter(None, [coordinates(row), ids]))
    case = Element("testcase", classname=harmless(row["check_id"]), name=name)
    message = harmless(row["message"])
    if row["waiver_id"]:
        reason = harmless(reasons.get(row["waiver_id"], "no reason known"))
        _output(case, f"waived by {harmless(row['waiver_id'])} ({reason}): {message}")
    elif row["outcome"] == "fail":
        failure = ElementTree.SubElement(case, "failure", type="fail", message=message)
        failure.text = f"{message}\n{ids}"
    elif row["outcome"] == "unknown":
        ElementTree.SubElement(case, "skipped", message=message)
    else:
        _output(case, f"{row['outcome']}: {message}")
    return case


def _unread(row: Row) -> Element:
    where = harmless(with_column(Place(row["file"], row["line"], row["column"] or "")))
    case = Element("testcase", classname="quarantine", name=where)
    message = f"found {harmless(row['found'])}, expected {harmless(row['expected'])}"
    if row["refused"]:
        ElementTree.SubElement(case, "error", type="refused", message=message)
    else:
        _output(case, f"warn: {where}: {message}")
    return case


def _output(case: Element, text: str) -> None:
    ElementTree.SubElement(case, "system-out").text = text
