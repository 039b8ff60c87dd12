"""A built page's text as Markdown: what readers see, line by line, and where it stands."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from helpdesk.built.readable import readable


def text(body: str) -> str:
    return readable(lxml_html.document_fromstring(f"<body>{body}</body>")).text.strip("\n")


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("<h2>Les <em>ports</em></h2><p>IMAP :\n<b>993</b></p>", "## Les ports\n\nIMAP : 993"),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", "-   a\n\n-   b\n\n    c"),
        ("<ol><li>a<ul><li>b</li></ul></li></ol>", "1.  a\n\n    -   b"),
        (
            (
                "<table><thead><tr><th>Port</th><th>TLS</th></tr></thead>"
                "<tbody><tr><th>993</th><td>a|b</td></tr></tbody></table>"
            ),
            "| Port | TLS |\n| --- | --- |\n| 993 | a\\|b |",
        ),
        ("<dl><dt>Port</dt><dd>993</dd></dl>", "Port\n: 993"),
        ("<p>a<br>b <code>x  y</code> <img alt='c'></p>", "a b `x y` c"),
        ("<pre><code>a\n  b\n</code></pre>", "```\na\n  b\n```"),
        ("<blockquote><p>a</p></blockquote>", "> a\n>"),
        ("a <div>b</div> c", "a\n\nb\n\nc"),
        ("<details><summary>a</summary><p>b</p></details>", "a\n\nb"),
        ("<a href='x'><strong>a</strong><span>b</span></a>", "ab"),
    ],
)
def test_what_readers_see_keeps_its_markdown_form(body, markdown):
    assert text(body) == markdown


@pytest.mark.parametrize(
    "body",
    [
        "<nav>143</nav>",
        "<header>143</header>",
        "<footer>143</footer>",
        "<script>143</script>",
        "<style>143</style>",
        "<p hidden>143</p>",
        "<span aria-hidden='true'>143</span>",
        "<!-- 143 -->",
        "<svg><text>143</text></svg>",
    ],
)
def test_what_is_no_content_is_left_out(body):
    assert text(f"<p>a</p>{body}<p>b</p>") == "a\n\nb"
    assert text(f"<p>a {body} b</p>") in ("a b", "a\n\nb")


def test_the_description_that_search_engines_show_is_part_of_the_text():
    head = "<html><head><meta name='description' content='IMAP 993'></head><body>a</body></html>"
    assert readable(lxml_html.document_fromstring(head)).lines[0] == "IMAP 993"


def test_every_line_knows_its_line_in_the_file():
    page = "<html>\n<body>\n<h1>A</h1>\n<table>\n<tr><td>x</td></tr>\n<tr><td>y</td></tr></table>"
    seen = readable(lxml_html.document_fromstring(page))
    where = {line: seen.html_line(number) for number, line in enumerate(seen.lines, start=1)}
    assert (where["# A"], where["| x |"], where["| y |"]) == (3, 5, 6)
