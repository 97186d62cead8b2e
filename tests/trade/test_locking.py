"""Locks of documents (trade.md §4.1, R51 to R54) as properties over random deals: 2,000 examples, one seed each.

50,000 with `CHOBA_EXAMPLES=50000 bin/test tests/trade/test_locking.py`.
"""

import os
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.trade.documents.kinds.catalogue import KINDS
from app.trade.documents.locking import Sent, locks, refused

proven = settings(max_examples=int(os.environ.get("CHOBA_EXAMPLES", "2000")), deadline=None)
chances = st.integers(0, 2**63).map(random.Random)
ORDER = {
    "export": ["bill_of_lading", "shipping_instruction", "booking_confirmation"],
    "import": ["arrival_notice"],
}


def sent_in(chance):
    """Documents of any kind as they were sent, with a value in some of the shared fields they carry."""
    kinds = [*ORDER["export"], *ORDER["import"], "commercial_invoice", "gate_in_slip"]
    chosen = [chance.choice(kinds) for _ in range(chance.randint(0, 6))]
    return [
        Sent(number, kind, frozenset(name for name in KINDS[kind].shared if chance.random() < 0.5))
        for number, kind in enumerate(chosen)
    ]


def holder(direction, sent, name):
    """The formula, written a second time and slower."""
    for kind in ORDER[direction]:
        for one in sent:
            if one.kind == kind and name in one.held:
                return one.id
    return None


@proven
@given(chances)
def test_r51_r52_r53_r54_locks_are_what_the_strongest_sent_trigger_holds(chance):
    direction, sent = chance.choice(list(ORDER)), sent_in(chance)
    held = locks(direction, sent)
    names = frozenset().union(*(kind.shared for kind in KINDS.values()))
    assert held == {name: who for name in names if (who := holder(direction, sent, name)) is not None}
    for one in sent:
        rest = [other for other in sent if other.id != one.id]
        without = locks(direction, rest)
        lost = {name for name, who in held.items() if who == one.id}
        assert {name: who for name, who in held.items() if name not in lost} == {
            name: who for name, who in without.items() if name not in lost
        }
        assert refused(held, one.id, lost) == []
    changed = [name for name in names if chance.random() < 0.3]
    asker = chance.randint(0, 7)
    assert set(refused(held, asker, changed)) == {
        name for name in changed if holder(direction, sent, name) not in (None, asker)
    }
