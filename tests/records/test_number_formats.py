"""How a tenant writes the figures of a field: on every screen, in totals, in files; the figure itself stays exact."""

import csv
import io
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from app.access.tenants.settings import NEGATIVE
from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.settings import choose
from app.records.kit import keeping
from app.records.kit.describing import Field
from app.records.kit.figures import NumberFormat, excel_format, figure
from app.records.layouts.operations import configure
from app.records.layouts.queries import latest
from app.records.layouts.shaping import content_of, shaped
from tests.records.importing import counts_of

FIGURES = "/yamada/layouts/product/figures"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
FIELDS = {
    "x_weight": {"kind": "decimal", "label": {"ja": "質量"}, "suffix": "kg"},
    "x_gain": {"kind": "yen", "label": {"ja": "差額"}},
    "x_half": {"kind": "decimal", "label": {"ja": "半分"}, "formula": "x_weight / 3"},
}
COLUMNS = ["code", "name", "price", "x_weight", "x_gain", "x_half"]
NAMES = ("price", "x_weight", "x_gain", "x_half", "weight_g", "size_points", "fits_mail")
TYPED = {
    **{f"{name}__decimals": "" for name in NAMES},
    **{f"{name}__thousands": "y" for name in NAMES},
    **{f"{name}__negative": "" for name in NAMES},
    "price__unit": "円",
    "x_weight__unit": "kg",
    "x_gain__unit": "",
    "x_half__unit": "",
    "weight_g__unit": "g",
    "size_points__unit": "",
    "fits_mail__unit": "",
}


def of(kind="decimal", unit="", **style):
    return Field("x", "X", kind, suffix=unit, format=NumberFormat(**style))


@pytest.mark.parametrize(
    "field, value, words, code",
    [
        (of(), "1234.5", "1,234.5", '#,##0.####;"▲"#,##0.####'),
        (of(decimals=0), "1234.5", "1,235", '#,##0;"▲"#,##0'),
        (of(decimals=0), "-2.5", "▲3", '#,##0;"▲"#,##0'),
        (of(decimals=1), "-0.04", "0.0", '#,##0.0;"▲"#,##0.0'),
        (of(decimals=4, thousands=False), "1234.5", "1234.5000", '0.0000;"▲"0.0000'),
        (of(unit="kg", decimals=2), "12.5", "12.50 kg", '#,##0.00" kg";"▲"#,##0.00" kg"'),
        (of(unit="個", negative="-"), "-3", "-3個", '#,##0.####"個";-#,##0.####"個"'),
        (of(unit="%", negative="△"), "-0.125", "△0.125%", '#,##0.####"%";"△"#,##0.####"%"'),
        (of("yen"), 1234, "¥1,234", '"¥"#,##0;"▲"#,##0'),
        (of("yen", unit="円"), -1234, "▲1,234円", '#,##0"円";"▲"#,##0"円"'),
        (of("price"), "12.5", "12.50", '#,##0.####;"▲"#,##0.####'),
        (of("price"), "1200.0000", "1,200", '#,##0.####;"▲"#,##0.####'),
        (of(unit='"'), "1", '1"', '#,##0.####""\\"""; "▲"#,##0.####""\\"""'.replace("; ", ";")),
    ],
)
def test_a_figure_is_written_as_its_field_says(field, value, words, code):
    assert (figure(field, Decimal(value), "▲"), excel_format(field, "▲")) == (words, code)


@pytest.fixture
def content(inside, cast):
    def read():
        with inside(cast.master_admin):
            return content_of("record:product")

    return read


@pytest.fixture
def own(inside, cast):
    with inside(cast.system_admin):
        configure("record:product", {"fields": FIELDS, "columns": COLUMNS}, "made")
    with inside(cast.master_admin):
        kind = shaped(PRODUCT)
        for code, weight, gain in (("A", "1234.5678", -1234), ("B", "0.0002", 1000)):
            values = {
                "code": code,
                "name": f"品{code}",
                "tax_code": "10",
                "unit": "個",
                "price": Decimal("12.5"),
            }
            keeping.enter(kind, {**values, "x_weight": Decimal(weight), "x_gain": gain})


