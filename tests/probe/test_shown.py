"""Beside the port table stands the day on which the servers were probed, if that may be said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpdesk.probing.outcome import Result
from helpdesk.probing.record import record_of, write_record
from helpdesk.project import load_project
from helpdesk.render.context import PageContext
from helpdesk.render.setup import ports
from helpdesk.render.site import load_site
from probe.conftest import REAL_FACTS, ROOT

LANGUAGES = [language.code for language in load_project(ROOT).languages]
TODAY = datetime.now(UTC).date()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """This help centre with room for a record of its own."""
    (tmp_path / "overrides" / "data").mkdir(parents=True)
    for name in ("docs", "mkdocs.yml", "facts.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    for path in (ROOT / "overrides").iterdir():
        if path.name != "data":
            (tmp_path / "overrides" / path.name).symlink_to(path)
    ratings = Path("overrides", "data", "ratings.yml")
    (tmp_path / ratings).symlink_to(ROOT / ratings)
    return tmp_path


def tables(project: Path) -> dict[str, str]:
    """The port table of each language."""
    site = load_site(load_project(project), REAL_FACTS)
    pages = {code: site.library.of(code)["index"] for code in LANGUAGES}
    return {code: ports(PageContext(page, site), ()) for code, page in pages.items()}


@pytest.mark.parametrize(("age", "is_shown"), [(0, True), (31, False)])
def test_a_fresh_record_is_shown_in_every_language(project, age, is_shown):
    day = TODAY - timedelta(days=age)
    passed = [Result("", "192.0.2.1", server=server) for server in REAL_FACTS.mail.servers]
    write_record(project / "overrides", record_of(passed, REAL_FACTS, day))
    for html in tables(project).values():
        assert (str(day.year) in html) == is_shown


def test_without_a_record_there_is_no_day(project):
    for html in tables(project).values():
        assert str(TODAY.year) not in html
