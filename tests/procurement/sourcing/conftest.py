"""A request that two suppliers have, and a way for them to answer."""

from contextlib import nullcontext

import pytest

from app.exchange import gates
from app.kernel.clock import frozen
from tests.procurement.sourcing import bench

KINDS = ("rfq", "deadline_extension", "rfq_closure", "award_notice")


@pytest.fixture(autouse=True)
def supplier_doors(monkeypatch):
    """The supplier's side takes everything: what it does with it is tested with the portal."""
    for kind in KINDS:
        monkeypatch.setitem(gates._gates, (kind, "supplier"), lambda *_: None)
        monkeypatch.setitem(gates._projections, (kind, "supplier"), lambda *_: None)


@pytest.fixture
def asked(inside, cast):
    """`asked(**options)` sends a request at START; answers `{slug: case id}` and the lines `[(id, quantity)]`."""

    def ask(**options):
        with frozen(bench.START), inside(cast.buyer):
            rfq = bench.sent(**options)
            lines = [(one.id, one.quantity) for one in rfq.lines]
            return {slug: bench.case_of(slug) for slug in ("kanda", "suzuki")}, lines

    return ask


@pytest.fixture
def answers(inside, cast):
    """`answers(slug, case_id, lines, prices, at=…, **head)` posts a quote as that supplier."""

    def post(slug, case_id, lines, prices, *, at=bench.START, **options):
        person = cast.person(slug, "supplier_user")
        with frozen(at) if at else nullcontext(), inside(person):
            return bench.answer(case_id, bench.quote_body(lines, prices, **options)).id

    return post