def cells(text, code):
    row = re.search(rf">{code}</td>.*?</tr>|<tr[^>]*>(?:(?!</tr>).)*>{code}<.*?</tr>", text, re.S).group()
    return re.findall(r'class="number[^"]*"[^>]*>\s*([^<]*?)\s*</td>', row)


def test_what_is_arranged_is_looked_at_saved_and_taken_back(client, cast, own, content, inside):
    page = client(cast.master_admin)
    typed = {**TYPED, "version": "1", "x_weight__decimals": "1", "x_weight__unit": "t"}
    typed |= {"price__decimals": "2", "price__unit": "JPY", "x_gain__negative": "-"}
    del typed["x_gain__thousands"]
    opened = page.get(FIGURES).get_data(as_text=True)
    assert (re.findall(r'name="(\w+__unit)"', opened), "数値の表示形式" in opened) == (
        [
            f"{name}__unit"
            for name in ("x_gain", "x_half", "x_weight", "price", "weight_g", "size_points", "fits_mail")
        ],
        True,
    )
    looked = page.post_form(FIGURES, {**typed, "look": "1"}, form_page=FIGURES, headers=PARTIAL)
    shown = looked.get_data(as_text=True)
    assert [word for word in ("0.0 t", "12.50 JPY", "¥1000", "保存前") if word not in shown] == []
    assert "formats" not in content()
    assert page.post_form(FIGURES, typed, form_page=FIGURES).status_code == 303
    kept = content()
    assert kept["formats"] == {
        "price": {"decimals": 2, "unit": "JPY"},
        "x_weight": {"decimals": 1},
        "x_gain": {"thousands": False, "negative": "-"},
    }
    assert kept["fields"]["x_weight"]["suffix"] == "t"
    text = page.get("/yamada/products").get_data(as_text=True)
    assert cells(text, "A") == ["12.50 JPY", "1,234.6 t", "-1234", "411.5226"]
    with inside(cast.master_admin):
        assert (latest("record:product").version, latest("record:product").summary) == (2, "formats_changed")
    again = page.post_form("/yamada/layouts/product/versions/1/restoration", {"version": "2"},
                           form_page="/yamada/layouts/product/versions")  # fmt: skip
    assert again.status_code == 303
    text = page.get("/yamada/products").get_data(as_text=True)
    assert cells(text, "A") == ["12.50", "1,234.5678 kg", "▲1,234", "411.5226"]


def test_nothing_is_kept_of_a_form_that_changes_nothing(client, cast, own, content):
    page = client(cast.master_admin)
    for _time in range(2):
        version = re.search(
            r'name="version"[^>]*value="(\d+)"', page.get(FIGURES).get_data(as_text=True)
        ).group(1)
        assert page.post_form(FIGURES, {**TYPED, "version": version}, form_page=FIGURES).status_code == 303
        assert content() == {"fields": FIELDS, "columns": COLUMNS, "formats": {}}


def test_a_format_nobody_offers_is_refused(client, cast, own, content):
    typed = {**TYPED, "version": "1", "price__decimals": "5"}
    assert client(cast.master_admin).post_form(FIGURES, typed, form_page=FIGURES).status_code == 422
    assert "formats" not in content()


FORMATS = {
    "price": {"decimals": 2, "unit": ""},
    "x_weight": {"decimals": 1},
    "x_gain": {"thousands": False},
    "x_half": {"decimals": 0, "unit": "個"},
}


@pytest.fixture
def arranged(own, inside, cast):
    with inside(cast.system_admin):
        configure(
            "record:product", {"fields": FIELDS, "columns": COLUMNS, "formats": FORMATS}, "formats_changed"
        )
        choose(NEGATIVE, "△")


