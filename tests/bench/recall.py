"""How many wrong statements the checker finds in the labelled corpus, and how often it cries wolf.

    PYTHONPATH=scripts python tests/bench/recall.py [--half tune|measure] [--language xx] [--form f]
        [--detect] [--show-misses]

Recall: each labelled claim is changed (see `mutations.py`) and counts as found when a PORT finding
stands at its line that the unchanged page does not have. False alarms: findings on unchanged pages
away from the labelled mistakes, per 1,000 lines.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

# The corpus lies beside this folder; a script sees only what is beside itself.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.mutations import KINDS, Mutation, mutations
from corpus import FORMS, HALVES, LANGUAGES, Page, pages
from helpdesk.findings import Finding
from helpdesk.rules.port import check_claims


@dataclass(slots=True)
class Result:
    """What one run over some pages counted; keys are (mutation, language, form) or a language."""

    tried: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    traps: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    mistakes_found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)


def measure(corpus: Iterable[Page], *, detect: bool = False, form: str | None = None) -> Result:
    """Check every page and every change of it; `detect` leaves the language to the checker."""
    result = Result()
    for page in corpus:
        clean = _check(page, page.text, detect=detect)
        _count_clean(result, page, clean)
        known = {_identity(finding) for finding in clean}
        for mutation in mutations(page):
            if form in (None, mutation.claim.form):
                new = [
                    f
                    for f in _check(page, mutation.text, detect=detect)
                    if _identity(f) not in known
                ]
                _count_mutation(result, page, mutation, new)
    return result


def _check(page: Page, text: str, *, detect: bool) -> list[Finding]:
    language = None if detect else page.language
    found = check_claims(text, path=page.name, facts=page.facts, language=language)
    return [finding for finding in found if finding.code.startswith("PORT")]


def _identity(finding: Finding) -> tuple[str, int, str | None]:
    # Without the column: a change of another length moves what stands behind it on the line.
    return (finding.code, finding.span.line, finding.found)


def _count_clean(result: Result, page: Page, clean: list[Finding]) -> None:
    reported = {finding.span.line for finding in clean}
    wrong = {mistake.line for mistake in page.mistakes}
    result.lines[page.language] += len(page.lines)
    result.traps[page.language] += len(page.traps)
    result.mistakes[page.language] += len(page.mistakes)
    for mistake in page.mistakes:
        result.mistakes_found[page.language] += mistake.line in reported
        if mistake.line not in reported:
            result.misses.append(f"{page.name}:{mistake.line}: mistake {mistake.text}")
    for finding in clean:
        if finding.span.line not in wrong:
            result.alarms[page.language] += 1
            text = page.lines[finding.span.line - 1].strip()
            result.misses.append(
                f"{page.name}:{finding.span.line}: false alarm {finding.code} "
                f"{finding.found} -> {finding.expected}: {text}"
            )


def _count_mutation(result: Result, page: Page, mutation: Mutation, new: list[Finding]) -> None:
    claim = mutation.claim
    key = (mutation.kind, page.language, claim.form)
    result.tried[key] += 1
    if any(finding.span.line in mutation.lines for finding in new):
        result.found[key] += 1
        return
    text = mutation.text.split("\n")[claim.line - 1].strip()
    elsewhere = sorted({finding.span.line for finding in new})
    note = f" (reported at {elsewhere})" if elsewhere else ""
    result.misses.append(
        f"{page.name}:{claim.line}: {mutation.kind} {claim.text} -> {mutation.new} "
        f"({claim.protocol}, {claim.form}){note}: {text}"
    )


def _recall_table(result: Result, title: str, names: Sequence[str], part: int) -> Table:
    table = Table("", *KINDS, "all", title=f"Recall by {title}")
    for name in (*names, None):
        keys = [key for key in result.tried if name in (None, key[part])]
        if keys:
            by_kind = (_percent(result, [k for k in keys if k[0] == kind]) for kind in KINDS)
            table.add_row(name or "all", *by_kind, _percent(result, keys))
    return table


def _percent(result: Result, keys: list[tuple[str, str, str]]) -> str:
    tried, found = sum(result.tried[k] for k in keys), sum(result.found[k] for k in keys)
    return f"{100 * found / tried:.1f} % ({found}/{tried})" if tried else ""


def _clean_table(result: Result) -> Table:
    table = Table("", "lines", "traps", "false alarms", "per 1,000 lines", "mistakes found")
    table.title = "Unchanged pages"
    for name in (*(lang for lang in LANGUAGES if result.lines[lang]), None):
        lines, traps, alarms, mistakes, found = (
            counter[name] if name else counter.total()
            for counter in (
                result.lines, result.traps, result.alarms, result.mistakes, result.mistakes_found
            )
        )  # fmt: skip
        rate = f"{1000 * alarms / lines:.2f}" if lines else ""
        table.add_row(
            name or "all", str(lines), str(traps), str(alarms), rate, f"{found}/{mistakes}"
        )
    return table


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="recall.py")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--half", choices=HALVES, help="only this half of the corpus")
    parser.add_argument("--language", choices=LANGUAGES, help="only pages in this language")
    parser.add_argument("--form", choices=FORMS, help="only claims of this form")
    parser.add_argument("--detect", action="store_true", help="do not tell the page's language")
    parser.add_argument("--show-misses", action="store_true", help="list what went wrong")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its tables; always exit 0: it measures, tests judge."""
    options = _arguments(argv)
    corpus = pages(options.half, options.language)
    result = measure(corpus, detect=options.detect, form=options.form)
    console = Console()
    if options.show_misses:
        for miss in result.misses:
            console.print(miss, markup=False, highlight=False, soft_wrap=True)
    console.print(_recall_table(result, "language", LANGUAGES, 1))
    console.print(_recall_table(result, "form", FORMS, 2))
    console.print(_clean_table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
