"""YAML as plain data that remembers where everything stands, and what is wrong with it.

PyYAML's own loader forgets places and takes the last of two equal keys without a word; this reads
its node graph instead. Files are small and written by hand, so what unfolds to more than
`MOST_NODES` values (an anchor that repeats an anchor that repeats ...) is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import yaml

from helpdesk.findings import Span

MOST_NODES: Final = 20_000
"""Far above any real facts file, far below what an anchor bomb unfolds to."""

Location = tuple[str | int, ...]
"""The way from the top to a value: keys and list indexes, as pydantic's `loc`."""

_MERGE: Final = "tag:yaml.org,2002:merge"
_START: Final = Span(1, 1, 1, 1)


class TreeError(Exception):
    """The text is not usable YAML: where, and why."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span
        self.message = message


@dataclass(slots=True)
class Tree:
    """One YAML document: its data, where each key and value stands, how each scalar is written."""

    data: object = None
    keys: dict[Location, Span] = field(default_factory=dict)
    values: dict[Location, Span] = field(default_factory=dict)
    written: dict[Location, str] = field(default_factory=dict)
    problems: list[tuple[Span, str]] = field(default_factory=list)

    def place(self, location: Location) -> Span:
        """Return where a value stands; of one that is not there, where its parent stands."""
        for length in range(len(location), -1, -1):
            found = self.values.get(location[:length])
            if found:
                return found
        return _START

    def key_place(self, location: Location) -> Span:
        """Return where a key stands; of a list item, where the item stands."""
        return self.keys.get(location) or self.place(location)


def read_tree(text: str) -> Tree:
    """Read one YAML document.

    Raises:
        TreeError: the text is not YAML, holds several documents, or unfolds without measure.
    """
    try:
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise _unreadable(error) from error
    tree = Tree()
    if node is not None:
        tree.data = _Builder(tree, loader).build(node, ())
    return tree


class _Builder:
    """Walks the node graph once, depth first."""

    def __init__(self, tree: Tree, loader: yaml.CSafeLoader) -> None:
        self.tree = tree
        self.loader = loader
        self.count = 0
        self.open: set[int] = set()

    def build(self, node: yaml.Node, location: Location) -> object:
        span = _span(node)
        self.count += 1
        if self.count > MOST_NODES:
            raise TreeError(span, f"the file unfolds to more than {MOST_NODES:,} values")
        if id(node) in self.open:
            raise TreeError(span, "an anchor (&) that contains itself")
        self.tree.values[location] = span
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, location)
        self.open.add(id(node))
        try:
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, location)
            return [self.build(item, (*location, n)) for n, item in enumerate(node.value)]
        finally:
            self.open.discard(id(node))

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, object]:
        data: dict[str, object] = {}
        merged: list[yaml.Node] = []
        for key, value in node.value:
            if key.tag == _MERGE:
                merged += value.value if isinstance(value, yaml.SequenceNode) else [value]
            elif not isinstance(key, yaml.ScalarNode):
                self.tree.problems.append((_span(key), "a key must be a word"))
            elif key.value in data:
                first = self.tree.keys[(*location, key.value)].line
                message = f'"{key.value}" stands here twice (first on line {first}): keep one'
                self.tree.problems.append((_span(key), message))
            else:
                self._entry(data, location, key, value)
        for base in merged:
            self._merge(data, location, base)
        return data

    def _entry(
        self, data: dict[str, object], location: Location, key: yaml.ScalarNode, value: yaml.Node
    ) -> None:
        inner = (*location, str(key.value))
        self.tree.keys[inner] = _span(key)
        data[str(key.value)] = self.build(value, inner)

    def _merge(self, data: dict[str, object], location: Location, base: yaml.Node) -> None:
        if not isinstance(base, yaml.MappingNode):
            self.tree.problems.append((_span(base), "<< takes a block of keys"))
            return
        for key, value in base.value:
            if isinstance(key, yaml.ScalarNode) and key.value not in data:
                self._entry(data, location, key, value)

    def _scalar(self, node: yaml.ScalarNode, location: Location) -> object:
        self.tree.written[location] = str(node.value)
        try:
            value: object = self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            # A tag of somebody else's (!ENV), 2026-02-31: the text as written is all there is.
            return str(node.value)
        return value


def _span(node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _unreadable(error: yaml.YAMLError) -> TreeError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1) if mark else _START
    # One line of it: PyYAML's text repeats file and place.
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return TreeError(span, f"not readable as YAML: {str(reason).splitlines()[0]}")
