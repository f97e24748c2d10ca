"""What the sandbox's document says of methods and files is what there is."""

import re
from pathlib import Path

from sandbox.methods.table import METHODS

DOCUMENT = Path(__file__).parents[2] / "docs" / "sandbox.md"
ROW = re.compile(r"^\| `(?P<method>[a-zA-Z.]+)` \| (?P<scopes>[^|]*) \|", re.MULTILINE)
LINK = re.compile(r"\]\((?P<target>[^)#]+)\)")


def test_the_table_of_methods_names_each_method_once_in_order() -> None:
    listed = [row["method"] for row in ROW.finditer(DOCUMENT.read_text(encoding="utf-8"))]

    assert listed == sorted(METHODS)


def test_the_table_of_methods_names_the_scope_that_a_method_always_needs() -> None:
    rows = ROW.finditer(DOCUMENT.read_text(encoding="utf-8"))

    listed = {row["method"]: tuple(re.findall(r"`([^`]+)`", row["scopes"])) for row in rows}

    assert listed == {name: method.scopes for name, method in METHODS.items()}


def test_every_link_leads_to_a_file_of_the_project() -> None:
    targets = [link["target"] for link in LINK.finditer(DOCUMENT.read_text(encoding="utf-8"))]

    missing = [target for target in targets if not (DOCUMENT.parent / target).exists()]

    assert targets
    assert missing == []
