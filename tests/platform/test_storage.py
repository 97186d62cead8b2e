"""Files: typed by what is inside, named safely, handed out with their Japanese names, here or in an object store."""

import io
from urllib.parse import unquote

import pytest

from app.access.tenants.model import Company
from app.kernel.db import db
from app.kernel.errors import Rejected
from app.platform.storage import keep, keep_bytes, opened, reaching
from app.platform.storage.contents import content_type_of
from app.platform.storage.keeping import safe_name
from app.platform.storage.model import StoredFile
from app.platform.storage.places import Bucket, present
from tests.support.people import fixed_id

PDF = b"%PDF-1.7 " + b"x" * 100
NAME = "見積書_髙﨑㈱（①）.pdf"


@pytest.mark.parametrize(
    "head, name, kind",
    [
        (PDF, "evil.html", "application/pdf"),
        (b"<html><script>alert(1)</script>", "photo.png", "text/plain"),
        (b"<svg onload=alert(1)>", "logo.svg", "text/plain"),
        (b"MZ\x90\x00", "請求書.pdf", "application/x-msdownload"),
        (b"PK\x03\x04", "list.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04", "list.csv", "application/zip"),
        (b"a,b\n", "list.csv", "text/csv"),
        (b"\x00\x01", "list.csv", "application/octet-stream"),
        (b"RIFF\x00\x00\x00\x00WEBP", "x", "image/webp"),
        (b"\xff\xd8\xff\xe0", "x.pdf", "image/jpeg"),
    ],
)
def test_the_content_decides_the_type_and_not_the_name(head, name, kind):
    assert content_type_of(head, name) == kind


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("..\\..\\windows\\注文書.pdf", "注文書.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("...", "file"),
        ("", "file"),
        ("あ" * 300 + ".xlsx", "あ" * 195 + ".xlsx"),
        ("a." + "b" * 300, "a." + "b" * 198),
    ],
)
def test_a_name_has_no_folders_no_control_characters_and_an_end(typed, kept):
    assert safe_name(typed) == kept


@pytest.mark.parametrize(
    "content, options",
    [(b"", {}), (b"x" * 2_000_001, {"limit": 2_000_000}), (b"MZ\x90", {"accept": {"application/pdf"}})],
)
def test_empty_large_and_unwanted_files_are_refused_and_nothing_is_kept(inside, cast, content, options):
    before = stored()
    with inside(cast.buyer):
        with pytest.raises(Rejected):
            keep(io.BytesIO(content), "x.pdf", **options)
        assert db.session.query(StoredFile).count() == 0
    assert stored() == before


def stored():
    return sorted(path for path in present().root.rglob("*") if path.is_file())


def test_the_same_content_lies_once_for_a_company_and_apart_for_another(inside, cast):
    with inside(cast.buyer):
        first, second = keep_bytes(PDF + b"1", "a.pdf"), keep_bytes(PDF + b"1", "b.pdf")
    with inside(cast.kanda.supplier_user):
        keep_bytes(PDF + b"1", "c.pdf")
    assert first.sha256 == second.sha256
    assert len([path for path in stored() if path.name == first.sha256]) == 2


def attached(cast, person, **options):
    with cast.inside(person):
        return keep_bytes(PDF, NAME, **options)


def test_a_download_carries_its_japanese_name_and_nothing_a_browser_would_run(client, cast):
    file = attached(cast, cast.buyer)
    answer = client(cast.requester).get(f"/yamada/files/{file.id}")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PDF, "application/pdf")
    way, _, name = answer.headers["Content-Disposition"].partition("filename*=UTF-8''")
    assert (unquote(name), way.startswith("attachment;")) == (NAME, True)
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_only_pictures_and_pdfs_are_shown_in_the_browser(client, cast):
    with cast.inside(cast.buyer):
        pdf, page = keep_bytes(PDF, "a.pdf"), keep_bytes(b"<script>", "a.html")
    browser = client(cast.buyer)
    ways = [
        browser.get(f"/yamada/files/{one.id}?inline=1").headers["Content-Disposition"].split(";")[0]
        for one in (pdf, page)
    ]
    assert ways == ["inline", "attachment"]


def test_another_companys_file_is_not_there(client, cast):
    file = attached(cast, cast.buyer)
    assert client(cast.foreign.buyer).get(f"/foreign/files/{file.id}").status_code == 404
    assert client().get(f"/yamada/files/{file.id}").status_code == 303


def test_the_record_a_file_hangs_on_decides_who_opens_it(client, cast, monkeypatch):
    monkeypatch.setitem(reaching._readers, "companies", lambda file: False)
    with cast.inside(cast.buyer):
        company = db.session.get(Company, (fixed_id("yamada"), fixed_id("yamada", "company")))
        file = keep_bytes(PDF, "sealed.pdf", subject=company)
    assert client(cast.buyer).get(f"/yamada/files/{file.id}").status_code == 404


def test_an_object_store_keeps_the_same_promises(monkeypatch, inside, cast):
    moto = pytest.importorskip("moto")
    import boto3

    from app.platform.storage import places

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with moto.mock_aws():
        boto3.client("s3").create_bucket(Bucket="choba")
        monkeypatch.setattr(places._chosen, "place", None)
        places.use("s3://choba/files")
        assert isinstance(present(), Bucket)
        with inside(cast.buyer):
            file = keep_bytes(PDF, NAME)
            db.session.flush()
            row, content = opened(file.id)
            with content:
                assert (row.name, content.read(4), content.seek(0), content.read()) == (NAME, b"%PDF", 0, PDF)
        listed = boto3.client("s3").list_objects_v2(Bucket="choba")["Contents"]
        assert [one["Key"] for one in listed] == [f"files/{fixed_id('yamada')}/{file.sha256}"]
        with pytest.raises(FileNotFoundError):
            present().open(fixed_id("kanda"), file.sha256)
