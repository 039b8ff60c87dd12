"""After any edits, what the cache was used for is what is built from nothing, byte for byte.

`tests/bench/thousand_edits.py` does the same with a thousand edits.
"""

from __future__ import annotations

from building.edits import copied, in_sequences
from building.small_centre import built

SEQUENCES = 30


@in_sequences(SEQUENCES, most=3)
def test_a_site_built_after_edits_is_the_one_built_from_nothing(template, sequence):
    with copied(template) as centre:
        for change, *arguments in sequence:
            change(centre, *arguments)
            centre.stamp()
            after = built(centre, "site", cache=True)
        assert after == built(centre, "anew", cache=False)
