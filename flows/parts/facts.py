"""What all parts of a run have in common, as JSON: nothing in it can become code."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from flows.batches.one_batch import Shared
from flows.figure_files import Package
from flows.package_files import RULES_FILE, PackageError, content_of
from flows.parts.exchange import PartsError
from flows.program import program_hash
from flows.rule_files import read_rules
from flows.runs import RunRequest
from schemas.codes import Codes, Rate
from schemas.waivers import Waiver


@dataclass(frozen=True)
class Facts:
    """What a part needs to know beside its figures; `rules` is the text of rules.yml."""

    program_hash: str
    codes: Codes
    rates: list[Rate]
    rules: str
    waivers: list[Waiver]
    below_zero: list[str]
    run: RunRequest


_FACTS = TypeAdapter(Facts)


def write_facts(file: Path, package: Package, shared: Shared) -> None:
    """Write what all parts have in common; what the file says is what the run itself knows."""
    facts = Facts(
        program_hash=program_hash(),
        codes=shared.codes,
        rates=list(shared.rates),
        rules=_rules_text(package),
        waivers=list(shared.waivers),
        below_zero=sorted(shared.below_zero),
        # What the run was asked to do is for the log alone.
        run=replace(shared.run, parameters={}),
    )
    written = _FACTS.dump_json(facts)
    if asdict(_FACTS.validate_json(written)) != asdict(facts):
        raise PartsError(f"{file}: the package's lists are not the same when they are read back")
    file.write_bytes(written)


def read_facts(file: Path) -> Shared:
    """Return what all parts have in common; what is found goes to the file's folder."""
    try:
        facts = _FACTS.validate_json(file.read_bytes())
    except OSError as error:
        raise PartsError(f"{file}: {error.strerror}; has the run ended?") from None
    except ValidationError:
        raise PartsError(f"{file}: written by another version of parkfigures") from None
    if facts.program_hash != program_hash():
        expected = "the same version of parkfigures on all workers"
        raise PartsError(f"{file}: written by another program, expected {expected}")
    rules, _ = read_rules(RULES_FILE, facts.rules.encode(), facts.codes)
    return Shared(
        folder=file.parent,
        codes=facts.codes,
        rules=rules,
        rates=facts.rates,
        waivers=facts.waivers,
        below_zero=frozenset(facts.below_zero),
        run=facts.run,
    )


def _rules_text(package: Package) -> str:
    if not package.rules:
        return ""
    content = content_of(package.folder / RULES_FILE, package.folder)
    rules, _ = read_rules(RULES_FILE, content, package.codes)
    if rules != package.rules:
        raise PackageError(f"{package.folder / RULES_FILE}: changed while the package was read")
    return content.decode("utf-8")
