"""The small bugs that are planted: each is one change of one expression or statement."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

Change = Callable[[], None]
Put = Callable[[ast.AST], None]

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
GUARDS = {"where", "and_", "or_"}
# Nothing rests on these: marks for the crash tests, and how a statement caches its rows.
EMPTY_CALLS = {"point"}
SKIPPED_FIELDS = {"annotation", "returns", "decorator_list", "args", "type_params"}
SKIPPED_KEYWORDS = {"populate_existing"}


@dataclass(frozen=True, slots=True)
class Site:
    """A place for a bug: `owner` is the function (Class.method) or `=NAME` of a module's value."""

    first_line: int
    last_line: int
    owner: str
    what: str
    change: Change


def sites(tree: ast.Module) -> list[Site]:
    """Every bug that can be planted in a module, always in the same order."""
    return [site for owner, node in _owners(tree, "") for site in _within(node, owner, node)]


def _owners(parent: ast.AST, prefix: str) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _owners(node, f"{prefix}{node.name}.")
        elif not prefix and isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name):
                yield f"={target.id}", node


def _within(node: ast.AST, owner: str, statement: ast.AST) -> Iterator[Site]:
    for child, put in _children(node):
        inside = child if isinstance(child, ast.stmt) else statement
        for what, change in _changes(child, put):
            lines = getattr(inside, "lineno", 1), getattr(child, "end_lineno", None)
            first = getattr(child, "lineno", lines[0])
            yield Site(first, lines[1] or first, owner, what, change)
        yield from _within(child, owner, inside)


def _children(node: ast.AST) -> Iterator[tuple[ast.AST, Put]]:
    for name, value in ast.iter_fields(node):
        skipped = name in SKIPPED_FIELDS and not isinstance(node, ast.Call)
        if skipped or (isinstance(node, ast.keyword) and node.arg in SKIPPED_KEYWORDS):
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield item, partial(value.__setitem__, index)
        elif isinstance(value, ast.AST):
            yield value, partial(setattr, node, name)


def _changes(node: ast.AST, put: Put) -> Iterator[tuple[str, Change]]:
    for found in (_operators, _constants, _statements, _conditions, _calls):
        yield from found(node, put)


def _operators(node: ast.AST, put: Put) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            if other := SWAPS.get(type(operator)):
                swap = partial(node.ops.__setitem__, index, other())
                yield f"{_word(operator)} becomes {other.__name__}", swap
    elif isinstance(node, ast.BinOp | ast.BoolOp) and (other := SWAPS.get(type(node.op))):
        yield f"{_word(node.op)} becomes {other.__name__}", partial(setattr, node, "op", other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield f"{_word(node.op)} is dropped", partial(put, node.operand)


def _constants(node: ast.AST, put: Put) -> Iterator[tuple[str, Change]]:
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield f"{node.value} becomes {not node.value}", partial(put, ast.Constant(not node.value))
    elif isinstance(node.value, int):
        for other in (node.value + 1, node.value - 1):
            yield f"{node.value} becomes {other}", partial(put, ast.Constant(other))


def _statements(node: ast.AST, put: Put) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield "returns None", partial(setattr, node, "value", ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        if _called(node.value) not in EMPTY_CALLS:
            yield f"{_called(node.value)}() is not called", partial(put, ast.Pass())
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
        yield f"{node.targets[0].attr} is not set", partial(put, ast.Pass())


def _conditions(node: ast.AST, put: Put) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        negated = ast.UnaryOp(ast.Not(), node.test)
        yield "the condition is negated", partial(setattr, node, "test", negated)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "the filter is dropped", partial(setattr, node, "ifs", [])


def _calls(node: ast.AST, put: Put) -> Iterator[tuple[str, Change]]:
    if not isinstance(node, ast.Call):
        return
    name = _called(node)
    if isinstance(node.func, ast.Name) and name in NAMES:
        yield f"{name} becomes {NAMES[name]}", partial(setattr, node.func, "id", NAMES[name])
    if name in GUARDS and len(node.args) > 1:
        for index, argument in enumerate(node.args):
            if not isinstance(argument, ast.Starred):
                kept = [it for place, it in enumerate(node.args) if place != index]
                guard = ast.unparse(argument)
                yield f"the guard {guard} is dropped", partial(setattr, node, "args", kept)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _word(operator: ast.AST) -> str:
    return type(operator).__name__
