"""The parser that is told what need not be looked for makes the same pages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from helpdesk.markdown.quick import quickened

DOCS: Final = Path(__file__).parents[2] / "docs"
EXTENSIONS: Final = ("attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc")

plain = Markdown(extensions=EXTENSIONS)
quick = quickened(Markdown(extensions=EXTENSIONS))


def test_the_pages_of_this_site_are_the_same():
    pages = [*DOCS.rglob("*.md")]
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert quick.reset().convert(text) == plain.reset().convert(text)


@given(st.text(st.sampled_from("`\\[]()!*_<>&^:|# ab1\n"), max_size=60))
def test_any_text_comes_out_the_same(text):
    assert quick.reset().convert(text) == plain.reset().convert(text)


def test_a_text_without_the_sign_is_not_searched():
    pattern = quick.inlinePatterns["backtick"].compiled_re
    assert list(pattern.finditer("no code")) == []
    assert [match.start() for match in pattern.finditer("`code`", 1)] == [5]
