"""Questions on a terminal, with completion of what is known by the Tab key."""

from collections.abc import Callable, Sequence

import click

from flows.wording import harmless
from schemas.faults import Fault

# An answer that takes back the one in brackets.
NOTHING = "-"


def ask(name: str, default: str, known: Sequence[str], refuse: Callable[[str], object]) -> str:
    """Ask until an answer will do, and return it; `refuse` raises Fault for one that will not."""
    offered = f" [{harmless(default)}]" if default else ""
    while True:
        with_completion(known)
        answer = input(f"{name}{offered}: ").strip() or default
        answer = "" if answer == NOTHING else answer
        try:
            refuse(answer)
        except Fault as fault:
            click.echo(f"  expected {harmless(fault.expected)}")
        else:
            return answer


def with_completion(known: Sequence[str]) -> None:
    """Let the Tab key complete these words in the next answer, where the system can."""
    try:
        import readline
    except ImportError:
        return
    readline.set_completer_delims("")
    readline.set_completer(completer(known))
    by_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if by_libedit else "tab: complete")


def completer(known: Sequence[str]) -> Callable[[str, int], str | None]:
    """Return what gives the next known word that begins with what was typed."""

    def complete(typed: str, number: int) -> str | None:
        found = [word for word in known if word.lower().startswith(typed.lower())]
        return found[number] if number < len(found) else None

    return complete
