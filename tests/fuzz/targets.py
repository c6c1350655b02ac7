"""The readers that are fuzzed; a target takes bytes, and an assertion tells what does not hold."""

from collections.abc import Callable, Mapping

from tests.fuzz.file_targets import mapping_files, rule_files, tables, waiver_files
from tests.fuzz.table_targets import form_files, json_tables, number_formats
from tests.fuzz.text_targets import periods, phrases, readings, rules

TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        *(readings, phrases, periods, rules, rule_files, waiver_files, mapping_files, tables),
        *(form_files, json_tables, number_formats),
    )
}
