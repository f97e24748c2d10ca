"""The text of a scenario file: YAML in which every value is text, and of which every line is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

Where: TypeAlias = tuple[str | int, ...]
Content: TypeAlias = "str | list[Content] | dict[str, Content]"


class ScenarioError(ValueError):
    """A scenario file that cannot be replayed; one sentence for each thing that is wrong, with file and line."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True)
class Document:
    """A file's content, and where in the file it stands."""

    name: str
    root: yaml.Node

    @property
    def content(self) -> Content:
        """The content; `yes`, `1` and `2025-04-27` stay the text that they are, so that nothing is guessed."""
        return _content(self.root)

    def said(self, where: Where, reason: str) -> str:
        """A sentence about something in the file."""
        place = ".".join(str(step) for step in where)
        return f"{self.name}: line {self._line(where)}: {f'{place}: ' if place else ''}{reason}"

    def _line(self, where: Where) -> int:
        """The line of the innermost thing on the way that is there."""
        node, line = self.root, self.root.start_mark.line
        for step in where:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line + 1


def read_document(text: str, name: str) -> Document:
    """Read YAML.

    Raises:
        ScenarioError: it is no YAML, or uses what a scenario has no need of: aliases, keys given twice.
    """
    try:
        _without_aliases(text, name)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ScenarioError([f"{name}: line {line}: {error.problem}"]) from error
    except yaml.YAMLError as error:
        raise ScenarioError([f"{name}: {error}"]) from error
    if root is None:
        raise ScenarioError([f"{name}: line 1: the file is empty"])
    document = Document(name, root)
    if twice := [document.said(where, "the key is given twice") for where in _given_twice(root)]:
        raise ScenarioError(twice)
    return document


def _without_aliases(text: str, name: str) -> None:
    """An alias can make a small file an endless document."""
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise ScenarioError([f"{name}: line {line}: aliases are not read"])


def _content(node: yaml.Node) -> Content:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _content(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_content(entry) for entry in node.value]
    return str(node.value)


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    """What stands in a node under a key or at a place, with its line."""
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        entry = node.value[step]
        return entry.start_mark.line, entry
    return None


def _given_twice(node: yaml.Node, above: Where = ()) -> Iterator[Where]:
    if isinstance(node, yaml.MappingNode):
        keys = [str(key.value) for key, _ in node.value]
        yield from ((*above, key) for key in sorted({key for key in keys if keys.count(key) > 1}))
        for key, value in node.value:
            yield from _given_twice(value, (*above, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for place, entry in enumerate(node.value):
            yield from _given_twice(entry, (*above, place))
