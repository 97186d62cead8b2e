"""One request to a shop, done properly: in its pace, again when that helps, never with more than it needs to know.

Every client goes through Caller: TLS is verified, nothing is followed elsewhere, nothing is waited for without end,
what comes back is limited in size, and neither logs nor exceptions hold a secret, an address or a body.
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
import structlog

from app.commerce.malls.failing import Refused, Unauthorised, Unavailable
from app.kernel import clock
from app.platform import throttling
from app.platform.calling import authorities
from app.platform.webhooks.sending import may_call_loopback

log = structlog.get_logger()
LARGEST = 30 * 1024 * 1024
TRIES = 4
AGENT = "Choba/1.0 (Language=Python)"


@dataclass(frozen=True)
class Limit:
    """The pace a shop asks for: one request `every` seconds, `burst` at once after a rest; per account and `name`."""

    name: str
    every: float
    burst: int = 1


@dataclass(frozen=True)
class Answer:
    """What came back."""

    operation: str
    status: int
    headers: httpx.Headers
    content: bytes

    def json(self):
        """The document. Raises Refused (unreadable) when it is none."""
        try:
            return json.loads(self.content)
        except ValueError:
            raise Refused("unreadable", self.operation, status=self.status) from None

    @property
    def text(self):
        """The body as text, for looking for a code in it."""
        return self.content.decode("utf-8", "replace")


def checked_address(url, operation="address"):
    """The address without a slash at its end. Raises Refused unless it is https, or this machine outside production."""
    parts = urlsplit(url)
    own = (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost") and may_call_loopback()
    )
    if not parts.hostname or parts.username or not (parts.scheme == "https" or own):
        raise Refused("address", operation)
    return url.rstrip("/")


class Caller:
    """Calls one account's shop. Close it, or use it as a context.

    `authorise()` gives the headers that prove who we are; `renew()` is asked once when the shop does not accept them.
    `judge(answer)` may raise what only this shop's answers mean. `patience` are the seconds one call may take with
    all its waits.
    """

    def __init__(self, account, base_url, *, authorise: Callable = dict, renew: Callable | None = None,
                 judge: Callable | None = None, patience=90.0, timeout=30.0):  # fmt: skip
        self.key, self.pace, self.patience = account.key, account.pace, patience
        self.authorise, self.renew, self.judge, self.told = authorise, renew, judge, {}
        self.client = httpx.Client(
            base_url=checked_address(base_url), timeout=httpx.Timeout(timeout, connect=10.0), trust_env=False,
            verify=authorities(), headers={"User-Agent": AGENT},
        )  # fmt: skip
        self.timeout = timeout

    def close(self):
        """Let the connections go."""
        self.client.close()

    def ask(
        self, operation, method, path, *, limit, repeatable=True, accept=(), open_to_all=False, **request
    ):
        """The Answer to one request, after as many tries as make sense.

        `repeatable`: doing it twice is the same as once; otherwise it is only tried again when the shop cannot have
        done it. `accept` are statuses of refusal that the caller reads itself. `open_to_all`: without our proof.
        `request` is for httpx (json, data, content, params, headers). Raises Unavailable or Refused.
        """
        began, renewed, tries = time.monotonic(), open_to_all or self.renew is None, 0
        while True:
            proof = {} if open_to_all else self.authorise()  # may renew a token; that has tries of its own
            try:
                self._wait(operation, limit, began)
                return self._once(operation, method, path, limit, accept, proof, request)
            except Unauthorised:
                if renewed:
                    raise
                renewed = True
                self.renew()
            except Unavailable as trouble:
                tries += 1
                self._rest(trouble, limit, tries, began, repeatable)

    def _wait(self, operation, limit, began):
        left = self.patience - (time.monotonic() - began)
        try:
            wait = throttling.take(
                f"{self.key}|{limit.name}", every=self._every(limit), burst=limit.burst, most=left
            )
        except throttling.Busy as busy:
            raise Unavailable("busy", operation, after=busy.after) from None
        time.sleep(wait)

    def _every(self, limit):
        return self.told.get(limit.name, limit.every * self.pace)

    def _rest(self, trouble, limit, tries, began, repeatable):
        """Sleep before the next try, or raise the trouble when there shall be none."""
        back_off = self.pace * 2 ** (tries - 1) * random.uniform(0.5, 1.5)
        delay = max(trouble.after or 0.0, back_off)
        spent = time.monotonic() - began
        if trouble.reason == "busy":
            throttling.postpone(
                f"{self.key}|{limit.name}", delay, every=self._every(limit), burst=limit.burst
            )
        if tries >= TRIES or spent + delay > self.patience or not (repeatable or trouble.sure):
            raise trouble
        if trouble.reason != "busy":  # a turn of the limit is waited for anyway
            time.sleep(delay)

    def _once(self, operation, method, path, limit, accept, proof, request):
        began = time.monotonic()
        headers = proof | request.get("headers", {})
        try:
            answer = self._send(operation, method, path, request | {"headers": headers})
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise Unavailable("unreachable", operation) from None
        except httpx.TimeoutException:
            raise Unavailable("slow", operation, sure=False) from None
        except httpx.HTTPError:
            raise Unavailable("unreachable", operation, sure=False) from None
        if limit.burst == 1:  # the shop counts when requests arrive, not when we sent them
            throttling.postpone(f"{self.key}|{limit.name}", self._every(limit))
        self._note(operation, limit, answer, began)
        if self.judge:
            self.judge(answer)
        return _judged(answer, accept)

    def _send(self, operation, method, path, request):
        began = time.monotonic()
        with self.client.stream(method, path, **request) as response:
            content = bytearray()
            for piece in response.iter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise Refused("unreadable", operation, code="too large")
                if time.monotonic() - began > 2 * self.timeout:
                    raise httpx.ReadTimeout("drip")
        return Answer(operation, response.status_code, response.headers, bytes(content))

    def _note(self, operation, limit, answer, began):
        told = answer.headers.get("x-amzn-ratelimit-limit", "")
        if _is_number(told) and float(told) > 0:
            self.told[limit.name] = 1 / float(told)
        spent = round((time.monotonic() - began) * 1000)
        log.info(
            "shop called", account=self.key, operation=operation, status=answer.status, milliseconds=spent
        )


def _judged(answer, accept):
    status, operation = answer.status, answer.operation
    if status < 300 or status in accept:
        return answer
    if status == 401:
        raise Unauthorised("credentials", operation, status=status)
    if status == 403:
        raise Refused("forbidden", operation, status=status)
    if status == 429:
        raise Unavailable("busy", operation, status=status, after=_after(answer))
    if status >= 500 or status == 408:
        raise Unavailable("failing", operation, status=status, after=_after(answer), sure=False)
    raise Refused("refused", operation, status=status)


def _after(answer):
    """The seconds of Retry-After (RFC 9110 §10.2.3: a number or a date); None when the shop does not say."""
    said = answer.headers.get("retry-after", "").strip()
    if _is_number(said):
        return max(0.0, float(said))
    try:
        return max(0.0, (parsedate_to_datetime(said) - clock.now()).total_seconds())
    except (ValueError, TypeError):
        return None


def _is_number(text):
    return text.replace(".", "", 1).isdigit()
