"""One question to a registry: without waiting for ever, in its pace, never elsewhere, never more than we can hold."""

import logging
import ssl
import time
from functools import cache

import httpx

from app.kernel import context
from app.kernel.i18n import _l, translate
from app.platform import throttling
from app.platform.webhooks.sending import may_call_loopback

logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log the key in the address
TIMEOUT, CONNECT, MOST_WAIT, TRIES = 8.0, 4.0, 3.0, 2
MOST_HEARD = 5_000_000
EVERY, BURST = 1.0, 5
"""Our pace for each tenant and registry; neither publishes a number, both ask for moderation."""
REASONS = {
    "unreachable": _l("The registry cannot be reached."),
    "slow": _l("The registry did not answer in time."),
    "busy": _l("The registry asks to wait: it had too many questions. Try again in a minute."),
    "failing": _l("The registry has trouble of its own at the moment."),
    "key": _l("The registry does not accept the key. Ask your administrator to enter it anew."),
    "refused": _l("The registry refused the question."),
    "unreadable": _l("The registry's answer cannot be read."),
}


class Unanswered(Exception):
    """No answer, for one of REASONS. `after`: seconds to wait, where the registry said so."""

    def __init__(self, reason, after=None):
        super().__init__(reason)
        self.reason, self.after = reason, after

    @property
    def sentence(self):
        """What happened, in the reader's language."""
        return translate(REASONS[self.reason])


def asked(service, address, path, *, params=None, headers=None):
    """`(status, bytes)` of an answer: 200 or 404. Raises Unanswered; asks once more where that may help soon."""
    for _try in range(TRIES - 1):
        try:
            return _once(service, address, path, params, headers)
        except Unanswered as trouble:
            wait = trouble.after if trouble.after is not None else 0.5
            if trouble.reason not in ("busy", "failing") or wait > MOST_WAIT:
                raise
            time.sleep(wait)
    return _once(service, address, path, params, headers)


def _once(service, address, path, params, headers):
    if not address.startswith("https://") and not may_call_loopback():
        raise Unanswered("unreachable")
    _take_turn(service)
    try:
        response, content = _heard(address + path, params, headers)
    except httpx.ConnectError:
        raise Unanswered("unreachable") from None
    except httpx.TimeoutException:
        raise Unanswered("slow") from None
    except httpx.HTTPError:
        raise Unanswered("unreachable") from None
    status = response.status_code
    if status in (200, 404):
        return status, content
    reason = {401: "key", 403: "key", 408: "slow", 429: "busy", 504: "slow"}.get(status)
    raise Unanswered(reason or ("failing" if status >= 500 else "refused"), _after(response))


def _take_turn(service):
    key = f"registry:{service}:{context.tenant_id()}"
    try:
        time.sleep(throttling.take(key, every=EVERY, burst=BURST, most=MOST_WAIT))
    except throttling.Busy:
        raise Unanswered("busy", MOST_WAIT + 1) from None


def _after(response):
    said = response.headers.get("retry-after", "")
    return float(said) if said.replace(".", "", 1).isdigit() else None


def _heard(url, params, headers):
    """Nothing is followed elsewhere, no proxy of the surroundings is used, certificates are verified."""
    patience, content, began = httpx.Timeout(TIMEOUT, connect=CONNECT), bytearray(), time.monotonic()
    with (
        httpx.Client(timeout=patience, trust_env=False, verify=_authorities()) as client,
        client.stream("GET", url, params=params, headers=headers) as response,
    ):
        for piece in response.iter_bytes():
            content += piece
            if len(content) > MOST_HEARD:
                raise Unanswered("unreadable")
            if time.monotonic() - began > 2 * TIMEOUT:
                raise Unanswered("slow")
    return response, bytes(content)


@cache
def _authorities():
    """Read once, it takes a while."""
    return ssl.create_default_context()
