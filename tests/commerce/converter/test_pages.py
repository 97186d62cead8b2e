"""The converter's screens: files dropped, a label put right, files taken, everything gone."""

import io
import re

import pytest

from app.kernel import clock
from app.kernel.db import session
from tests.commerce.converter.test_converting import EVENING, NIGHT
from tests.commerce.intake.files import as_file, rows_of, sample
from tests.commerce.labels.slips import contract, shop

CONVERTER = "/yamada/converter"


@pytest.fixture
def ready(cast):
    """A contract and a shop."""
    with cast.inside(cast.shop_manager), clock.frozen(EVENING):
        made = contract("ehiden3", "hikyaku"), shop()
        session.commit()
    return made


def dropped(browser, ready, name, content):
    data = {
        "files": (io.BytesIO(content), name), "account_id": str(ready[0].id), "channel_id": str(ready[1].id),
        "ship_on": "2026-11-06",
    }  # fmt: skip
    return browser.post_form(CONVERTER, data, form_page=CONVERTER, content_type="multipart/form-data")


def test_a_file_becomes_label_files_and_is_gone_in_the_night(ready, client, cast):
    browser = client(cast.shipping_clerk)
    with clock.frozen(EVENING):
        answer = dropped(browser, ready, "own.csv", sample("own_standard_orders.csv"))
        assert answer.status_code == 303
        load = answer.headers["Location"]
        page = browser.get(f"{load}?shown=all").text
        assert ("小林" in page, "2026/11/07(土) 03:00" in page) == (True, True)
        for parcel in set(re.findall(r"parcels/([0-9a-f-]{36})", browser.get(f"{load}?shown=stops").text)):
            gone = browser.post_form(
                f"{load}/parcels/{parcel}?_method=DELETE", {}, form_page=f"{load}?shown=all"
            )
            assert gone.status_code == 303
        assert browser.post_form(f"{load}/files", {}, form_page=load).status_code == 303
        [file] = set(re.findall(r"files/([0-9a-f-]{36})/handing-over", browser.get(load).text))
        taken = browser.post_form(f"{load}/files/{file}/handing-over", {}, form_page=load)
        assert (taken.status_code, "小林" in taken.data.decode("cp932")) == (200, True)
    with clock.frozen(NIGHT):
        assert browser.get(load).status_code == 404
        assert "小林" not in browser.get(CONVERTER).text


def test_a_label_is_put_right_on_its_page(ready, client, cast):
    browser = client(cast.shipping_clerk)
    with clock.frozen(EVENING):
        load = dropped(browser, ready, "own.csv", sample("own_standard_orders.csv")).headers["Location"]
        parcel = re.search(r"parcels/([0-9a-f-]{36})/edit", browser.get(f"{load}?shown=all").text)[1]
        form = browser.get(f"{load}/parcels/{parcel}/edit").text
        name = re.search(r'name="([^"]*-phone)"', form)[1]
        url = f"{load}/parcels/{parcel}?_method=PUT"
        assert browser.post_form(url, {name: "075-222-3333"}, form_page=load).status_code == 303
        assert "075-222-3333" in browser.get(f"{load}/parcels/{parcel}/edit").text


def test_an_unknown_file_is_read_by_what_its_columns_are_said_to_be(ready, client, cast):
    browser = client(cast.shipping_clerk)
    header, rows = rows_of(sample("own_standard_orders.csv"))
    names = [f"欄{at}" for at in range(len(header))]
    with clock.frozen(EVENING):
        load = dropped(browser, ready, "x.csv", as_file(names, rows[0])).headers["Location"]
        assert "欄3" in browser.get(load).text
        nothing = browser.post_form(f"{load}/columns", {"columns-0-field": "route"}, form_page=load)
        assert nothing.status_code == 422
        wanted = {
            "number": "受注番号",
            "ordered_at": "受注日時",
            "name": "商品名",
            "quantity": "数量",
            "to_family": "送付先姓",
        }
        data = {f"columns-{at}-field": "" for at in range(len(header))}
        data |= {f"columns-{header.index(title)}-field": name for name, title in wanted.items()}
        assert browser.post_form(f"{load}/columns", data, form_page=load).status_code == 303
        assert "小林" in browser.get(f"{load}?shown=all").text


def test_nothing_to_read_is_said_beside_the_files(ready, client, cast):
    browser = client(cast.shipping_clerk)
    with clock.frozen(EVENING):
        assert dropped(browser, ready, "x.csv", b"a,b\n1,2\n").status_code in (303, 422)
        empty = browser.post_form(
            CONVERTER, {"account_id": str(ready[0].id), "ship_on": "2026-11-06"}, form_page=CONVERTER
        )
        assert (empty.status_code, "ファイルを選んでください。" in empty.text) == (422, True)
