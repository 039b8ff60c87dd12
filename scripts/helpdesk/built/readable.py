"""A built page as readers see it, written as Markdown again: what claims are read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

_SKIPPED: Final = frozenset(
    {"nav", "header", "footer", "script", "style", "template", "svg", "head", "iframe", "dialog"}
)
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "hr", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table",
        "ul",
    }
)  # fmt: skip
_HEADINGS: Final = {f"h{level}": "#" * level for level in range(1, 7)}
_DESCRIPTION: Final = etree.XPath("/html/head/meta[@name='description']")
_INDENT: Final = 4
"""Spaces below a list item: enough for `- ` and for `10. `."""


@dataclass(slots=True)
class ReadableText:
    """Lines of Markdown, and for each the line of the HTML file that it comes from."""

    lines: list[str] = field(default_factory=list)
    html_lines: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines) + "\n"

    def html_line(self, line: int) -> int:
        """Return the line of the HTML file for a 1-based line of the text."""
        return self.html_lines[line - 1] if 0 < line <= len(self.html_lines) else 1

    def add(self, line: str, source: int) -> None:
        """Append one line."""
        self.lines.append(line)
        self.html_lines.append(source)


def readable(root: html.HtmlElement) -> ReadableText:
    """Return the text of a page: its description, then the body without navigation.

    Headings, list items, table rows, definitions and code keep their Markdown form; emphasis and
    link targets are left out, since readers do not see them.
    """
    out = ReadableText()
    for description in _DESCRIPTION(root):
        _paragraph(out, " ".join(str(description.get("content")).split()), description, "")
    for body in root.iter("body"):
        _children(body, out, "")
    return out


def _children(element: html.HtmlElement, out: ReadableText, prefix: str) -> None:
    """Write an element's content: runs of inline content are paragraphs, blocks are themselves."""
    run: list[str] = [element.text or ""]
    start = element
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED or _is_hidden(child):
            pass
        elif child.tag in _BLOCKS:
            _paragraph(out, _joined(run), start, prefix)
            run = []
            _block(child, out, prefix)
            start = child
        else:
            start = start if _joined(run) else child
            run.extend(_inline(child))
        run.append(child.tail or "")
    _paragraph(out, _joined(run), start, prefix)


def _block(element: html.HtmlElement, out: ReadableText, prefix: str) -> None:
    tag = str(element.tag)
    if tag in _HEADINGS:
        _paragraph(out, f"{_HEADINGS[tag]} {_text(element)}", element, prefix)
    elif tag in ("ul", "ol"):
        _list(element, out, prefix)
    elif tag == "table":
        _table(element, out, prefix)
    elif tag == "pre":
        for line in ("```", *str(element.text_content()).strip("\n").split("\n"), "```"):
            out.add(prefix + line, element.sourceline or 1)
        out.add(prefix.rstrip(), element.sourceline or 1)
    elif tag == "dt":
        out.add(prefix + _text(element), element.sourceline or 1)
    elif tag == "dd":
        _paragraph(out, f": {_text(element)}", element, prefix)
    elif tag == "blockquote":
        _children(element, out, f"{prefix}> ")
    else:
        _children(element, out, prefix)


def _list(element: html.HtmlElement, out: ReadableText, prefix: str) -> None:
    for number, item in enumerate(element.iterchildren("li"), start=1):
        mark = f"{number}." if element.tag == "ol" else "-"
        first = len(out.lines)
        _children(item, out, prefix + " " * _INDENT)
        if len(out.lines) > first:
            # The item's first line carries its mark in place of the indentation.
            rest = out.lines[first][len(prefix) + _INDENT :]
            out.lines[first] = f"{prefix}{mark:<{_INDENT}}{rest}"


def _table(element: html.HtmlElement, out: ReadableText, prefix: str) -> None:
    for caption in element.iterchildren("caption"):
        _paragraph(out, _text(caption), caption, prefix)
    rows = list(element.iter("tr"))
    for index, row in enumerate(rows):
        cells = [_text(cell).replace("|", "\\|") for cell in row.iterchildren("th", "td")]
        out.add(f"{prefix}| {' | '.join(cells)} |", row.sourceline or 1)
        if index == 0:
            out.add(f"{prefix}|{' --- |' * len(cells)}", row.sourceline or 1)
    if rows:
        out.add(prefix.rstrip(), element.sourceline or 1)


def _paragraph(out: ReadableText, text: str, at: html.HtmlElement, prefix: str) -> None:
    if text:
        out.add(prefix + text, at.sourceline or 1)
        out.add(prefix.rstrip(), at.sourceline or 1)


def _text(element: html.HtmlElement) -> str:
    """Return what readers see of an element, on one line."""
    return _joined(list(_content(element)))


def _content(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED and not _is_hidden(child):
            yield from _inline(child)
        yield child.tail or ""


def _inline(element: html.HtmlElement) -> Iterator[str]:
    if element.tag == "code":
        yield f"`{' '.join(str(element.text_content()).split())}`"
    elif element.tag in ("img", "area"):
        yield str(element.get("alt") or "")
    elif element.tag == "br" or element.tag in _BLOCKS:
        yield from (" ", *_content(element), " ")
    else:
        yield from _content(element)


def _is_hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def _joined(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
