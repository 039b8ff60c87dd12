"""Which pages are checked, how they are read, which language they are in."""

import pytest

from helpdesk.checking.pages import NoPagesError, find_pages, language_of, read_page


def test_folders_are_walked_in_order_and_paths_stay_as_they_were_given(tree):
    tree({"docs/b.md": "", "docs/a/z.md": "", "docs/a.MD": "", "docs/x.txt": "", "c.md": ""})
    assert find_pages(["./docs", "c.md"]) == ("./docs/a.MD", "./docs/b.md", "./docs/a/z.md", "c.md")


def test_a_page_that_is_given_twice_is_checked_once(tree):
    root = tree({"docs/a.md": ""})
    assert find_pages(["docs", "docs/a.md", str(root / "docs")]) == ("docs/a.md",)


def test_a_file_is_a_page_whatever_its_name(tree):
    tree({"notes.txt": ""})
    assert find_pages(["notes.txt"]) == ("notes.txt",)


def test_hidden_folders_and_packages_are_left_out(tree):
    tree({".git/a.md": "", "node_modules/b.md": "", "c.md": ""})
    assert find_pages(["."]) == ("./c.md",)


@pytest.mark.parametrize(("path", "words"), [("nowhere", "no such file"), (".", "no *.md file")])
def test_a_path_that_leads_to_no_page_is_said(tree, path, words):
    tree({"a.txt": ""})
    with pytest.raises(NoPagesError) as caught:
        find_pages([path])
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        ("docs/de/mail.md", "", "de"),
        ("docs/de/fr/mail.md", "", "fr"),
        ("docs/pt-BR/mail.md", "", "pt"),
        ("mail.en.md", "", "en"),
        ("docs/de/mail.en.md", "", "en"),
        ("docs/mail.md", "---\ntitle: x\nlang: nl\n---\n", "nl"),
        ("docs/mail.md", "---\r\nlang: 'tr-TR'\r\n---\r\n", "tr"),
        ("docs/mail.md", "---\ntitle: x\n---\nlang: nl\n", None),
        ("docs/sv/mail.md", "", None),
        ("de.md", "", None),
        ("docs/mail.md", "", None),
    ],
)
def test_the_language_comes_from_front_matter_file_name_or_folder(path, text, language):
    assert language_of(path, text) == language


def test_a_byte_order_mark_is_no_part_of_the_text(tree):
    tree({"a.md": b"\xef\xbb\xbfIMAP"})
    page = read_page("a.md")
    assert (page.text, page.has_bom, page.is_utf8) == ("IMAP", True, True)


def test_bytes_that_are_not_utf8_keep_their_places(tree):
    tree({"a.md": b"r\xe9ception \x81 993"})
    page = read_page("a.md")
    assert page.text == "réception \x81 993"
    assert not page.is_utf8
