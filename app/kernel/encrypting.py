"""Secrets that must be read again (of a webhook, of another service): AES-GCM under a key made from the installation's.

Each text is bound to its place (`of`, such as `webhooks.secret` and the row's id) and to the tenant: copied
elsewhere it cannot be opened.
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.kernel.errors import Permanent
from app.kernel.sealing import derived, place

_held = {}
_VERSION = "1"
_NONCE = 12


def use(secret_key):
    """Start-up: the installation's secret, from which the key is made."""
    _held["cipher"] = AESGCM(derived(secret_key, b"choba encrypted columns"))


def encrypted(text, *, of):
    """`text` as a column keeps it, bound to the present tenant and to `of`."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = _held["cipher"].encrypt(nonce, text.encode(), place(of))
    return f"{_VERSION}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def decrypted(kept, *, of):
    """The text of what `encrypted` made. Raises Permanent when it was changed, moved, or made under another key."""
    try:
        sealed = base64.urlsafe_b64decode(kept.removeprefix(f"{_VERSION}."))
        return _held["cipher"].decrypt(sealed[:_NONCE], sealed[_NONCE:], place(of)).decode()
    except (InvalidTag, ValueError) as cause:
        raise Permanent("a secret cannot be opened: the installation's key is another") from cause
