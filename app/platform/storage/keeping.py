"""Taking files in and giving them out."""

import hashlib
import io
import tempfile
import uuid
from pathlib import PurePath

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.storage import places
from app.platform.storage.contents import content_type_of
from app.platform.storage.model import StoredFile

LIMIT = 50 * 1024 * 1024
CHUNK = 1024 * 1024


def keep(stream, name, *, subject=None, purpose="attachment", limit=LIMIT, accept=None):
    """Store a readable binary stream and return its StoredFile row (added, not committed).

    The type is found from the content, never from the name. Raises Rejected when it is empty, larger than `limit`
    bytes, or not among `accept` (content types); nothing is stored then.
    """
    return named(laid(stream, name, limit=limit, accept=accept), subject=subject, purpose=purpose)


def laid(stream, name, *, limit=LIMIT, accept=None, keeper=None):
    """Store the content alone, without a row: its facts (`name`, `content_type`, `size`, `sha256`). Raises Rejected.

    `keeper`: under whose id it lies, where that is not the tenant (a room of several tenants).
    """
    sha, size = hashlib.sha256(), 0
    with tempfile.SpooledTemporaryFile(max_size=4 * CHUNK) as spool:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise Rejected("This file is larger than %(limit)s MB.", limit=limit // (1024 * 1024))
            sha.update(chunk)
            spool.write(chunk)
        if not size:
            raise Rejected("This file is empty.")
        spool.seek(0)
        kind = content_type_of(spool.read(8192), name)
        if accept and kind not in accept:
            raise Rejected("This kind of file cannot be used here. Please choose another file.")
        spool.seek(0)
        places.present().put(keeper or context.tenant_id(), sha.hexdigest(), spool)
    return {"name": safe_name(name), "content_type": kind, "size": size, "sha256": sha.hexdigest()}


def named(facts, *, subject=None, purpose="attachment"):
    """A StoredFile row (added, not committed) for a content that lies here already: `facts` as `laid` gives them."""
    return _row(facts["name"], facts["content_type"], facts["size"], facts["sha256"], subject, purpose)


def keep_bytes(content, name, **options):
    """`keep` for bytes at hand (a PDF just made)."""
    return keep(io.BytesIO(content), name, **options)


def copied(file_facts, sender_id, *, subject, purpose="received"):
    """A row in the present tenant for a file another tenant sent: `file_facts` has name, type, size, sha256."""
    places.present().copy(sender_id, context.tenant_id(), file_facts["sha256"])
    return named(file_facts, subject=subject, purpose=purpose)


def _row(name, kind, size, sha256, subject, purpose):
    who = context.actor()
    file = StoredFile(
        name=safe_name(name),
        content_type=kind,
        size=size,
        sha256=sha256,
        purpose=purpose,
        subject_type=getattr(type(subject), "__tablename__", "") if subject is not None else "",
        subject_id=getattr(subject, "id", None),
        uploaded_by_id=who.id,
        uploaded_by_name=who.name,
    )
    session.add(file)
    return file


def opened(file_id):
    """`(row, open binary stream)` of a file of this tenant, or `(None, None)`. The caller closes the stream."""
    file = session.get(StoredFile, (context.tenant_id(), uuid.UUID(str(file_id))))
    if file is None:
        return None, None
    return file, places.present().open(file.tenant_id, file.sha256)


def content(tenant_id, sha256):
    """Open binary stream of a content of that tenant (or keeper): for answers written after their transaction."""
    return places.present().open(tenant_id, sha256)


def safe_name(name):
    """The file's own name without folders and control characters, at most 200 characters, ending kept."""
    plain = (
        "".join(c for c in PurePath(name.replace("\\", "/")).name if c.isprintable()).strip(". ") or "file"
    )
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= 200 or not dot or len(ending) > 20:
        return plain[:200]
    return stem[: 199 - len(ending)] + dot + ending
