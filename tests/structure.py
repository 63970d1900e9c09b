"""Measures the structure of the package from its source: sizes, names that occur twice, import cycles, missing docstrings.

    python -m tests.structure [PACKAGE_FOLDER]

Prints one row a figure. `tests/test_borders.py` holds the figures that must be zero. Imports nothing of the package.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One source file: its path below the package, its tree and its number of lines."""

    path: Path
    tree: ast.Module
    lines: int

    @property
    def name(self) -> str:
        """The dotted name below the package: "net.http"; a package's `__init__` has the name of the package."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(package: Path) -> tuple[Module, ...]:
    """Every module of the package in `package`, in the order of their paths."""
    found = []
    for path in sorted(package.rglob("*.py")):
        text = path.read_text("utf-8")
        found.append(Module(path.relative_to(package), ast.parse(text), len(text.splitlines())))
    return tuple(found)


def imported(tree: ast.AST, *, at_import: bool = False) -> Iterator[str]:
    """The dotted names that a module imports; with `at_import` only those that are imported when the module is."""
    for node in _top_level(tree) if at_import else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
            yield node.module


def _top_level(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run at import: no function bodies, nothing below `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function) or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)):
            continue
        yield node
        yield from _top_level(node)


def cycles(found: tuple[Module, ...], package: str = "digest") -> tuple[tuple[str, ...], ...]:
    """The groups of modules that import each other, directly or through others, when they are imported."""
    names = {module.name for module in found}
    edges = {module.name: _edges(module, names, package) for module in found}
    reached = {name: _reachable(name, edges) for name in names}
    groups = {tuple(sorted(other for other in reached[name] if name in reached[other])) for name in names}
    return tuple(sorted(group for group in groups if group))


def _edges(module: Module, names: set[str], package: str) -> set[str]:
    targets = {name.removeprefix(f"{package}.") for name in imported(module.tree, at_import=True) if name.startswith(package)}
    return (targets & names) - {module.name, ""}


def _reachable(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    """What can be reached from `start` by at least one import."""
    seen: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(edges[name])
    return seen


def repeated_module_names(found: tuple[Module, ...]) -> tuple[str, ...]:
    """File names that stand for two modules, and modules that have the name of a package; `__init__` does not count."""
    names = Counter(module.path.stem for module in found if module.path.stem not in ("__init__", "__main__"))
    names.update({module.path.parent.name for module in found if module.path.stem == "__init__" and module.path.parent.name})
    return tuple(sorted(name for name, times in names.items() if times > 1))


def repeated_class_names(found: tuple[Module, ...]) -> tuple[str, ...]:
    """Names that stand for two classes, private ones too."""
    names = Counter(node.name for module in found for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))
    return tuple(sorted(name for name, times in names.items() if times > 1))


def functions(found: tuple[Module, ...]) -> Iterator[tuple[Module, Function]]:
    """Every function and method."""
    for module in found:
        for node in ast.walk(module.tree):
            if isinstance(node, Function):
                yield module, node


def without_docstring(found: tuple[Module, ...]) -> tuple[str, ...]:
    """Public functions, methods, classes and modules without a docstring; nested functions and `__dunder__` do not count."""
    missing = [str(module.path) for module in found if not ast.get_docstring(module.tree) and module.tree.body]
    for module in found:
        for node in _public(module.tree):
            if not ast.get_docstring(node):
                missing.append(f"{module.path}:{node.lineno} {node.name}")
    return tuple(missing)


def _public(tree: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def rows(package: Path) -> Iterator[tuple[str, str]]:
    """The report: what is measured, and the figure."""
    found = modules(package)
    sizes = sorted(((module.lines, str(module.path)) for module in found), reverse=True)
    lengths = sorted(((_length(node), f"{module.path}:{node.name}") for module, node in functions(found)), reverse=True)
    yield "modules", str(len(found))
    yield "lines", f"{sum(module.lines for module in found):,}"
    yield "loose modules", str(sum(len(module.path.parts) == 1 and module.path.stem != "__init__" for module in found))
    yield "packages", str(sum(module.path.stem == "__init__" for module in found))
    yield "import cycles", _counted(" <-> ".join(group) for group in cycles(found, package.name))
    yield "module names that occur twice", _counted(repeated_module_names(found))
    yield "class names that occur twice", _counted(repeated_class_names(found))
    yield "public names without docstring", _counted(without_docstring(found))
    yield "longest module", f"{sizes[0][0]} lines, {sizes[0][1]}"
    yield "modules over 300 lines", _counted(f"{name} ({lines})" for lines, name in sizes if lines > 300)
    yield "functions", f"{len(lengths):,}"
    yield "median function", f"{median(length for length, _ in lengths):g} lines"
    yield "longest function", f"{lengths[0][0]} lines, {lengths[0][1]}"
    for readme in sorted(package.parent.rglob("README.md")):
        if not any(part.startswith(".") or part == "data" for part in readme.relative_to(package.parent).parts):
            yield f"{readme.relative_to(package.parent)}", f"{readme.stat().st_size:,} bytes"


def _counted(names: Iterator[str] | tuple[str, ...]) -> str:
    listed = tuple(names)
    return f"{len(listed)}{': ' + ', '.join(listed[:12]) if listed else ''}"


def main() -> None:
    """Print the report."""
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "digest"
    for what, figure in rows(package):
        print(f"{what:32} {figure}")


if __name__ == "__main__":
    main()
