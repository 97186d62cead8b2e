"""Personal data in the database: AES-256-GCM under a ring of keys, and blind keys by which it is found again.

A sealed value starts with the number of its key, so that a new key can be taken into use while old values stay
readable. It is bound to the tenant and to its place (`slips.recipient`): copied elsewhere it cannot be opened. Keys
live outside the database (`CHOBA_DATA_KEYS`, `CHOBA_BLIND_KEY`; without them they are made from the installation's
secret).
"""

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.kernel import context
from app.kernel.errors import Permanent

FROM_SECRET = 0
"""Number of the key that is made from the installation's secret."""
_NONCE = 12
_ring: dict[int, AESGCM] = {}
_held = {"current": FROM_SECRET, "blind": b""}


def use(secret_key, data_keys=(), blind_key=None):
    """Start-up. `data_keys`: `(number, 32 bytes)`, the first is the one in use; `blind_key`: bytes or None."""
    _ring.clear()
    _ring[FROM_SECRET] = AESGCM(derived(secret_key, b"choba personal data"))
    _ring.update((number, AESGCM(key)) for number, key in data_keys)
    _held["current"] = data_keys[0][0] if data_keys else FROM_SECRET
    _held["blind"] = blind_key or derived(secret_key, b"choba blind keys")


def derived(secret_key, purpose):
    """A key of 32 bytes for one purpose (bytes), made from the installation's secret."""
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret_key.encode())


def drawn(purpose):
    """32 bytes for one purpose (bytes), the same for as long as the blind key stands."""
    return hmac.digest(_held["blind"], b"drawn|" + purpose, hashlib.sha256)


def sealed(plain, *, of):
    """`plain` (bytes) as a column keeps it, bound to the present tenant and to the place `of`."""
    return _sealed(plain, place(of), secrets.token_bytes(_NONCE))


def sealed_the_same(plain, *, of):
    """As `sealed`, but the same bytes always give the same: for what is compared and stands in addresses.

    The nonce is made from content and place, so that none is used for two contents.
    """
    bound = place(of)
    said = len(bound).to_bytes(4, "big") + bound + plain
    return _sealed(plain, bound, hmac.digest(_held["blind"], b"nonce|" + said, hashlib.sha256)[:_NONCE])


def _sealed(plain, bound, nonce):
    number = _held["current"]
    return bytes((number,)) + nonce + _ring[number].encrypt(nonce, plain, bound)


def opened(kept, *, of):
    """The bytes of what `sealed` made. Raises Permanent when it was changed, moved, or its key is gone."""
    kept = bytes(kept)
    key = _ring.get(kept[0]) if kept else None
    if key is None:
        raise Permanent(f"personal data is under key {kept[0]}, which CHOBA_DATA_KEYS does not hold")
    try:
        return key.decrypt(kept[1 : _NONCE + 1], kept[_NONCE + 1 :], place(of))
    except InvalidTag as cause:
        raise Permanent("personal data cannot be opened: it was moved, or its key is another") from cause


def current():
    """Number of the key in use."""
    return _held["current"]


def is_current(kept):
    """Tell whether a sealed value is under the key in use (else it wants to be sealed anew)."""
    return bytes(kept)[0] == current()


def blind(text, *, of):
    """A number by which equal texts of one tenant and kind (`of`: `phone`, `mail` …) are found without opening them.

    64 bits of HMAC-SHA-256, signed: an index of bigint is admitted by row-level security. None for no text.
    """
    if not text:
        return None
    told = hmac.digest(_held["blind"], place(of) + b"|" + text.encode(), hashlib.sha256)
    return int.from_bytes(told[:8], "big", signed=True)


def blind_key():
    """The 32 bytes under which blind keys are made."""
    return _held["blind"]


def place(of):
    """What a sealed content is bound to: the present tenant and `of`."""
    return _place(context.tenant_id(), of)


@lru_cache(maxsize=512)
def _place(tenant_id, of):
    return f"{tenant_id}|{of}".encode()
