"""Addresses under which this installation takes mails in: `log+<tenant><secret>@<domain>`, in letters that survive a
mail program's fancies (base32, small or large).
"""

import base64
import re
import uuid
from dataclasses import dataclass
from types import SimpleNamespace

PREFIX = "log+"
_ADDRESS = re.compile(r"log\+([a-z2-7]{26})([a-z2-7]{26})@(\S+)")
_chosen = SimpleNamespace(domain="", open=False)


@dataclass(frozen=True)
class Token:
    """Whose mail it is: the tenant's id, and the secret (26 letters, 130 bits) of one of its people."""

    tenant_id: uuid.UUID
    secret: str


def use(domain, *, open_door):
    """Start-up: the domain whose mail comes here; `open_door`: whether a door for it is open at all."""
    _chosen.domain, _chosen.open = domain.lower(), open_door


def is_open():
    """Whether mail can come in."""
    return _chosen.open


def domain():
    """The domain whose mail comes here."""
    return _chosen.domain


def address_of_token(tenant_id, secret):
    """The address that `token_in` reads."""
    packed = base64.b32encode(uuid.UUID(str(tenant_id)).bytes).decode().rstrip("=").lower()
    return f"{PREFIX}{packed}{secret}@{_chosen.domain}"


def token_in(address):
    """The Token in an address of ours, None for any other."""
    found = _ADDRESS.fullmatch(address.strip().lower())
    if found is None or found[3] != _chosen.domain:
        return None
    return Token(uuid.UUID(bytes=base64.b32decode(found[1].upper() + "======")), found[2])
