"""One question to somebody else's service: without waiting for ever, never elsewhere, never more than we can hold."""

import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import httpx

from app.kernel.i18n import translate
from app.platform.webhooks.sending import may_call_loopback

logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log addresses, and keys that stand in them
TRIES = 2
USUAL = {401: "key", 403: "key", 408: "slow", 429: "busy", 504: "slow"}


class Unanswered(Exception):
    """No answer, for one of its SENTENCES: each service has its own. `after`: seconds to wait, where it said so."""

    SENTENCES = {}

    def __init__(self, reason, after=None):
        super().__init__(reason)
        self.reason, self.after = reason, after

    @property
    def sentence(self):
        """What happened, in the reader's language."""
        return translate(self.SENTENCES[self.reason])


@dataclass(frozen=True)
class Service:
    """How a service is asked, and the `trouble` (a kind of Unanswered) that is raised.

    Seconds: `timeout` without a word (the whole may take twice as long), `connect`, `rest` before another try, which is
    left when it would be longer than `most_wait`. `largest`: bytes of an answer. `accepted`: statuses that are answers;
    `reason(status, content)` says what another one means, None: as USUAL.
    """

    trouble: type
    timeout: float
    connect: float
    rest: float
    most_wait: float
    largest: int
    accepted: tuple = (200,)
    reason: Callable = lambda _status, _content: None

    def asked(self, method, url, *, turn=lambda: None, **request):
        """`(status, bytes)` of an answer; asks once more where that may help soon. Raises `trouble`.

        `turn()` is waited for before each try; `request` is for httpx (params, json, headers).
        """
        for _try in range(TRIES - 1):
            try:
                return self._once(method, url, turn, request)
            except self.trouble as trouble:
                wait = trouble.after if trouble.after is not None else self.rest
                if trouble.reason not in ("busy", "failing") or wait > self.most_wait:
                    raise
                time.sleep(wait)
        return self._once(method, url, turn, request)

    def _once(self, method, url, turn, request):
        if not url.startswith("https://") and not may_call_loopback():
            raise self.trouble("unreachable")
        turn()
        try:
            response, content = self._heard(method, url, request)
        except httpx.ConnectError:
            raise self.trouble("unreachable") from None
        except httpx.TimeoutException:
            raise self.trouble("slow") from None
        except httpx.HTTPError:
            raise self.trouble("unreachable") from None
        status = response.status_code
        if status in self.accepted:
            return status, content
        reason = self.reason(status, content) or USUAL.get(status)
        raise self.trouble(reason or ("failing" if status >= 500 else "refused"), _after(response))

    def _heard(self, method, url, request):
        """Nothing is followed elsewhere, no proxy of the surroundings is used, certificates are verified."""
        patience, content, began = (
            httpx.Timeout(self.timeout, connect=self.connect), bytearray(), time.monotonic(),
        )  # fmt: skip
        with (
            httpx.Client(timeout=patience, trust_env=False, verify=authorities()) as client,
            client.stream(method, url, **request) as response,
        ):
            for piece in response.iter_bytes():
                content += piece
                if len(content) > self.largest:
                    raise self.trouble("unreadable")
                if time.monotonic() - began > 2 * self.timeout:
                    raise self.trouble("slow")
        return response, bytes(content)


def _after(response):
    said = response.headers.get("retry-after", "")
    return float(said) if said.replace(".", "", 1).isdigit() else None


@cache
def authorities():
    """Whose certificates this machine believes; read once, it takes a while."""
    return ssl.create_default_context()
