"""The files of shops equal the samples byte for byte; what is told is typed by hand from the samples' words."""

import datetime as dt

from app.commerce.notices.writing import Told, amazon, colorme, eccube4, rakuten, yahoo
from tests.commerce.labels.making import sample

SEVENTH = dt.date(2026, 11, 7)


def told(number, tracking="444413758703", **facts):
    usual = {"key": "", "carrier": "yamato", "numbers": (tracking,), "shipped_on": SEVENTH}
    return Told(order_number=number, **usual | facts)


def test_rakuten_equals_its_sample():
    """The sample is written without quotes, although the reference says that Rakuten's own files quote every field: a
    reader of CSV takes both, and the sample decides."""
    parcels = [
        told("123456-20261105-0000100001"),
        told("123456-20261105-0000100002", "405548424886", key="70000003", carrier="japanpost"),
    ]
    assert rakuten(parcels) == sample("rakuten_shipping_report.csv")


def test_yahoo_equals_its_sample():
    assert yahoo([told("farm-shop-10012345", method="postage1")]) == sample("yahoo_shipment.csv")


def test_amazon_equals_its_sample_with_its_three_header_rows():
    parcel = told(
        "250-1234567-1234567",
        shipped_on=dt.date(2026, 11, 6),
        service="宅急便",
        lines=(("11112222333344", 2),),
    )
    assert amazon([parcel]) == sample("amazon_ship_confirm.tsv")


def test_several_parcels_are_several_rows_for_rakuten_and_a_second_column_for_yahoo():
    two = told("A-1", numbers=("444413758703", "512547514334"))
    assert rakuten([two]).decode("cp932").splitlines()[1:] == [
        "A-1,,,444413758703,1001,2026-11-07",
        "A-1,,,512547514334,1001,2026-11-07",
    ]
    assert yahoo([two, told("A-2")]).decode("cp932").splitlines() == [
        "OrderId,ShipMethod,ShipCompanyCode,ShipInvoiceNumber1,ShipInvoiceNumber2,ShipDate,ShipStatus",
        "A-1,,1001,444413758703,512547514334,2026/11/07,3",
        "A-2,,1001,444413758703,,2026/11/07,3",
    ]


def test_amazon_names_a_carrier_that_has_no_code_and_says_how_money_is_collected():
    row = (
        amazon([told("1", carrier="fukuyama", cod=True, lines=(("9", 1),))]).decode("cp932").split("\r\n")[3]
    )
    assert row.split("\t")[4:9] == ["Other", "福山通運", "444413758703", "", "DirectPayment"]
    own = amazon([told("1", amazon_code="YAMATO_JP", lines=(("9", 1),))]).decode("cp932").split("\r\n")[3]
    assert own.split("\t")[4] == "YAMATO_JP"


def test_eccube_and_color_me_name_the_recipient_in_each_row():
    assert eccube4([told("1", key="81")]).decode("cp932") == (
        '"出荷ID","お問い合わせ番号","出荷日"\r\n"81","444413758703","2026-11-07"\r\n'
    )
    assert (
        colorme([told("55", key="7")]).decode("cp932")
        == "売上ID,配送先ID,配送伝票番号\r\n55,7,444413758703\r\n"
    )
