"""Where contents live: a folder (`file://`) or an object store (`s3://bucket/prefix`)."""

import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

_chosen = SimpleNamespace(place=None)


class Folder:
    """Contents under `root/<tenant>/<first two>/<sha256>`, written beside and renamed, so never half there."""

    def __init__(self, root):
        self.root = Path(root)

    def _path(self, tenant_id, sha256):
        return self.root / str(tenant_id) / sha256[:2] / sha256

    def put(self, tenant_id, sha256, stream):
        """Store the stream's bytes; storing the same content again is free."""
        path = self._path(tenant_id, sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as target:
            shutil.copyfileobj(stream, target)
            target.flush()
            os.fsync(target.fileno())
        Path(beside).replace(path)

    def copy(self, from_id, to_id, sha256):
        """Give another tenant the same content: a second name for it, since content never changes."""
        source, path = self._path(from_id, sha256), self._path(to_id, sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.hardlink_to(source)
        except FileExistsError:
            return
        except FileNotFoundError:
            raise
        except OSError:  # a file system without hard links
            with source.open("rb") as stream:
                self.put(to_id, sha256, stream)

    def open(self, tenant_id, sha256):
        """Open binary stream. Raises FileNotFoundError."""
        return self._path(tenant_id, sha256).open("rb")


class Bucket:
    """Contents as objects `prefix/<tenant>/<sha256>` of an S3 bucket (credentials from the environment)."""

    def __init__(self, bucket, prefix):
        import boto3  # noqa: PLC0415 -- slow import

        self.client, self.bucket, self.prefix = boto3.client("s3"), bucket, prefix.strip("/")

    def _key(self, tenant_id, sha256):
        return "/".join(part for part in (self.prefix, str(tenant_id), sha256) if part)

    def put(self, tenant_id, sha256, stream):
        """Store the stream's bytes under its hash."""
        self.client.upload_fileobj(stream, self.bucket, self._key(tenant_id, sha256))

    def copy(self, from_id, to_id, sha256):
        """Give another tenant the same content, inside the store."""
        source = {"Bucket": self.bucket, "Key": self._key(from_id, sha256)}
        self.client.copy(source, self.bucket, self._key(to_id, sha256))

    def open(self, tenant_id, sha256):
        """Open binary stream; spooled, since object streams cannot seek. Raises FileNotFoundError."""
        spool = tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024)  # noqa: SIM115 -- the caller closes it
        try:
            self.client.download_fileobj(self.bucket, self._key(tenant_id, sha256), spool)
        except self.client.exceptions.ClientError as missing:
            spool.close()
            raise FileNotFoundError(sha256) from missing
        spool.seek(0)
        return spool


def use(url):
    """Start-up: choose the place by `STORAGE_URL`."""
    parts = urlsplit(url)
    _chosen.place = Bucket(parts.netloc, parts.path) if parts.scheme == "s3" else Folder(parts.path)


def present():
    """The chosen place."""
    return _chosen.place
