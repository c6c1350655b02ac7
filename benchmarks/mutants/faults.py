"""The small faults that people write: what may stand in a program's place of something else."""

import ast
from collections.abc import Iterator

Part = ast.expr | ast.stmt
# A part of a module, and the text of what stands in its place.
Fault = tuple[Part, str]

COMPARED: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Lt: ("<=", ">="),
    ast.LtE: ("<", ">"),
    ast.Gt: (">=", "<="),
    ast.GtE: (">", "<"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
}
COMBINED: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "*",
    ast.Pow: "*",
    ast.BitAnd: "|",
    ast.BitOr: "&",
}
# Names that stand in pairs, each the likeliest to be written for the other.
PAIRS = (
    *(("low", "high"), ("usual", "widest"), ("least", "greatest"), ("min", "max")),
    *(("usual_low", "usual_high"), ("widest_low", "widest_high"), ("asc", "desc")),
    *(("start", "end"), ("any", "all"), ("argmin", "argmax"), ("first", "last")),
)
OTHER = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}


def faults(node: ast.AST) -> Iterator[Fault]:
    """Yield the faults of a node of a module's tree."""
    for kind in (_compared, _combined, _joined, _turned, _decided, _constant, _paired, _skipped):
        yield from kind(node)
    yield from _members(node)
    yield from _arguments(node)


def _compared(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for sign in COMPARED[type(node.ops[0])]:
            yield node, f"({text(node.left)} {sign} {text(node.comparators[0])})"


def _combined(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.BinOp) and type(node.op) in COMBINED:
        yield node, f"({text(node.left)} {COMBINED[type(node.op)]} {text(node.right)})"


def _joined(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.BoolOp):
        sign = " or " if isinstance(node.op, ast.And) else " and "
        yield node, f"({sign.join(map(text, node.values))})"
        for one in node.values:
            yield node, text(one)


def _turned(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.UnaryOp):
        yield node, text(node.operand)


def _decided(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.If | ast.IfExp):
        yield from ((node.test, answer) for answer in ("True", "False"))


def _constant(node: ast.AST) -> Iterator[Fault]:
    match node:
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.Constant(value=float(value)):
            yield node, repr(value * 2 or 1.0)


def _paired(node: ast.AST) -> Iterator[Fault]:
    match node:
        case ast.Attribute(value=of, attr=name) if name in OTHER:
            yield node, f"{text(of)}.{OTHER[name]}"
        case ast.Name(id=name) if name in OTHER:
            yield node, OTHER[name]


def _skipped(node: ast.AST) -> Iterator[Fault]:
    match node:
        case ast.Expr(value=ast.Call()) | ast.Raise():
            yield node, "pass"
        case ast.Break() | ast.Continue():
            yield node, "continue" if isinstance(node, ast.Break) else "break"


def _members(node: ast.AST) -> Iterator[Fault]:
    """Leave out a member of a tuple, a list, a set or a mapping."""
    match node:
        case ast.List(elts=several) | ast.Tuple(elts=several) | ast.Set(elts=several):
            for one in several if len(several) > 1 and _is_read(node) else ():
                yield node, _without(node, "elts", several.index(one))
        case ast.Dict(keys=keys) if len(keys) > 1:
            for place in range(len(keys)):
                yield node, _without(node, "keys", place, "values")


def _arguments(node: ast.AST) -> Iterator[Fault]:
    """Leave out an argument of a call, but for a lone one without a name."""
    if isinstance(node, ast.Call):
        for place in range(len(node.args) if len(node.args) > 1 else 0):
            yield node, _without(node, "args", place)
        for place in range(len(node.keywords)):
            yield node, _without(node, "keywords", place)


def _is_read(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def _without(node: ast.expr, field: str, place: int, *others: str) -> str:
    """Return the text of a node without what stands at one place of a field."""
    fields = dict(ast.iter_fields(node))
    for name in (field, *others):
        fields[name] = fields[name][:place] + fields[name][place + 1 :]
    return text(type(node)(**fields))


def text(node: ast.expr) -> str:
    """Return an expression's text, in brackets."""
    return f"({ast.unparse(node)})"
