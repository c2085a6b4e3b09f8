"""The shape that the design gives the program, so that nobody has to watch it."""

from __future__ import annotations

import ast
import importlib
import os
import re
import string
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from graph.errors import JejaringError, ValueRefused
from graph.ranking import PARTS
from jejaring import cli

ROOT = Path(__file__).parents[1]
PACKAGES = ("commands", "graph", "loaders", "webapp")
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (
        ROOT / "jejaring.py",
        *(p for name in PACKAGES for p in (ROOT / name).rglob("*.py")),
    )
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
# What a package must not know.
FORBIDDEN = {
    "graph": {
        *("loaders", "webapp", "commands", "jejaring"),
        *("flask", "flask_babel", "waitress", "click"),
    },
    "loaders": {
        *("webapp", "commands", "jejaring"),
        *("flask", "flask_babel", "waitress", "click", "neo4j"),
    },
    "webapp": {"commands", "jejaring", "neo4j", "click"},
    "commands": {"jejaring", "neo4j", "flask", "flask_babel", "webapp"},
}
CYPHER = re.compile(
    r"\b(MATCH|MERGE|UNWIND|CREATE|DETACH|DELETE|RETURN|WHERE|ORDER BY|SET [a-z]+\.|CALL \{)"
)


def imported(tree: ast.AST, name: str) -> Iterator[str]:
    """Give the dotted names that these statements import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name}: relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in FILES else str(node.module)


def at_import(tree: ast.Module) -> ast.Module:
    """Give the statements that run when the module is imported."""

    def is_checking(node: ast.stmt) -> bool:
        return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)

    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    kept = [node for node in tree.body if not isinstance(node, functions) and not is_checking(node)]
    return ast.Module(kept, [])


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_run_one_way(package: str) -> None:
    for name, tree in TREES.items():
        if name.partition(".")[0] == package:
            known = {other.partition(".")[0] for other in imported(tree, name)}
            assert not known & FORBIDDEN[package], name


def test_driver_in_database_only() -> None:
    users = {
        n for n, tree in TREES.items() if any(i.split(".")[0] == "neo4j" for i in imported(tree, n))
    }
    assert users == {"graph.database"}


def test_modules_form_no_cycle() -> None:
    arrows = nx.DiGraph(
        (name, other)
        for name, tree in TREES.items()
        for other in imported(at_import(tree), name)
        if other in FILES
    )
    assert len(arrows) > 20
    assert list(nx.simple_cycles(arrows)) == []


def test_nothing_is_star_imported() -> None:
    for name, tree in TREES.items():
        stars = [n for n in ast.walk(tree) if isinstance(n, ast.alias) and n.name == "*"]
        assert not stars, name


def is_constant(node: ast.expr) -> bool:
    """Tell a constant of the module, by its spelling, or text made of such."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.isupper()
        case ast.Subscript(value=table):  # one of the texts of a constant table
            return is_constant(table)
        case ast.Constant():
            return True
        case ast.JoinedStr(values=parts):
            return all(is_constant(part) for part in parts)
        case ast.FormattedValue(value=value):
            return is_constant(value)
        case ast.BinOp(left=left, right=right):
            return is_constant(left) and is_constant(right)
        case _:
            return False


def built_queries(tree: ast.AST) -> Iterator[int]:
    """Give the lines of functions that put a query together from anything but constants."""

    def speaks_cypher(node: ast.AST) -> bool:
        return any(
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and CYPHER.search(part.value)
            for part in ast.walk(node)
        )

    functions = (f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef | ast.Lambda))
    for node in (node for function in functions for node in ast.walk(function)):
        match node:
            case ast.JoinedStr() | ast.BinOp(op=ast.Add() | ast.Mod()):
                if speaks_cypher(node) and not is_constant(node):
                    yield node.lineno
            case ast.Call(func=ast.Attribute(value=value, attr="format" | "replace" | "join")):
                if speaks_cypher(value):
                    yield node.lineno


