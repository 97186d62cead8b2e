"""A client of clamd, the daemon of the virus scanner ClamAV: one command, INSTREAM (clamd(8))."""

import socket
import struct
from contextlib import suppress
from urllib.parse import urlsplit

from app.kernel.errors import Transient

TIMEOUT = 60
PIECE = 256 * 1024


def signature_in(url, stream):
    """Name of what was found in a binary stream, None for a clean one. `url`: tcp://host:3310 or unix:///path.

    Raises Transient when the daemon does not answer, or refuses the stream (StreamMaxLength).
    """
    try:
        with _connected(url) as line:
            _send(line, stream)
            answer = _answer(line)
    except OSError as failure:
        raise Transient(f"the virus scanner does not answer: {failure}") from failure
    if answer == "stream: OK":
        return None
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise Transient(f"the virus scanner said: {answer[:200]}")


def _send(line, stream):
    """All of it, or as much as the daemon takes: one that refuses answers and hangs up in the middle, and says why."""
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(b"zINSTREAM\0")
        while piece := stream.read(PIECE):
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))


def _connected(url):
    parts = urlsplit(url)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(TIMEOUT)
        line.connect(parts.path)
        return line
    return socket.create_connection((parts.hostname, parts.port or 3310), timeout=TIMEOUT)


def _answer(line):
    said = b""
    while not said.endswith(b"\0"):
        piece = line.recv(4096)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace")
