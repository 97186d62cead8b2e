"""Where files are handed over, and whether that place may be called."""

import ipaddress
import socket
from dataclasses import dataclass, field

from app.commerce.malls.failing import Refused
from app.platform.webhooks.sending import may_call_loopback, outside

TIMEOUT = 30.0
LARGEST = 100 * 1024 * 1024


@dataclass(frozen=True)
class Drop:
    """Where files are handed over. `kind` is ftp, ftps or sftp; `folder` is where they lie.

    `host_key` is the fingerprint an SFTP server must have, `SHA256:…` as `ssh-keygen -l` shows it (several apart by
    spaces while a key is being changed). `private_key` (OpenSSH or PEM) instead of the password, its passphrase is
    the `password` then. `authority` is a certificate (PEM) that an FTPS server's must come from, blank for the usual
    ones.
    """

    kind: str
    host: str
    user: str
    password: str = field(default="", repr=False)
    port: int = 0
    folder: str = "."
    host_key: str = ""
    private_key: str = field(default="", repr=False)
    authority: str = ""
    timeout: float = TIMEOUT


def address_of(drop):
    """The address to connect to. Raises Refused when the name leads anywhere inside (see webhooks.sending)."""
    found = [one[4][0] for one in socket.getaddrinfo(drop.host, None, type=socket.SOCK_STREAM)]
    for one in found:
        own = ipaddress.ip_address(one.partition("%")[0]).is_loopback and may_call_loopback()
        if not (own or outside(one)):
            raise Refused("inside", "connect")
    return found[0]