def test_it_is_in_force_in_lists_totals_and_pages(client, cast, arranged, inside):
    page = client(cast.master_admin)
    text = page.get("/yamada/products").get_data(as_text=True)
    assert (cells(text, "A"), cells(text, "B")) == (
        ["12.50", "1,234.6 kg", "△1234", "412個"],
        ["12.50", "0.0 kg", "¥1000", "0個"],
    )
    total = page.get("/yamada/products/count", headers=PARTIAL).get_data(as_text=True)
    assert re.findall(r'class="number"[^>]*>([^<]+)</td>', total) == ["1,234.6 kg", "△234", "412個"]
    with inside(cast.master_admin):
        row = session.scalars(select(Product.id).where(Product.code == "A")).one()
    shown = page.get(f"/yamada/products/{row}").get_data(as_text=True)
    assert [one for one in ("<dd>1,234.6 kg</dd>", "<dd>△1234</dd>", "<dd>12.50</dd>", "<dd>412個</dd>")
            if one not in shown] == []  # fmt: skip
    edited = page.get(f"/yamada/products/{row}/edit").get_data(as_text=True)
    assert re.search(r'name="x_weight"[^>]*value="([^"]*)"', edited).group(1) == "1,234.5678"


@pytest.fixture
def export(client, cast, run_jobs):
    def made(file_format):
        page, data = client(cast.master_admin), {"format": file_format, "columns": "list"}
        where = page.post_form("/yamada/products/exports", data, form_page="/yamada/products").headers[
            "Location"
        ]
        run_jobs()
        with page.get(f"{where}/file") as response:
            return response.data

    return made


def formatted(content):
    """`{cell: (value, number format)}` of the figures on the first sheet."""
    book = zipfile.ZipFile(io.BytesIO(content))
    styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    codes = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{SHEET}numFmt")}
    used = [one.get("numFmtId") for one in styles.find(f"{SHEET}cellXfs")]
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return {
        cell.get("r"): (
            float(cell.find(f"{SHEET}v").text),
            codes.get(used[int(cell.get("s", 0))], used[int(cell.get("s", 0))]),
        )
        for cell in sheet.iter(f"{SHEET}c")
        if cell.get("t") is None and cell.find(f"{SHEET}v") is not None
    }


def test_excel_gets_figures_with_a_number_format_and_csv_the_plain_figure(export, arranged):
    found = formatted(export("xlsx"))
    assert {place: found[place] for place in ("C2", "D2", "E2", "F2")} == {
        "C2": (12.5, '#,##0.00;"△"#,##0.00'),
        "D2": (1234.5678, '#,##0.0" kg";"△"#,##0.0" kg"'),
        "E2": (-1234, '"¥"0;"△"0'),
        "F2": (411.5226, '#,##0"個";"△"#,##0"個"'),
    }
    rows = list(csv.reader(io.StringIO(export("utf8").decode("utf-8-sig"), newline="")))
    assert rows[1][:6] == ["A", "品A", "12.5000", "1234.5678", "-1234", "411.5226"]


def test_both_files_are_taken_back_in_without_a_change(export, arranged, take_in, inside, cast):
    for name, content in (("a.xlsx", export("xlsx")), ("a.csv", export("utf8"))):
        made = take_in(content, name)
        assert (made.state, counts_of(made)) == ("done", (0, 0, 2, 0))


@pytest.mark.parametrize("unit", ["日", "day", "mmm", 'm" yyyy', "[h]:mm", "%"])
def test_whatever_the_unit_a_cell_stays_a_figure(export, own, inside, cast, take_in, unit):
    with inside(cast.system_admin):
        formats = {"price": {"unit": unit, "decimals": 1}}
        configure(
            "record:product",
            {"columns": COLUMNS[:3], "fields": FIELDS, "formats": formats},
            "formats_changed",
        )
    made = take_in(export("xlsx"), "a.xlsx")
    assert (made.state, counts_of(made)) == ("done", (0, 0, 2, 0))
