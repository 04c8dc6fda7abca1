"""Puts one bug into the running interpreter: new code for a function, or a new value for a name."""

import ast
import gc
import sys
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.strength.operators import sites
from tests.strength.targets import name_of

OURS = ("campaigns", "telepro", "tests")


class NotImportable(Exception):
    """The changed module could not be imported: whatever runs sees that at once."""


def graft(path: Path, index: int) -> None:
    """Plant the bug of this number in the module of this path, wherever its names are known."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    site = sites(tree)[index]
    site.change()
    ast.fix_missing_locations(tree)
    module = sys.modules[name_of(path)]
    name = site.owner.removeprefix("=")
    if site.owner != name:
        _set_everywhere(module, name, _value(_values(tree)[name], module))
    else:
        code = _code_of(compile(tree, str(path), "exec"), name)
        _give(module, name, code)
    _rebuild(tree, module, name)
    _forget_answers()


def _values(tree: ast.Module) -> dict[str, ast.expr]:
    """The values that a module gives to names, in their order."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name):
                found[target.id] = node.value
    return found


def _value(node: ast.expr, module: ModuleType) -> object:
    """What an expression is worth, by the live names of its module."""
    changed = compile(ast.Expression(node), module.__name__, "eval")
    try:
        return eval(changed, vars(module))  # noqa: S307 (our own source, changed by us)
    except Exception as error:
        raise NotImportable(module.__name__) from error


def _rebuild(tree: ast.Module, module: ModuleType, changed: str) -> None:
    """Work out again what the module had built, at import, from what has changed since."""
    stale = {changed}
    for name, node in _values(tree).items():
        mentioned = {it.id for it in ast.walk(node) if isinstance(it, ast.Name)}
        if name not in stale and mentioned & stale:
            _set_everywhere(module, name, _value(node, module))
            stale.add(name)


def _set_everywhere(module: ModuleType, name: str, value: object) -> None:
    old = vars(module)[name]
    for other in list(sys.modules.values()):
        if getattr(other, "__name__", "").split(".")[0] in OURS and vars(other).get(name) is old:
            setattr(other, name, value)
    for function in vars(module).values():
        if isinstance(function, FunctionType) and function.__defaults__:
            kept = (value if it is old else it for it in function.__defaults__)
            function.__defaults__ = tuple(kept)


def _code_of(code: CodeType, owner: str) -> CodeType:
    for name in owner.split("."):
        inner = (it for it in code.co_consts if isinstance(it, CodeType) and it.co_name == name)
        code = next(inner)
    return code


def _give(module: ModuleType, owner: str, code: CodeType) -> None:
    """Give a function its new code; one that no longer says `super()` has lost a cell by it."""
    function = _function(module, owner)
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    if len(cells) == len(code.co_freevars):
        function.__code__ = code
        return
    kept = tuple(cells[name] for name in code.co_freevars)
    defaults = function.__defaults__
    fresh = FunctionType(code, function.__globals__, function.__name__, defaults, kept)
    within, _, name = owner.rpartition(".")
    setattr(vars(module)[within], name, fresh)


def _function(module: ModuleType, owner: str) -> FunctionType:
    found: Any = module
    for name in owner.split("."):
        found = vars(found)[name]
    found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    found = getattr(found, "__wrapped__", found)
    assert isinstance(found, FunctionType), owner
    return found


def _forget_answers() -> None:
    """Clear every cache of our own functions: the answers in them were given without the bug."""
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and found.__module__.split(".")[0] in OURS:
            found.cache_clear()
