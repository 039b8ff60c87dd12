"""After any edits, what the cache was used for is what is built from nothing, byte for byte.

`tests/bench/thousand_edits.py` does the same with a thousand edits.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building.edits import edits
from building.small_centre import Centre, built

SEQUENCES = 30


@settings(
    max_examples=SEQUENCES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sequence=st.lists(edits, min_size=1, max_size=3))
def test_a_site_built_after_edits_is_the_one_built_from_nothing(template, monkeypatch, sequence):
    with tempfile.TemporaryDirectory() as folder:
        centre = Centre(Path(folder) / "centre")
        shutil.copytree(template, centre.root)
        monkeypatch.chdir(centre.root)
        for change, *arguments in sequence:
            change(centre, *arguments)
            centre.stamp()
            after = built(centre, "site", cache=True)
        assert after == built(centre, "anew", cache=False)
        os.chdir("/")
