"""The record of what each test reaches: made once for each test file, then kept."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby, pairwise
from typing import Any

import pytest

from benchmarks.mutants.copies import in_copies, quietly
from benchmarks.mutants.reaching import Reached, Watch, joined
from benchmarks.mutants.record import Kept, Record, file_of
from benchmarks.mutants.session import caches, collected, fails, import_schemas

MOST_SECONDS = 600


def recorded(jobs: int) -> Record:
    """Return what is reached in the program as it is, by every test."""
    kept = Kept()
    if kept.missing():
        list(in_copies([jobs], partial(_record, kept), 1))
    return kept.joined()


def _record(kept: Kept, jobs: int) -> None:
    quietly()
    recording = _Recording(kept, jobs)
    with recording.watch.watching([]):
        # What is called to load the program is seen only where all of it is loaded.
        missing = kept.missing()
        collected(["tests"] if Kept.LAWS in missing else missing, recording)


class _Recording:
    """Runs the tests of each file in a process of its own, and watches them."""

    def __init__(self, kept: Kept, jobs: int) -> None:
        self.watch = Watch()
        self._kept, self._jobs = kept, jobs
        self._fixtures: list[Reached] = []
        self._caches: list[Any] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run no tests as pytest would."""
        import_schemas()
        self.watch.loading, called = False, self.watch.called
        self._caches = caches()
        items = {file: [*several] for file, several in groupby(session.items, _file)}
        missing = self._kept.missing()
        work = {file: partial(self._tests, items.get(file, [])) for file in missing}
        if Kept.LAWS in work:
            work[Kept.LAWS] = partial(self._queries, called)
        for ended in in_copies(work, lambda file: work[file](), self._jobs):
            self._kept.keep(ended.task, ended.found or Record())
        return True

    def _queries(self, called: set[Any]) -> Record:
        from flows.laws import compiling as law_compiling
        from schemas.laws import LAWS

        found = Record(called=called)
        for name, write in (
            *((law.name, partial(law_compiling.compiled, law)) for law in LAWS),
            ("figures", law_compiling.compiled_figure_counts),
            ("readings", law_compiling.compiled_readings),
            ("ranks", law_compiling.compiled_ranks),
        ):
            reached: list[Reached] = []
            with self.watch.watching(reached):
                write()
            found.queries[name] = reached[0].lines
        return found

    def _tests(self, items: list[pytest.Item]) -> Record:
        found = Record()
        for item, after in pairwise([*items, None]):
            # So that each test reaches what it would reach alone.
            for one in self._caches:
                one.cache_clear()
            reached: list[Reached] = []
            with self.watch.watching(reached):
                failed = fails(item, after, MOST_SECONDS)
            if not failed:
                found.tests[item.nodeid] = reached[0]
        if items:
            lines = joined(*(one.lines for one in self._fixtures))
            seconds = sum(one.seconds for one in self._fixtures)
            found.fixtures[_file(items[0])] = Reached(lines, seconds)
        return found

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """Watch apart what other tests of the file find done."""
        if fixturedef.scope == "function":
            return (yield)
        with self.watch.watching(self._fixtures):
            return (yield)


def _file(item: pytest.Item) -> str:
    return file_of(item.nodeid)
