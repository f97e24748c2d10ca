"""Which refusals can come out of a method of the sandbox, read from its source and from what that calls."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import sandbox

BUILT_IN = frozenset(name for kind in (str, list, dict, set) for name in dir(kind))


def codes_of(method: Callable[..., Any]) -> set[str]:
    """The codes that stand as words in a function, and in every function of the sandbox that it may come to."""
    found, seen, ahead = set[str](), set[object](), [method]
    while ahead:
        function = ahead.pop()
        if function not in seen:
            seen.add(function)
            calls = list(_calls(function))
            found |= {code for call in calls for code in _refusal(call)}
            ahead += [target for call in calls for target in _targets(function, call.func)]
    return found


def _calls(function: Callable[..., Any]) -> Iterator[ast.Call]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _refusal(call: ast.Call) -> Iterator[str]:
    """The code of `SlackError("code")`, or those of a choice between two."""
    if not (isinstance(call.func, ast.Name) and call.func.id == "SlackError"):
        return
    given = call.args[0]
    for word in (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,):
        if isinstance(word, ast.Constant):
            yield str(word.value)


def _targets(function: Callable[..., Any], called: ast.expr) -> list[FunctionType]:
    """The functions of the sandbox that a call may mean: by its name, its module, or any method of that name."""
    around = inspect.unwrap(function).__globals__
    if isinstance(called, ast.Name):
        return _own(around.get(called.id))
    if not isinstance(called, ast.Attribute):
        return []
    base = around.get(called.value.id) if isinstance(called.value, ast.Name) else None
    if isinstance(base, ModuleType):
        return _own(getattr(base, called.attr, None))
    return _methods().get(called.attr, [])


def _own(value: object) -> list[FunctionType]:
    return [value] if isinstance(value, FunctionType) and value.__module__.startswith("sandbox.") else []


@cache
def _methods() -> dict[str, list[FunctionType]]:
    """Every method of the sandbox's classes by its name, except what may as well be a built-in type's."""
    found: dict[str, list[FunctionType]] = {}
    for kind in _classes():
        for name, value in vars(kind).items():
            if isinstance(value, FunctionType) and name not in BUILT_IN:
                found.setdefault(name, []).append(value)
    return found


def _classes() -> Iterator[type]:
    for module in pkgutil.walk_packages(sandbox.__path__, "sandbox."):
        for value in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(value) and value.__module__ == module.name:
                yield value
