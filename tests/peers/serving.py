"""What the peers of shops share: an HTTP server on loopback, limits, a clock that runs faster, planned failures.

It knows no shop. HTTP as in RFC 9110 (Retry-After, 429 from RFC 6585); the leaky bucket as Amazon and Shopify
describe it: it fills up to `burst` and refills one every `every` seconds.
"""

import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Request:
    """One request as it came in; `said` is its body."""

    method: str
    path: str
    query: dict
    headers: dict
    said: bytes
    operation: str = ""

    def json(self):
        """The body as JSON; anything else is answered with 400."""
        try:
            return json.loads(self.said)
        except ValueError:
            raise Said(400, {"errors": [{"code": "InvalidInput", "message": "not JSON"}]}) from None

    def form(self):
        """The body as a form."""
        return dict(parse_qsl(self.said.decode(), keep_blank_values=True))


@dataclass
class Said(Exception):
    """An answer: dictionaries become JSON, text stays, None is no body."""

    status: int = 200
    body: object = None
    headers: dict = field(default_factory=dict)

    def content(self):
        """The type and the bytes to send."""
        if self.body is None:
            return "", b""
        if isinstance(self.body, bytes):
            return "application/octet-stream", self.body
        if isinstance(self.body, str):
            return "application/xml;charset=UTF-8", self.body.encode()
        return "application/json", json.dumps(self.body, ensure_ascii=False).encode()


class Bucket:
    """Lets `burst` through at once and then one every `every` seconds."""

    def __init__(self, every, burst=1):
        self.every, self.burst, self.left, self.at = every, burst, float(burst), time.monotonic()

    def take(self, cost=1.0):
        """Seconds until it would have let this through; 0 when it did."""
        now = time.monotonic()
        self.left = min(self.burst, self.left + (now - self.at) / self.every)
        self.at = now
        if self.left >= cost:
            self.left -= cost
            return 0.0
        return (cost - self.left) * self.every


class Peer:
    """`with Rakuten(scale=0.02) as shop: shop.url`. `scale` is how long its second lasts, in seconds.

    `fail(step, at=operation, times=n)` plans the next answers: a status, `"slow"` (past every patience), `"cut"`
    (closes without a word), `"broken"` (a body nobody can read), `"lost"` (does it and then closes without a word).
    `asked` holds `(operation, status)` of every request in order.
    """

    limits: dict = {}
    """Operation → `(seconds between requests, burst)`."""

    def __init__(self, scale=1.0, slowness=3.0):
        self.scale, self.slowness, self.asked, self.plan = scale, slowness, [], []
        self.lock, self.buckets = threading.RLock(), {}
        self.counted = defaultdict(int)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"peer": self}))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def fail(self, step, at=None, times=1, **headers):
        """Answer the next `times` requests for `at` (None: for anything) with a failure."""
        self.plan += [(step, at, headers)] * times

    def answered(self, status):
        """The operations that were answered with `status`."""
        return [operation for operation, said in self.asked if said == status]

    def asked_for(self, operation):
        """How often an operation was asked for."""
        return sum(1 for one, _status in self.asked if one == operation)

    def operation(self, request):
        """The documented name of what a request asks for. Subclasses know."""
        raise NotImplementedError

    def answer(self, request):
        """Do what a request asks for; returns or raises Said. Subclasses know."""
        raise NotImplementedError

    def too_many(self, request, seconds):
        """The answer to one request too many. `seconds` until the next would be let through."""
        return Said(429, {"message": "too many"}, {"Retry-After": f"{seconds:.3f}"})

    def broken(self):
        """A body that nobody can read."""
        return Said(200, b"<html><body>maintenance \xff\xfe")

    def handle(self, request):
        """The answer, and the step of the plan it follows."""
        request.operation = self.operation(request)
        with self.lock:
            step, headers = self._planned(request.operation)
            if isinstance(step, int):
                return Said(step, {"message": "as planned"}, headers), None
            if step == "broken":
                return self.broken(), None
            if step in ("cut", "slow"):
                return Said(0), step
            wait = self._wait(request)
            if wait:
                return self.too_many(request, wait), None
            try:
                return self.answer(request), step
            except Said as said:
                return said, step

    def _planned(self, operation):
        for place, (step, at, headers) in enumerate(self.plan):
            if at in (None, operation):
                del self.plan[place]
                return step, headers
        return None, {}

    def _wait(self, request):
        every, burst = self.limits.get(request.operation, (0, 1))
        if not every:
            return 0
        bucket = self.buckets.setdefault(request.operation, Bucket(every * self.scale, burst))
        return bucket.take()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # head and body leave together
    peer = None

    def do_GET(self):
        """Answer one request."""
        parts = urlsplit(self.path)
        size = int(self.headers.get("content-length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        request = Request(self.command, parts.path, query, headers, self.rfile.read(size))
        said, step = self.peer.handle(request)
        self.peer.asked.append((request.operation, step or said.status))
        if step == "slow":
            time.sleep(self.peer.slowness)
        if step in ("cut", "lost", "slow"):
            self.close_connection = True
            return
        self._send(said)

    def do_POST(self):
        """The same."""
        self.do_GET()

    def do_PUT(self):
        """The same."""
        self.do_GET()

    def _send(self, said):
        kind, content = said.content()
        self.send_response(said.status)
        for name, value in {"Content-Type": kind, **said.headers}.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words):
        """Say nothing."""
