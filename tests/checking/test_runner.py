"""Running the rules over pages."""

import pytest

from helpdesk.checking import runner
from helpdesk.checking.runner import Settings, check, check_text
from helpdesk.claims.layout import LONGEST_LINE
from helpdesk.findings import Finding, Span
from helpdesk.rules.base import PageCheck, Rule
from helpdesk.rules.registry import FAMILIES, page_checks, rules, selected, site_checks

WRONG = "IMAP: port 939\n"


@pytest.fixture
def settings(facts):
    return Settings(facts, selected(["PORT", "LINE", "IGN", "FILE"]))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_page_that_contradicts_the_facts_is_a_finding_at_its_place(folder, settings):
    folder({"a.md": WRONG})
    (finding,) = check(["a.md"], settings)
    assert finding.code.startswith("PORT")
    assert finding.span == Span(1, 12, 1, 15)


def test_a_page_that_agrees_is_clean(folder, settings):
    folder({"a.md": "IMAP: port 993\n"})
    assert check(["a.md"], settings) == []


def test_what_the_facts_hide_claims_nothing(folder, settings):
    hidden = "<!-- needs: unencrypted -->\nIMAP: port 939\n<!-- /needs -->\nIMAP: port 993\n"
    shown = hidden.replace("unencrypted", "imap")
    folder({"hidden.md": hidden, "shown.md": shown})
    assert [finding.path for finding in check(["hidden.md", "shown.md"], settings)] == ["shown.md"]


def test_a_page_that_the_facts_drop_claims_nothing(folder, settings):
    head = "---\ntitle: Ports\ndescription: All of them\nneeds: [unencrypted]\n---\n"
    folder({"a.md": head + WRONG})
    assert check(["a.md"], settings) == []


def test_a_comment_excuses_a_finding(folder, settings):
    folder({"a.md": f"<!-- ignore: PORT02 the slip that support sees most -->\n{WRONG}"})
    assert check(["a.md"], settings) == []


def test_an_endless_line_is_a_finding_and_is_not_parsed(folder, settings):
    folder({"a.md": f"{WRONG}{'IMAP: port 939 ' * (LONGEST_LINE // 10)}\nIMAP: port 993\n"})
    findings = check(["a.md"], settings)
    assert [(finding.code[:4], finding.span.line) for finding in findings] == [
        ("PORT", 1),
        ("LINE", 2),
    ]


def test_a_page_that_is_not_utf8_is_a_finding_and_is_checked(folder, settings):
    folder({"a.md": "réception : IMAP port 939\n".encode("latin-1")})
    assert codes(check(["a.md"], settings)) == ["FILE01", "PORT02"]


def test_a_page_that_cannot_be_opened_is_a_finding_whatever_is_selected(tree, facts):
    root = tree({})
    (root / "a.md").symlink_to("nowhere")
    assert codes(check(["a.md"], Settings(facts, selected(["LANG"])))) == ["FILE02"]


def test_a_rule_that_breaks_on_a_page_costs_only_that_rule(settings, monkeypatch):
    def broken(page):
        raise ValueError(page.path)

    broken_check = PageCheck((Rule("PORT99", "broken", ""),), broken)
    checks = (broken_check, *runner.page_checks(settings.codes))
    monkeypatch.setattr(runner, "page_checks", lambda _: checks)
    found = codes(check_text(WRONG, "a.md", settings).findings)
    assert found == ["FILE03", "PORT02"]


def test_the_order_does_not_depend_on_the_order_of_the_paths(folder, settings):
    folder({"a.md": WRONG * 2, "b.md": WRONG})
    findings = check(["a.md", "b.md"], settings)
    assert [(finding.path, finding.span.line) for finding in findings] == [
        ("a.md", 1),
        ("a.md", 2),
        ("b.md", 1),
    ]
    assert check(["b.md", "a.md"], settings) == findings


def test_many_pages_are_shared_out_among_processes_with_the_same_outcome(folder, settings):
    pages = {f"{number:03}.md": WRONG if number % 7 else "IMAP: 993\n" for number in range(220)}
    folder(pages)
    alone = check([*pages], settings, jobs=1)
    assert len(alone) == sum(text == WRONG for text in pages.values())
    assert check([*pages], settings, jobs=2) == alone


@pytest.mark.parametrize("count", [2 * runner.PART, 2 * runner.PART + 1, 331])
def test_workers_say_what_one_process_says_in_the_same_order(folder, settings, count):
    texts = (
        WRONG,
        "IMAP: 993\n",
        "<!-- ignore: PORT02 told as history -->\n" + WRONG,
        "<!-- ignore: PORT01 nothing is wrong here -->\nIMAP: 993\n",
        WRONG * 3,
    )
    names = [f"{number % 10}/{number:03}.md" for number in reversed(range(count))]
    folder({name: texts[number % len(texts)] for number, name in enumerate(names)})
    names[5] = "0/nowhere.md"  # a page that cannot be read is reported by the worker, too
    alone = check(names, settings, jobs=1)
    assert {"PORT02", "IGN03", "FILE02"} <= {finding.code for finding in alone}
    for jobs in (2, 3):
        assert check(names, settings, jobs=jobs) == alone


def test_a_selection_of_nothing_known_names_the_nearest():
    with pytest.raises(Exception, match=r'"PROT".*did you mean PORT'):
        selected(["PROT"])


def test_families_codes_and_prefixes_select():
    assert all(code in selected([]) for code in rules())
    chosen = selected(["port02", " LINE "])
    assert [code for code in rules() if code in chosen] == ["PORT02", "LINE01"]
    assert {code[:4] for code in rules() if code in selected(["PO"])} == {"PORT"}


def test_every_code_is_found_by_the_family_that_its_module_is_listed_with():
    listed = {code for family in FAMILIES for code in rules() if code in selected([family])}
    assert listed == {*rules()}
    for code in rules():
        checks = (*page_checks(selected([code])), *site_checks(selected([code])))
        assert all(code in {rule.code for rule in check.rules} for check in checks)
