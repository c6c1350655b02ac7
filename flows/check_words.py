"""What each check says, in a sentence."""

from collections.abc import Iterable

from schemas.laws import LAWS
from schemas.rules.rule import Rule

QUARANTINE = "quarantine"
_BESIDE_LAWS = {
    "network": "All relations of a park can be true together.",
    "waiver": "A waiver has not expired, and what it accepts is still there.",
    QUARANTINE: "Rows and files of a data package can be read.",
}


def check_words(rules: Iterable[Rule] = ()) -> dict[str, str]:
    """Return what must hold by each check: the laws, a package's rules, and what is neither."""
    # A rule's message has its operands in braces.
    said = {
        rule.name: rule.says or rule.message.translate({123: None, 125: None}) for rule in rules
    }
    return {law.name: law.says for law in LAWS} | said | _BESIDE_LAWS
