"""Stock files of the malls, against files written by hand."""

from pathlib import Path

from app.commerce.telling.layouts import Amount, amazon, rakuten, shopify, yahoo

SAMPLES = Path(__file__).parents[1] / "samples"


def test_yahoos_file_is_the_sample_byte_for_byte():
    amounts = [Amount("tea-100", "tea-100-sen", 12, overdraft="0"), Amount("cup-01", "", 1, mode="-")]
    assert yahoo(amounts) == (SAMPLES / "yahoo_quantity.csv").read_bytes()


def test_rakutens_file_has_the_three_columns_stock_needs():
    assert rakuten([Amount("tea-100", "s1", 12), Amount("cup", "", 123_456)]) == (
        "商品管理番号（商品URL）,SKU管理番号,在庫数\r\ntea-100,s1,12\r\ncup,normal-inventory,99999\r\n"
    ).encode("cp932")


def test_amazons_file_leaves_prices_as_they_are_and_says_who_ships():
    assert amazon([Amount("TEA", "", 3)]) == (
        b"sku\tprice\tminimum-seller-allowed-price\tmaximum-seller-allowed-price\tquantity\thandling-time\t"
        b"fulfillment-channel\r\nTEA\t\t\t\t3\t\tDEFAULT\r\n"
    )


def test_shopifys_file_writes_the_new_number_on_hand():
    head, row, end = shopify([Amount("tea", "TEA-1", 7, location="東京")]).decode().split("\r\n")
    assert (end, head.count(","), head.split(",")[-1]) == ("", 18, "On hand (new)")
    assert row == "tea,,Title,Default Title,,,,,TEA-1,,,東京,,,,,,,7"