@pytest.mark.parametrize("name", FILES)
def test_queries_hold_no_values(name: str) -> None:
    assert list(built_queries(TREES[name])) == []


@pytest.mark.parametrize(
    ("source", "built"),
    [
        ("f\"MATCH (n {{id: '{key}'}}) RETURN n\"", True),
        ('"MATCH (n:" + label + ") RETURN n"', True),
        ('"MATCH (n:%s) RETURN n" % label', True),
        ('"MATCH (n:{}) RETURN n".format(label)', True),
        ('"MATCH (n:X) RETURN n".replace("X", label)', True),
        ('f"MATCH (a) WHERE {_RUNNING} RETURN a"', False),
        ('"MATCH (a) WHERE " + _RUNNING + " RETURN a"', False),
        ('"MATCH (a) RETURN a ORDER BY " + _ORDERS[order]', False),
        ('f"EXPLAIN {query}"', False),
        ('f"{count} baris"', False),
    ],
)
def test_built_query_is_seen(source: str, built: bool) -> None:
    assert bool(list(built_queries(ast.parse(f"lambda: {source}")))) is built


def errors() -> list[type[JejaringError]]:
    """Give every error class of the program."""
    for name in FILES:
        importlib.import_module(name)
    found, new = set(), {JejaringError}
    while new:
        found |= new
        new = {child for cls in new for child in cls.__subclasses__()} - found
    ours = [cls for cls in found if cls.__module__ in FILES]
    return sorted(ours, key=lambda cls: (cls.__module__, cls.__name__))


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("error", errors(), ids=lambda cls: cls.__name__)
def test_error_names_a_remedy(error: type[JejaringError]) -> None:
    remedy = error.remedy if issubclass(error, ValueRefused) else ""
    values = {name: f"«{name}»" for name in fields(error.text + remedy)}
    if issubclass(error, ValueRefused):
        values["field"] = "«field»"
    made = error(**values)
    assert made.message(str) == str(made) == error.text.format(**values)
    if isinstance(made, ValueRefused):
        assert error is ValueRefused or "remedy" in vars(error)
        assert made.advice(str).endswith(".")
    else:
        sentences = re.findall(r"[^.;:]{8,}[.;:]", re.sub(r"\{\w+\}|\w\.\w", "x", error.text))
        assert len(sentences) > 1, "what is wrong, then what to do"
    assert error.text.endswith(".")
    assert 400 <= error.http_status < 600
    assert error.__doc__


def test_commands_stand_in_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if f"jejaring {name}" not in readme] == []


def test_no_path_of_this_machine() -> None:
    for path in (*FILES.values(), *ROOT.glob("cypher/*.cypher"), ROOT / "pyproject.toml"):
        assert str(ROOT) not in path.read_text(encoding="utf-8"), path.name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = ["wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(source)]
    subprocess.run([sys.executable, "-m", "pip", *command], check=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_every_file(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    needed = {
        path.relative_to(ROOT).as_posix()
        for package in (*PACKAGES, "cypher")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert needed | {"jejaring.py"} == held


@pytest.mark.skipif(
    os.environ.get("CI", "").lower() not in ("true", "1"),
    reason="installing all dependencies takes a minute; CI=true does it",
)
def test_wheel_alone_runs_demo(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    bin_folder = tmp_path / "venv" / "bin"
    install = [bin_folder / "python", "-m", "pip", "install", "--quiet", "--no-compile", wheel]
    subprocess.run(install, check=True, timeout=600)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [bin_folder / "jejaring", "demo", "--no-serve", "--data", tmp_path / "data"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "agreements.csv: 43 baris diterima" in done.stderr


def test_document_tells_the_weights() -> None:
    text = (ROOT / "docs" / "gaps.md").read_text(encoding="utf-8")
    for code, part in PARTS.items():
        assert f"| `{code}` | {part.weight:g} | {part.explanation_en} |" in text
