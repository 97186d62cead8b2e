"""Keeping a file sealed, opening it, letting it go.

Not `platform.storage.sealed`: that one streams files of any size for a row that remembers its id. These are small and
whole, several belong in order to one owner that remembers nothing, and making them again replaces them all at once.
One table for both would need the owner, the order and the count of rows over there, which no upload has.
"""

import datetime as dt
import hashlib

from sqlalchemy import delete, select

from app.commerce.sealed_files.model import SealedFile
from app.kernel import clock, sealing
from app.kernel.db import session
from app.platform import jobs

DAYS = 7
_PLACE = "sealed_files.content"


def keep(owner_id, contents, *, days=DAYS):
    """Keep `[(name, rows, bytes)]` for `owner_id` in place of what it had; they are purged after `days`."""
    forget(owner_id)
    until = clock.now() + dt.timedelta(days=days)
    files = [
        SealedFile(
            owner_id=owner_id,
            position=position,
            name=name,
            rows=rows,
            size=len(plain),
            sha256=hashlib.sha256(plain).hexdigest(),
            content=sealing.sealed(plain, of=_PLACE),
            purge_at=until,
        )
        for position, (name, rows, plain) in enumerate(contents, 1)
    ]
    session.add_all(files)
    jobs.at(until, "commerce.sealed_files.purge")
    return files


def opened(file):
    """The bytes of a file."""
    return sealing.opened(file.content, of=_PLACE)


def files_of(owner_id):
    """The files of a row that may still be handed out, in their order."""
    return (
        select(SealedFile)
        .where(SealedFile.owner_id == owner_id, SealedFile.purge_at > clock.now())
        .order_by(SealedFile.position, SealedFile.id)
    )


def forget(owner_id):
    """Let the files of a row go now."""
    session.execute(delete(SealedFile).where(SealedFile.owner_id == owner_id))


def purge():
    """Let everything go whose day has come."""
    session.execute(delete(SealedFile).where(SealedFile.purge_at <= clock.now()))
