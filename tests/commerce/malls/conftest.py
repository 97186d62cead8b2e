"""Accounts whose shops are peers on this machine, with a second that lasts a fiftieth of a second."""

import logging
import uuid

import pytest
from flask_babel import force_locale
from structlog.testing import capture_logs

from app.commerce.malls.accounts import Account
from app.platform.webhooks import sending

SCALE, PACE = 0.02, 0.025
"""How long the peers' second lasts, and ours: a little longer, as a careful client would have it."""


@pytest.fixture(autouse=True)
def loopback(app):
    """Shops may stand on this machine, as outside production; sentences are English."""
    sending.use(loopback=True)
    with force_locale("en"):
        yield


@pytest.fixture
def account():
    """`account(peer, credentials, …)`: an account of its own at a peer."""

    def made(peer, credentials, **more):
        more = {"seller": "chobaya", "pace": PACE, "base_url": peer.url} | more
        return Account(key=f"test|{uuid.uuid4().hex}", credentials=credentials, **more)

    return made


@pytest.fixture
def told(caplog):
    """Everything a test lets out through logs: `told()` is one text."""
    caplog.set_level(logging.DEBUG)
    with capture_logs() as lines:
        yield lambda: "\n".join([*map(str, lines), caplog.text])
