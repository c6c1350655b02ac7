"""Where a rule's text stops being one: what was found there, and what could have gone on."""

from collections.abc import Callable, Set

from lark import Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from schemas.rules.texts import Misread

_WORDS = {
    "an operator (+ - * /)": {"PLUS", "MINUS", "STAR", "SLASH"},
    "==, <=, >= or in": {"COMPARE", "IN"},
    "'..'": {"DOTS"},
    "')'": {"RPAR"},
    "the end of the rule": {"$END"},
}
_OPERAND = "a number, an indicator or '('"
_NAME = "a name; one with spaces or signs in quotes"
_HINTS = {
    "=": "two signs (==) for equality",
    "<": "<=, since readings are intervals with their ends included",
    ">": ">=, since readings are intervals with their ends included",
    ",": "_ between groups of digits, such as 1_000_000",
    "≤": "<=",
    "≥": ">=",
    "×": "*",
    "÷": "/",
    "−": "-",
    "–": "-",
    "^": "a product such as a * a: there are no powers",
    "[": "a segment right after its indicator, such as total_income[software]",
    '"': "a second quote",
    "'": "a second quote",
}


def misread(text: str, error: UnexpectedInput) -> Misread:
    """Return the mistake that stopped the parser."""
    if isinstance(error, UnexpectedToken):
        return _unexpected(text, error.token, _accepted(error))
    assert isinstance(error, UnexpectedCharacters), "a parser of texts stops at these"
    offset: int = error.pos_in_stream  # type: ignore[assignment]  # lark declares it as None
    return _misread(text[offset], offset, _accepted(error))


def _accepted(error: UnexpectedInput) -> Set[str]:
    """Return the names of what could have gone on from where the mistake is."""
    accepts: Callable[[], Set[str]] = error.interactive_parser.accepts
    return accepts()


def _unexpected(text: str, token: Token, allowed: Set[str]) -> Misread:
    if token.type == "$END":
        return _misread("", len(text.rstrip()), allowed)
    return _misread(str(token), token.start_pos or 0, allowed)


def _misread(found: str, offset: int, allowed: Set[str]) -> Misread:
    hint = _HINTS.get(found)
    shown = repr(found) if found else "the end of the rule"
    return Misread(offset, shown, hint or _words(allowed))


def _words(allowed: Set[str]) -> str:
    if "NUMBER" in allowed:
        return _OPERAND
    words = [word for word, names in _WORDS.items() if names & allowed]
    return " or ".join(words) or _NAME
