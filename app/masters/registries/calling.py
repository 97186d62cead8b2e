"""One question to a registry, in its pace."""

import time

from app.kernel import context
from app.kernel.i18n import _l
from app.platform import calling, throttling

EVERY, BURST, MOST_WAIT = 1.0, 5, 3.0
"""Our pace for each tenant and registry; neither publishes a number, both ask for moderation."""


class Unanswered(calling.Unanswered):
    """A registry did not answer."""

    SENTENCES = {
        "unreachable": _l("The registry cannot be reached."),
        "slow": _l("The registry did not answer in time."),
        "busy": _l("The registry asks to wait: it had too many questions. Try again in a minute."),
        "failing": _l("The registry has trouble of its own at the moment."),
        "key": _l("The registry does not accept the key. Ask your administrator to enter it anew."),
        "refused": _l("The registry refused the question."),
        "unreadable": _l("The registry's answer cannot be read."),
    }


REGISTRY = calling.Service(
    Unanswered,
    timeout=8.0,
    connect=4.0,
    rest=0.5,
    most_wait=MOST_WAIT,
    largest=5_000_000,
    accepted=(200, 404),
)


def asked(service, url, **request):
    """`(status, bytes)` of an answer: 200 or 404. Raises Unanswered. `request`: params, headers."""
    return REGISTRY.asked("GET", url, turn=lambda: _take_turn(service), **request)


def _take_turn(service):
    key = f"registry:{service}:{context.tenant_id()}"
    try:
        time.sleep(throttling.take(key, every=EVERY, burst=BURST, most=MOST_WAIT))
    except throttling.Busy:
        raise Unanswered("busy", MOST_WAIT + 1) from None
