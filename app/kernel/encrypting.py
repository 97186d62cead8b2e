"""Secrets that must be read again (of a webhook, of another service), as text: sealed under the ring of keys.

Each text is bound to its place (`of`, such as `webhooks.secret` and the row's id) and to the tenant: copied
elsewhere it cannot be opened. It says its version and the number of its key in front (`2.1.…`); version 1 stood under
a key of its own, made from the installation's secret.
"""

import base64

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.kernel import sealing
from app.kernel.errors import Permanent
from app.kernel.sealing import derived, place

_held = {}
_NONCE = 12


def use(secret_key):
    """Start-up: the installation's secret, from which the key of version 1 is made."""
    _held["cipher"] = AESGCM(derived(secret_key, b"choba encrypted columns"))


def encrypted(text, *, of):
    """`text` as a column keeps it, bound to the present tenant and to `of`."""
    return beginning() + base64.urlsafe_b64encode(sealing.sealed(text.encode(), of=of)).decode()


def beginning():
    """How texts under the key in use begin."""
    return f"2.{sealing.current()}."


def decrypted(kept, *, of):
    """The text of what `encrypted` made. Raises Permanent when it was changed, moved, or made under another key."""
    version, _dot, rest = kept.partition(".")
    try:
        sealed = base64.urlsafe_b64decode(rest.rpartition(".")[2])
        if version == "2":
            return sealing.opened(sealed, of=of).decode()
        return _held["cipher"].decrypt(sealed[:_NONCE], sealed[_NONCE:], place(of)).decode()
    except (InvalidTag, ValueError) as cause:
        raise Permanent("a secret cannot be opened: the installation's key is another") from cause
