"""The text of a rule -> the claim it makes, read in one pass (LALR).

The grammar is the reference of docs/rules.md.
"""

import re
from fractions import Fraction
from functools import cache
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput

from schemas.rules.expressions import Binary, Claim, Mention, Negative, Number
from schemas.rules.grammar_mistakes import misread
from schemas.rules.texts import Misread

LONGEST_CHARACTERS = 2_000
# Trees are walked recursively: this many signs bound how deep one can be.
MOST_SIGNS = 60

GRAMMAR = r"""
claim: sum COMPARE sum              -> compared
     | sum IN sum DOTS sum          -> ranged
?sum: product
    | sum PLUS product              -> joined
    | sum MINUS product             -> joined
?product: signed
    | product STAR signed           -> joined
    | product SLASH signed          -> joined
?signed: atom
    | MINUS signed                  -> negative
?atom: NUMBER                       -> number
    | operand
    | "(" sum ")"
operand: (NAME | QUOTED) SEGMENT? suffix*
suffix: "." NAME                    -> suffix
    | "@" (NAME | QUOTED)           -> park

COMPARE: "==" | "<=" | ">="
DOTS: ".."
IN: /in\b/
PLUS: "+"
MINUS: "-"
STAR: "*"
SLASH: "/"
NUMBER: /[0-9][0-9_]*(\.[0-9][0-9_]*)?( ?%)?/
NAME: /(?!\d)[\w$]([\w$]|\{\w*\})*/
QUOTED: /"[^"\n]*"|'[^'\n]*'/
SEGMENT: /\[("[^"\n]*"|[^\[\]"\n]*)\]/
%ignore /\s+/
"""

_SIGNS = re.compile(r"[-+*/]")
# What the parser takes for a QUOTED or a SEGMENT, so that no sign hides from the count.
_NAMES = re.compile(r"""\[("[^"\n]*"|[^\[\]"\n]*)\]|"[^"\n]*"|'[^'\n]*'""")


class _Build(Transformer[Token, Claim]):
    """Builds the tree as the rule is read; a method for each line of the grammar."""

    def compared(self, children: list[Any]) -> Claim:
        left, sign, right = children
        return Claim(left, str(sign), right)

    def ranged(self, children: list[Any]) -> Claim:
        left, _, low, _, high = children
        return Claim(left, "in", low, high)

    def joined(self, children: list[Any]) -> Binary:
        left, sign, right = children
        if sign == "/" and right == Number(Fraction(0)):
            raise Misread(_start(sign), "a division by zero", "a divisor that is not zero")
        return Binary(str(sign), left, right)

    def negative(self, children: list[Any]) -> Negative:
        return Negative(children[1])

    def number(self, children: list[Token]) -> Number:
        digits = children[0].replace("_", "").replace(" ", "")
        part = Fraction(1, 100) if digits.endswith("%") else Fraction(1)
        return Number(Fraction(digits.rstrip("%")) * part)

    def suffix(self, children: list[Token]) -> Token:
        return children[0].update(type="SUFFIX")

    def park(self, children: list[Token]) -> Token:
        return children[0].update(type="PARK")

    def operand(self, children: list[Token]) -> Mention:
        name, *rest = children
        segments, parks, suffixes = (
            [token for token in rest if token.type == kind]
            for kind in ("SEGMENT", "PARK", "SUFFIX")
        )
        for again in parks[1:]:
            raise Misread(_start(again), f"a second park, {again}", "one park for an operand")
        return Mention(
            _bare(name),
            _segment(segments[0]) if segments else "",
            _bare(parks[0]) if parks else "",
            tuple((str(token), _start(token)) for token in suffixes),
            _start(name),
            max(token.end_pos or 0 for token in children),
        )


def _start(token: Token) -> int:
    return token.start_pos or 0


def _bare(token: Token) -> str:
    quoted = token[0] in "\"'"
    name = token[1:-1].strip() if quoted else str(token)
    if not name:
        raise Misread(_start(token), "nothing between quotes", "a name")
    return name


def _segment(token: Token) -> str:
    inner = token[1:-1].strip()
    code = inner[1:-1].strip() if inner.startswith('"') else inner
    if not code:
        raise Misread(_start(token), str(token), "a segment's code between the brackets")
    return code


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", start="claim", transformer=_Build())


def parse(text: str) -> Claim:
    """Return what a rule claims; raises Misread at the first mistake."""
    _refuse_long(text)
    try:
        claim = _parser().parse(text)
    except UnexpectedInput as error:
        raise misread(text, error) from None
    assert isinstance(claim, Claim), "the transformer builds one"
    return claim


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_CHARACTERS:
        raise Misread(0, f"{len(text):,} characters", f"at most {LONGEST_CHARACTERS:,}")
    signs = len(_SIGNS.findall(_NAMES.sub("", text)))
    if signs > MOST_SIGNS:
        raise Misread(0, f"{signs} signs + - * /", f"at most {MOST_SIGNS} in one rule")
