"""One request to an address outside. The only module that speaks to receivers of webhooks.

The name is resolved here, every address it has is checked, and the connection goes to the very address that was
checked. Nothing inside (private, link-local, loopback) is reached, nothing is followed, nothing is waited for long.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.kernel.errors import Rejected

CONNECT, WHOLE = 5, 15
EXCERPT = 2000
_allowed = {"loopback": False}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def use(*, loopback):
    """Start-up: whether `http://` to this machine is allowed (development and tests)."""
    _allowed["loopback"] = loopback


def may_call_loopback():
    """Whether `http://` to this machine is allowed: never in production."""
    return _allowed["loopback"]


@dataclass(frozen=True)
class Outcome:
    """What became of a request: `status` and what came back, or an `error`; `refused` when we would not even try."""

    status: int | None = None
    headers: dict = field(default_factory=dict)
    excerpt: str = ""
    error: str = ""
    refused: bool = False
    milliseconds: int = 0


class Unreachable(Rejected):
    """An address that must not be called."""


def check_address(url):
    """Refuse what is no address for a webhook (Rejected, field `url`); returns its parts."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
    if (
        not host
        or len(url) > 1000
        or parts.username
        or parts.fragment
        or not url.isascii()
        or not url.isprintable()
    ):
        raise Unreachable("This is no address for a webhook.", "url")
    own = _allowed["loopback"] and parts.scheme == "http" and host in ("localhost", "127.0.0.1", "::1")
    if parts.scheme != "https" and not own:
        raise Unreachable("The address begins with https://.", "url")
    return parts


def send(url, body, headers):
    """POST `body` (bytes). Never raises: the Outcome says what happened."""
    began, late = time.monotonic(), threading.Event()
    try:
        parts = check_address(url)
        found = _ask(parts, _resolve(parts), body, headers, late)
    except Unreachable as refused:
        found = {"error": refused.message, "refused": True}
    except (OSError, http.client.HTTPException) as trouble:
        said = "the receiver took too long" if late.is_set() else f"{type(trouble).__name__}: {trouble}"
        found = {"error": said[:EXCERPT]}
    return Outcome(**found, milliseconds=round((time.monotonic() - began) * 1000))


def _resolve(parts):
    """The address to connect to. Raises Unreachable when the name leads anywhere inside."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [one[4][0] for one in found]
    loopback = _allowed["loopback"] and parts.scheme == "http"
    for one in addresses:
        if not (ipaddress.ip_address(one).is_loopback if loopback else outside(one)):
            raise Unreachable("The address leads to a network that must not be called.", "url")
    return addresses[0], port


def outside(address):
    """Whether an IP address belongs to the open internet, looked at through every wrapping of IPv4 in IPv6."""
    one = ipaddress.ip_address(address.partition("%")[0])
    if one.version == 6:
        if one.ipv4_mapped or one in _NAT64:
            return outside(str(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)))
        if one.sixtofour or one.teredo or one.is_site_local:
            return False
    return one.is_global and not one.is_multicast and not one.is_reserved


def _ask(parts, target, body, headers, late):
    connection = http.client.HTTPConnection(parts.hostname, target[1], timeout=CONNECT)
    raw = socket.create_connection(target, timeout=CONNECT)
    watch = threading.Timer(WHOLE, _give_up, (raw, late))
    watch.daemon = True
    watch.start()
    try:
        raw.settimeout(WHOLE)
        secured = parts.scheme == "https"
        connection.sock = _secured(raw, parts.hostname) if secured else raw
        connection.request("POST", _target(parts), body, headers | {"Host": parts.netloc})
        answer = connection.getresponse()
        excerpt = answer.read(EXCERPT).decode("utf-8", "replace").replace("\0", "\ufffd")
        kept = {name[:100]: value[:300] for name, value in answer.getheaders()[:40]}
        return {"status": answer.status, "headers": kept, "excerpt": excerpt}
    finally:
        watch.cancel()
        connection.close()
        raw.close()


def _secured(raw, host):
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def _target(parts):
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _give_up(raw, late):
    late.set()
    try:
        raw.shutdown(socket.SHUT_RDWR)
    except OSError:
        raw.close()
