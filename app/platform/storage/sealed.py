"""Large files with personal data: packed, sealed piece by piece in the database, and gone after some days.

A piece is bound to its file and its place in it. Reading needs one piece in memory, never the whole file, and no
plain copy on disk. After `expires_at` a file cannot be opened any more, whether the purge has come by or not.
"""

import datetime as dt
import hashlib
import io
import uuid
import zlib

from sqlalchemy import delete, insert, select

from app.kernel import clock, context, sealing
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.platform import jobs
from app.platform.storage.keeping import CHUNK, LIMIT, safe_name
from app.platform.storage.model import SealedPiece, SealedStream


class Writer(io.RawIOBase):
    """A writable binary file whose pieces go into the database as they fill; `done()` returns the SealedStream."""

    def __init__(self, name, *, purpose, days, limit=LIMIT, file_id=None):
        super().__init__()
        self.file = SealedStream(
            id=file_id or new_id(),
            name=safe_name(name),
            size=0,
            sha256="",
            purpose=purpose,
            expires_at=clock.now() + dt.timedelta(days=max(days, 1)),
            kept_by_id=context.actor().id,
        )
        session.add(self.file)
        session.flush()  # the pieces refer to it
        self._limit, self._sha, self._held, self._number = limit, hashlib.sha256(), bytearray(), 0

    def writable(self):
        """It is."""
        return True

    def write(self, content):
        """Take bytes. Raises Rejected beyond the limit."""
        self.file.size += len(content)
        if self.file.size > self._limit:
            raise Rejected("This file is larger than %(limit)s MB.", limit=self._limit // (1024 * 1024))
        self._sha.update(content)
        self._held += content
        while len(self._held) >= CHUNK:
            self._keep(bytes(self._held[:CHUNK]))
            del self._held[:CHUNK]
        return len(content)

    def _keep(self, piece):
        content = sealing.sealed(zlib.compress(piece, 1), of=_place(self.file.id, self._number))
        values = {
            "tenant_id": context.tenant_id(),
            "file_id": self.file.id,
            "number": self._number,
            "content": content,
        }
        session.execute(insert(SealedPiece).values(values))
        self._number += 1

    def done(self):
        """Keep the rest and note when the file must go. Returns the SealedStream; raises Rejected for an empty one."""
        if not self.file.size:
            raise Rejected("This file is empty.")
        if self._held:
            self._keep(bytes(self._held))
            self._held.clear()
        self.file.sha256 = self._sha.hexdigest()
        jobs.at(
            self.file.expires_at,
            "platform.storage.forget_sealed",
            subject_id=self.file.id,
            file_id=self.file.id,
        )
        return self.file


class _Pieces(io.RawIOBase):
    """The plain bytes of a SealedStream, one piece at a time."""

    def __init__(self, file):
        super().__init__()
        self._id, self._size, self._at = file.id, file.size, 0
        self._number, self._piece = -1, b""

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self._at

    def seek(self, offset, whence=io.SEEK_SET):
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def readinto(self, target):
        if self._at >= self._size:
            return 0
        number, within = divmod(self._at, CHUNK)
        if number != self._number:
            self._number, self._piece = number, _piece(self._id, number)
        given = self._piece[within : within + len(target)]
        target[: len(given)] = given
        self._at += len(given)
        return len(given)


def _piece(file_id, number):
    content = session.scalar(
        select(SealedPiece.content).where(SealedPiece.file_id == file_id, SealedPiece.number == number)
    )
    if content is None:
        raise FileNotFoundError(f"piece {number} of {file_id}")
    return zlib.decompress(sealing.opened(content, of=_place(file_id, number)))


def _place(file_id, number):
    return f"sealed_pieces.content|{file_id}|{number}"


def keep_sealed(stream, name, *, purpose, days, limit=LIMIT, file_id=None):
    """Keep a readable binary stream sealed for so many days. Returns the SealedStream. Raises Rejected.

    `file_id`: for a row that has one sealed file at most and finds it by its own id.
    """
    writer = Writer(name, purpose=purpose, days=days, limit=limit, file_id=file_id)
    while chunk := stream.read(CHUNK):
        writer.write(chunk)
    return writer.done()


def opened_sealed(file_id):
    """`(SealedStream, seekable binary stream)`, or `(None, None)` when it is gone or over. Read in the same session."""
    file = session.get(SealedStream, (context.tenant_id(), uuid.UUID(str(file_id)))) if file_id else None
    if file is None or file.expires_at <= clock.now():
        return None, None
    return file, io.BufferedReader(_Pieces(file), 1 << 16)


def forget(file_id):
    """Delete a sealed file at once."""
    session.execute(delete(SealedStream).where(SealedStream.id == uuid.UUID(str(file_id))))


def forget_expired(file_id):
    """Delete a sealed file whose days are over; one whose days were prolonged stays."""
    session.execute(
        delete(SealedStream).where(
            SealedStream.id == uuid.UUID(str(file_id)), SealedStream.expires_at <= clock.now()
        )
    )
