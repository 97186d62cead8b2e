"""A receiver of webhooks as somebody else would write it, from the text of Standard Webhooks 1.0 alone.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md: the signature is
`v1,` and base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`; the key is what follows `whsec_`,
base64; a timestamp older than five minutes is refused; several signatures stand apart by spaces.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE = 300


class Receiver:
    """Listens on 127.0.0.1. `plan`: what to answer next, in turn: a status, `"slow"`, `"drip"` or `"cut"`."""

    def __init__(self, plan=()):
        self.secret, self.plan, self.taken, self.refused = None, list(plan), [], []
        self.headers = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self):
        """Where to send."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/hooks?from=choba"

    def close(self):
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()

    def judge(self, headers, body):
        """Tell what is wrong with a delivery, or None."""
        stamp, given = headers.get("webhook-timestamp", ""), headers.get("webhook-signature", "").split()
        if not stamp.isdigit() or abs(time.time() - int(stamp)) > TOLERANCE:
            return "timestamp"
        key = base64.b64decode(self.secret.split("_", 1)[1])
        signed = headers["webhook-id"].encode() + b"." + stamp.encode() + b"." + body
        wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return None if any(hmac.compare_digest(one, f"v1,{wanted}") for one in given) else "signature"


def _handler(receiver):
    return type("Handler", (Handler,), {"receiver": receiver})


class Handler(BaseHTTPRequestHandler):
    """Takes one delivery and answers as the plan says."""

    receiver = None

    def do_POST(self):
        """Judge it, note it, answer."""
        body = self.rfile.read(int(self.headers["content-length"]))
        told = {name.lower(): value for name, value in self.headers.items()}
        wrong = self.receiver.judge(told, body)
        noted = self.receiver.refused if wrong else self.receiver.taken
        noted.append((told, json.loads(body), self.path))
        step = self.receiver.plan.pop(0) if self.receiver.plan else 204
        odd = {"cut": self.connection.close, "slow": lambda: time.sleep(3), "drip": self._drip}
        odd[step]() if step in odd else self._answer(401 if wrong else step)

    def _answer(self, status):
        said = b"" if status == 204 else b"said the receiver"
        self.send_response(status)
        for name, value in self.receiver.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _drip(self):
        try:
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100:
                self.wfile.write(bytes([letter]))
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    def log_message(self, *_words):
        """Say nothing."""
