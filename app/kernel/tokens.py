"""Words that stand in an address only sealed: a searched telephone number, a name. `~2.SGVsbG8…`, 2 being its key.

The same words of one tenant always give the same token (its nonce is made from them), so that addresses can be
compared and kept; only the server turns it back.
"""

import base64
import re

from app.kernel import sealing
from app.kernel.errors import Permanent

TOKEN = re.compile(r"~(\d{1,3})\.([A-Za-z0-9_-]{38,})")


def token(text, *, of):
    """The token of a text, bound to the present tenant and to `of`."""
    kept = base64.urlsafe_b64encode(sealing.sealed_the_same(text.encode(), of=of)).rstrip(b"=")
    return beginning() + kept.decode()


def beginning():
    """How tokens under the key in use begin."""
    return f"~{sealing.current()}."


def is_token(text):
    """Whether a text looks like a token, rather than like words."""
    return TOKEN.fullmatch(text) is not None


def said(kept, *, of):
    """The text of a token; None when it was changed, is another tenant's, or its key is gone."""
    try:
        packed = TOKEN.fullmatch(kept)[2]
        return sealing.opened(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), of=of).decode()
    except (Permanent, ValueError, TypeError):
        return None


def anew(text, *, of):
    """A text (JSON) with every token in it under the key in use. Raises Permanent when one cannot be turned back."""

    def under_current(found):
        words = said(found[0], of=of)
        if words is None:
            raise Permanent("a search cannot be turned back: its key is gone")
        return token(words, of=of)

    return TOKEN.sub(under_current, text)
