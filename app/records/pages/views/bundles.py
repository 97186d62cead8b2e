"""All files of a record as one ZIP, written while it is sent."""

import zipfile
from collections import Counter
from urllib.parse import quote

from flask import Response, stream_with_context

from app.kernel.errors import Missing
from app.platform.storage.keeping import CHUNK, content
from app.platform.storage.model import HELD
from app.records.attachments.queries import files_of
from app.records.kit.queries import every
from app.web.finding import find


class _Sink:
    """What zipfile writes to: a buffer that is emptied into the answer piece by piece."""

    def __init__(self):
        self.pieces = []

    def write(self, piece):
        """Keep a piece."""
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self):
        """Nothing waits here."""

    def taken(self):
        """What was written since the last time."""
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)


def attachment_bundle(kind, record_id):
    """The files that may be opened, each in the version in force."""
    row = find(every(kind), record_id)
    files = [one for one in files_of(row.id)[0] if one.scan not in HELD]
    if not files:
        raise Missing
    response = Response(stream_with_context(_zipped(files)), mimetype="application/zip")
    name = quote(f"{getattr(row, kind.key) or ''}_{getattr(row, kind.title)}.zip".lstrip("_"), safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"files.zip\"; filename*=UTF-8''{name}"
    return response


def _zipped(files):
    sink, seen = _Sink(), Counter()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as bundle:
        for one in files:
            seen[one.name] += 1
            name = _apart(one.name, seen[one.name])
            with content(one.tenant_id, one.sha256) as source, bundle.open(name, "w") as target:
                while piece := source.read(CHUNK):
                    target.write(piece)
                    yield sink.taken()
    yield sink.taken()


def _apart(name, count):
    """The name of the second and further files of one name."""
    stem, dot, ending = name.rpartition(".")
    if count == 1:
        return name
    return f"{stem} ({count}).{ending}" if dot else f"{name} ({count})"
