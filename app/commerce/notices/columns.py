"""The columns of shops' files for shipments (formats/rakuten_shipping_report.csv and its neighbours)."""

from app.commerce.malls.headers import COLUMNS

RAKUTEN = ("注文番号", "送付先ID", "発送明細ID", "お荷物伝票番号", "配送会社", "発送日")
YAHOO = ("OrderId", "ShipMethod", "ShipCompanyCode", "ShipInvoiceNumber1", "ShipDate", "ShipStatus")
YAHOO_SECOND = "ShipInvoiceNumber2"
AMAZON = COLUMNS | {
    "cod-collection-method": "代金引換",
    "transparency_code": "製品の透過性コード",
    "ship_from_address_name": "出荷元住所-名称",
    "ship_from_address_line1": "出荷元住所-行1",
    "ship_from_address_line2": "出荷元住所-行2",
    "ship_from_address_line3": "出荷元住所-行3",
    "ship_from_address_city": "出荷元住所-市区町村",
    "ship_from_address_county": "出荷元住所-郡",
    "ship_from_address_state_or_region": "出荷元住所-州/省",
    "ship_from_address_postalcode": "出荷元住所-郵便番号",
    "ship_from_address_countrycode": "出荷元住所-国コード",
}
ECCUBE4 = ("出荷ID", "お問い合わせ番号", "出荷日")
COLORME = ("売上ID", "配送先ID", "配送伝票番号")
