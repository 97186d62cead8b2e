"""添付ファイル along with a copy: only when ticked, never stored twice, nothing that nobody may open."""

import io

import pytest

from app.kernel.db import session
from app.platform.audit.model import AuditEntry
from app.platform.settings import choose
from app.platform.storage import scanning
from app.records.attachments.queries import files_of


@pytest.fixture
def record(product):
    return product("A-1", "平座金")


@pytest.fixture
def attach(record, client, cast):
    page = client(cast.master_admin)

    def attached(*files, expected=303):
        data = {"files": [(io.BytesIO(content), name) for name, content in files]}
        answer = page.post_form(
            f"/yamada/products/{record.id}/files",
            data,
            form_page=f"/yamada/products/{record.id}",
            content_type="multipart/form-data",
        )
        assert answer.status_code == expected
        return answer

    return attached


@pytest.fixture
def copies(record, client, cast, inside):
    """Copy the record under another code; `{name: (content, scan)}` of the copy's files, and the page that follows."""
    page = client(cast.master_admin)

    def copied(code, **more):
        typed = {"code": code, "name": "平座金", "unit": "個", "tax_code": "10", "anyway": str(record.id)}
        where = f"/yamada/products/{record.id}/copy"
        sent = page.post_form(
            "/yamada/products", {**typed, "copied_from": str(record.id), **more}, form_page=where
        )
        assert sent.status_code == 303
        shown = page.get(sent.headers["Location"]).get_data(as_text=True)
        with inside(cast.master_admin):
            files, _removed = files_of(sent.headers["Location"].rpartition("/")[2])
            return {one.name: (one.sha256, one.scan, one.number) for one in files}, shown

    return copied


def test_files_go_along_with_a_copy_when_ticked(record, attach, copies, inside, cast, client):
    attach(("図.txt", b"one"), ("写.txt", b"two"))
    attach(("図.txt", b"three"))
    form = client(cast.master_admin).get(f"/yamada/products/{record.id}/copy").get_data(as_text=True)
    assert ('name="with_files" value="1">' in form, "添付ファイル2件も複製する" in form) == (True, True)
    assert copies("B")[0] == {}
    with inside(cast.master_admin):
        own = {one.name: one.sha256 for one in files_of(record.id)[0]}
        audited = session.query(AuditEntry.id).where(AuditEntry.verb == "attachment.added").count()
    found, _page = copies("C", with_files="1")
    assert found == {name: (sha, "unchecked", 1) for name, sha in own.items()}
    with inside(cast.master_admin):
        assert (
            session.query(AuditEntry.id).where(AuditEntry.verb == "attachment.added").count() == audited + 2
        )


def test_files_in_quarantine_stay_behind_and_are_named(record, attach, copies, inside, cast):
    attach(("良.txt", b"good"))
    with inside(cast.system_admin):
        choose(scanning.UNSCANNED, "quarantine")
    attach(("待.txt", b"waits"))
    found, shown = copies("B", with_files="1")
    assert list(found) == ["良.txt"]
    assert "まだ開けないため、次のファイルは複製しませんでした: 待.txt" in shown
