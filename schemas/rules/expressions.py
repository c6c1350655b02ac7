"""What a rule claims, as a tree of numbers and operands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; percent as a fraction of one."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Mention:
    """An operand as written, from one offset of the rule's text to another.

    `$` names in its codes stand for what `for` gives them; suffixes are given with their offsets.
    """

    indicator: str
    segment: str
    park: str
    suffixes: tuple[tuple[str, int], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """An operand by the name of its role."""

    role: str


@dataclass(frozen=True, slots=True)
class Negative:
    """An expression with its sign turned."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two expressions joined by +, -, * or /."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression: TypeAlias = Number | Mention | Named | Negative | Binary


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule claims: `left` is ==, <= or >= `right`, or `in` the range `right` to `upper`."""

    left: Expression
    sign: str
    right: Expression
    upper: Expression | None = None

    @property
    def sides(self) -> tuple[Expression, ...]:
        """The expressions from left to right."""
        both = (self.left, self.right)
        return both if self.upper is None else (*both, self.upper)


def leaves(expression: Expression) -> Iterator[Number | Mention | Named]:
    """Yield numbers and operands from left to right, as often as they stand there."""
    match expression:
        case Negative(of):
            yield from leaves(of)
        case Binary(_, left, right):
            yield from leaves(left)
            yield from leaves(right)
        case _:
            yield expression


def roles_of(expression: Expression) -> set[str]:
    """Return the roles of an expression's operands."""
    return {leaf.role for leaf in leaves(expression) if isinstance(leaf, Named)}


def rebuilt(expression: Expression, name: Callable[[Mention], Expression]) -> Expression:
    """Return an expression with its mentions named, and the arithmetic of mere numbers done.

    ZeroDivisionError where a number is divided by zero.
    """
    match expression:
        case Mention():
            return name(expression)
        case Negative(of):
            inner = rebuilt(of, name)
            return Number(-inner.value) if isinstance(inner, Number) else Negative(inner)
        case Binary(sign, left, right):
            return _joined(sign, rebuilt(left, name), rebuilt(right, name))
        case _:
            return expression


def _joined(sign: str, left: Expression, right: Expression) -> Expression:
    if sign == "/" and right == Number(Fraction(0)):
        raise ZeroDivisionError
    if not isinstance(left, Number) or not isinstance(right, Number):
        return Binary(sign, left, right)
    match sign:
        case "+":
            return Number(left.value + right.value)
        case "-":
            return Number(left.value - right.value)
        case "*":
            return Number(left.value * right.value)
        case _:
            return Number(left.value / right.value)
