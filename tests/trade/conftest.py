"""Four companies around a deal: `trade.as_(code)`, `trade.open(…)`, `trade.invite(…)` in a word."""

import pytest

from app.kernel.db import session
from tests.records.rest.conftest import program, token_of  # noqa: F401 -- fixtures of programs
from tests.trade.companies import settled
from tests.trade.programs import shipper, traders  # noqa: F401 -- fixtures of programs


@pytest.fixture
def trade(inside):
    """Organisations SHIPPER (yamada: SH), BROKER (kanda: FW, CB), HAULIER (suzuki: RT, WH), LINE (foreign: OC, NV)."""
    return settled(inside)


@pytest.fixture
def deal(trade):
    """A deal of SHIPPER and BROKER, with LINE, whom the broker invited, and HAULIER, whom it hides; committed."""
    made = trade.open()
    trade.invite(made, "SHIPPER", "BROKER", "FW")
    trade.invite(made, "BROKER", "LINE", "OC")
    trade.invite(made, "BROKER", "HAULIER", "RT", hidden=True)
    with trade.as_("SHIPPER"):
        session.commit()
    return made
