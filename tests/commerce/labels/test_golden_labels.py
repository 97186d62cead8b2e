"""The files of carriers equal the samples byte for byte. Every label here is typed by hand from the sample's words."""

import datetime as dt
from dataclasses import replace

from app.commerce.labels.label import Shipper
from app.commerce.labels.writing import write
from tests.commerce.labels.making import FARM, HANAKO, KOBAYASHI, TODAY, label, sample

SEVENTH, NINTH = dt.date(2026, 11, 7), dt.date(2026, 11, 9)


def honey(key, **facts):
    usual = {
        "key": key, "wished_on": NINTH, "slot": "14-16", "flags": ("fragile",), "order_number": "T000123",
        "note": "ご注文ありがとうございます", "recipient": HANAKO,
    }  # fmt: skip
    return label(**usual | facts)


def test_b2_equals_its_sample():
    labels = [
        honey("S000000101"),
        honey("S000000102", slot="am", cod=5500, cod_tax=500, temperature="chilled"),
        honey("S000000103", pieces=2),
        honey("S000000104", service="nekopos", wished_on=None, slot="none"),
    ]
    written = write(labels, Shipper("b2", customer_code="0300000000"), TODAY)
    assert written.problems == {}
    assert written.files == (sample("yamato_b2_import.csv"),)


def test_ehiden3_equals_its_sample():
    """The sample asks for a day and the morning and bears the seal 取扱注意 alone, although the reference says that
    both usually need seals of their own (005, 020): so it is reached under a contract without those seals."""
    parcel = label(
        key="S000000105", service="hikyaku", ship_on=NINTH, wished_on=dt.date(2026, 11, 11), slot="am", pieces=2,
        recipient=KOBAYASHI, names=("国産はちみつ",), flags=("care",),
    )  # fmt: skip
    shipper = Shipper("ehiden3", customer_code="030000000001", seals=False)
    assert write([parcel], shipper, TODAY).files == (sample("sagawa_ehiden3_import.csv"),)
    [with_seals] = write([parcel], replace(shipper, seals=True), TODAY).files
    assert with_seals.decode("cp932").splitlines()[1].split(",")[51:54] == ["011", "005", "020"]


def test_yupackr_equals_its_sample():
    parcel = label(
        key="S000000106", service="yupack", names=("国産はちみつギフト",),
        recipient=replace(
            KOBAYASHI, family="", given="", company="㈱ははじま商店", postal="1002101", prefecture="東京都",
            city="小笠原村", street="父島字西町１２", phone="04998-0-0000",
        ),
    )  # fmt: skip
    written = write([parcel], Shipper("yupackr"), TODAY)
    assert written.problems == {}
    assert written.files == (sample("yupack_printr_import_noheader.csv"),)


def test_km2_equals_its_sample():
    """42 of the 44 columns: the last two belong to cash on delivery."""
    parcel = label(
        key="S000000107", service="kangaroo", ship_on=NINTH, wished_on=dt.date(2026, 11, 11), pieces=3,
        recipient=replace(KOBAYASHI, family="", given=""), names=("国産はちみつ",), sender=FARM,
    )  # fmt: skip
    written = write([parcel], Shipper("km2", customer_code="01234567890"), TODAY)
    assert written.problems == {}
    assert written.files == (sample("seino_km2_import.csv"),)
