"""Files that are no tables are turned away with a sentence."""

import io
import struct
import zipfile

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.tabular import write_xlsx
from app.masters.products.record import PRODUCT
from app.records.imports import operations
from app.records.imports.model import Import
from tests.records.test_imports import as_csv


def test_an_unmapped_file_says_what_to_do(inside, cast):
    with inside(cast.master_admin), pytest.raises(Rejected) as refused:
        operations.upload(PRODUCT, io.BytesIO(as_csv(("P-1", "ボルト"), [("P-2", "座金")])), "品目.csv")
    assert "列名を入れてください" in str(refused.value)


def xlsx_bomb():
    """A small .xlsx whose sheet unpacks to 400 MB of the same letter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(400):
                sheet.write(b"0" * 1_000_000)
    return out.getvalue()


def wide_xlsx():
    """A sheet of 2,000 columns, the first of them known."""
    out = io.BytesIO()
    write_xlsx(out, ["品目コード", *(f"列{n}" for n in range(1_999))], [["P-1", *["x"] * 1_999]])
    return out.getvalue()


BAD = {
    "binary": (
        "品目.csv",
        b"MZ\x90\x00\x03\x00\x00\x00\x04" + struct.pack("200i", *range(200)),
        "文字のファイル",
    ),
    "picture": ("品目.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "画像"),
    "encoding": ("品目.csv", "商品コード,商品名\nP-1,ボルト\n".encode("euc-jp"), "UTF-8"),
    "no header": ("品目.csv", "P-1,ボルト\nP-2,座金\n".encode(), "列名"),
    "empty": ("品目.csv", b"", "空"),
    "header only": ("品目.csv", "品目コード,品目名\r\n".encode(), "見出しの下に行がありません"),
    "2,000 columns": ("品目.xlsx", wide_xlsx(), "列が2000列あります"),
    "bomb": ("品目.xlsx", xlsx_bomb(), "大き"),
    "not excel": ("品目.xlsx", b"PK\x03\x04 nothing", "壊れ"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(client, cast, inside, case):
    name, content, said = BAD[case]
    page = client(cast.master_admin)
    answer = page.post_form(
        "/yamada/products/imports", {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    with inside(cast.master_admin):
        assert list(session.scalars(select(Import))) == []


def test_two_hundred_megabytes_are_turned_away_unread(client, cast):
    page, read = client(cast.master_admin), []

    class Endless(io.RawIOBase):
        """A body that notes how much of it was asked for."""

        def readinto(self, buffer):
            read.append(len(buffer))
            return len(buffer)

        def readable(self):
            return True

        def seek(self, _place, whence=0):
            self.place = 200 * 1024 * 1024 if whence == io.SEEK_END else 0
            return self.place

        def tell(self):
            return getattr(self, "place", 0)

    answer = page.post(
        "/yamada/products/imports",
        input_stream=Endless(),
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert sum(read) < 1024 * 1024
    assert "分割" in answer.get_data(as_text=True)
