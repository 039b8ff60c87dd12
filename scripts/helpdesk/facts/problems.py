"""What can be wrong in a facts file, in words: the offender, what is allowed, the nearest known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ValidationError

from helpdesk.facts.tree import Location, Tree
from helpdesk.findings import Span
from helpdesk.nearest import nearest


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong or odd; line and column are 1-based, 0 when there is no place."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return `path:line:column: message`, as editors and terminals link it."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{place}: {self.message}"


class FactsError(Exception):
    """The facts cannot be used; everything that is wrong stands in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


_ALLOWED: Final = {
    "port": "a whole number from 1 to 65535",
    "host": "a server name such as mail.example.net, without https:// and without a port",
    "aliases": "server names such as imap.example.net",
    "domains": "domain names such as example.net",
    "id": "a domain name such as example.net",
    "applies_to": "a short name in small letters, such as shared-hosting",
    "recommended": "true or false",
    "url": "a web address such as https://help.example.com/",
    "support_url": "a web address such as https://example.com/support",
    "scheme": "http or https",
}
"""What a key takes, by its name: the names mean the same wherever they stand."""

_KINDS: Final = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "tuple_type": "a list, such as [a, b]",
    "dict_type": "a block of keys",
    "model_type": "a block of keys",
    "model_attributes_type": "a block of keys",
    "string_too_short": "at least one letter",
}
"""What pydantic's error types ask for, in the words of somebody who writes YAML."""


def explain(
    error: ValidationError, tree: Tree, model: type[BaseModel]
) -> Iterator[tuple[Span, str]]:
    """Turn pydantic's errors into places and words."""
    for item in error.errors(include_url=False):
        location: Location = tuple(part for part in item["loc"] if part != "[key]")
        kind, name = item["type"], str(location[-1] if location else "")
        if kind == "extra_forbidden":
            yield tree.key_place(location), _unknown(name, _keys_at(model, location[:-1]))
        elif kind == "missing":
            yield tree.place(location[:-1]), _missing(location)
        elif kind == "too_short":
            # pydantic also counts to zero when every item of the list is wrong: said already.
            if (*location, 0) not in tree.values:
                yield tree.place(location), f"{name}: the list is empty"
        elif "[key]" in item["loc"]:
            yield tree.key_place(location), f'"{name}" is no name: {_ALLOWED["applies_to"]}'
        else:
            yield tree.place(location), _wrong(location, kind, item, tree)


def _unknown(name: str, known: list[str]) -> str:
    close = nearest(name, known)
    meant = f', did you mean "{close}"?' if close else "."
    return f'unknown key "{name}"{meant} Known here: {", ".join(known)}'


def _missing(location: Location) -> str:
    name = str(location[-1])
    allowed = _ALLOWED.get(name)
    inside = ".".join(str(part) for part in location[:-1] if isinstance(part, str))
    where = f" in {inside}" if inside else ""
    return f'"{name}" is missing{where}' + (f": {allowed}" if allowed else "")


def _wrong(location: Location, kind: str, item: Any, tree: Tree) -> str:
    names = [part for part in location if isinstance(part, str)]
    name = names[-1] if names else "the file"
    written = tree.written.get(location)
    offender = f'{name}: "{written}"' if written is not None else f"{name}: this"
    if name == "port" and kind == "int_type" and (written or "").isdigit():
        return f"{offender} is text: write {written} without quotes"
    if kind == "enum":
        values = [value.strip("'") for value in _enum_values(item)]
        close = nearest(written or "", values)
        meant = f', did you mean "{close}"?' if close else "."
        return f"{offender} is unknown{meant} Allowed: {', '.join(values)}"
    wanted = _KINDS.get(kind)
    if written is not None or wanted is None:
        wanted = _ALLOWED.get(name) or wanted
    return f"{offender} is wrong, wanted: {wanted or item['msg']}"


def _enum_values(item: Any) -> list[str]:
    return str(item["ctx"]["expected"]).replace(" or ", ", ").split(", ")


def _keys_at(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys that the model knows at a location."""
    kind: Any = model
    for part in location:
        kind = _inner(kind, part)
    return list(kind.model_fields) if _is_model(kind) else []


def _inner(kind: Any, part: str | int) -> Any:
    """Step from a type into a field, an item or a value, through options (`X | None`)."""
    if _is_model(kind):
        field = kind.model_fields.get(part)
        return _plain(field.annotation) if field else None
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return _plain(arguments[1])
    return _plain(arguments[0]) if arguments else None


def _plain(kind: Any) -> Any:
    options = [option for option in get_args(kind) if option is not type(None)]
    return options[0] if get_origin(kind) not in (tuple, dict) and options else kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and not issubclass(kind, Enum)
