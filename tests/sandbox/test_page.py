"""What holds for the files of the page: nothing is loaded from elsewhere, no text becomes markup, none is too long."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sandbox.blockkit.blocks import ENTRIES, IN_MESSAGES, PICKERS, SHARED_ELEMENTS

PAGE = Path(__file__).parents[2] / "sandbox" / "page"
SCRIPTS = sorted(PAGE.glob("*.js"))
STYLES = sorted(PAGE.glob("*.css"))
EACH_SCRIPT = pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
EACH_STYLE = pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
IMPORTED = re.compile(r"""^(?:import|export)\b[^;]*?from\s+["']([^"']+)["']|^import\s+["']([^"']+)["']""", re.MULTILINE)
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(\"on")
BUILT = re.compile(r"^const BUILDERS = \{\n(.*?)^\};", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"^  (\w+)[:,]", re.MULTILINE)
LONGEST = 250


@EACH_SCRIPT
def test_a_module_says_in_its_first_line_what_it_is_for_and_is_no_longer_than_one_thing(path: Path) -> None:
    lines = path.read_text().splitlines()

    assert lines[0].startswith("// ")
    assert len(lines) <= LONGEST


@EACH_SCRIPT
def test_no_text_becomes_markup_or_code(path: Path) -> None:
    assert MARKUP.findall(path.read_text()) == []


@EACH_SCRIPT
def test_a_module_imports_modules_of_the_page_alone(path: Path) -> None:
    imported = {first or second for first, second in IMPORTED.findall(path.read_text())}

    assert {name for name in imported if not (PAGE / name).is_file()} == set()


@EACH_STYLE
def test_a_style_sheet_is_used_and_fetches_nothing(path: Path) -> None:
    assert f"/page/{path.name}" in (PAGE / "index.html").read_text()
    assert "url(" not in path.read_text()
    assert "@import" not in path.read_text()


@pytest.mark.parametrize(
    ("module", "accepted"),
    [("blocks.js", set(IN_MESSAGES)), ("elements.js", {*SHARED_ELEMENTS, *PICKERS, *ENTRIES})],
    ids=["blocks", "elements"],
)
def test_the_page_draws_what_the_sandbox_accepts_and_nothing_else(module: str, accepted: set[str]) -> None:
    [body] = BUILT.findall((PAGE / module).read_text())

    assert set(NAME.findall(body)) == accepted


def test_the_policy_of_the_page_lets_nothing_in_from_elsewhere() -> None:
    page = (PAGE / "index.html").read_text()

    assert "default-src 'self'" in page
    assert re.findall(r'(?:src|href)="(?!/page/)', page) == []
