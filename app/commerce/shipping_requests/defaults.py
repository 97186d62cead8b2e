"""Layouts to begin with. None of them is documented in public: adjust each to the papers of the contract."""

_ANSWERS = {
    "key": ["出荷依頼番号", "注文番号", "受注番号", "管理番号"],
    "number": ["送り状番号", "伝票番号", "お問い合わせ番号", "お問い合わせ伝票番号"],
    "carrier": ["配送会社", "運送会社"],
    "day": ["出荷日", "発送日", "出荷実績日"],
}
_JAPANESE = [
    ["出荷依頼番号", "key", ""], ["注文日", "ordered_on", ""], ["出荷希望日", "planned_on", ""],
    ["配送希望日", "wished_on", ""], ["配送希望時間帯", "slot", ""], ["届け先名", "name", ""],
    ["届け先名カナ", "kana", ""], ["届け先郵便番号", "postal", ""], ["届け先都道府県", "prefecture", ""],
    ["届け先市区町村", "city", ""], ["届け先番地", "street", ""], ["届け先建物名", "building", ""],
    ["届け先電話番号", "phone", ""], ["商品コード", "product_code", ""], ["商品名", "product_name", ""],
    ["数量", "quantity", ""], ["代引金額", "cod", ""], ["ギフト", "gift", ""], ["備考", "label_note", ""],
]  # fmt: skip
LAYOUTS = {
    "rsl": {
        "name": "楽天スーパーロジスティクス", "columns": [["店舗名", "shop", ""], *_JAPANESE], "answers": _ANSWERS,
        "encoding": "cp932", "delimiter": "comma", "carrier": "",
    },
    "yamato": {
        "name": "ヤマトフルフィルメント", "columns": _JAPANESE, "answers": _ANSWERS, "encoding": "cp932",
        "delimiter": "comma", "carrier": "yamato",
    },
    "fba": {
        "name": "FBAマルチチャネル",
        "columns": [
            ["MerchantFulfillmentOrderID", "key", ""], ["DisplayableOrderID", "key", ""],
            ["DisplayableOrderDate", "ordered_at", ""], ["MerchantFulfillmentOrderItemID", "line_key", ""],
            ["MerchantSKU", "product_code", ""], ["Quantity", "quantity", ""], ["GiftMessage", "card_message", ""],
            ["DeliverySLA", "", "Standard"], ["AddressName", "name", ""], ["AddressFieldOne", "street", ""],
            ["AddressFieldTwo", "building", ""], ["AddressCity", "city", ""],
            ["AddressStateOrRegion", "prefecture", ""], ["AddressPostalCode", "postal", ""],
            ["AddressCountryCode", "", "JP"], ["AddressPhoneNumber", "phone", ""],
        ],
        "answers": {
            "key": ["merchant-order-id", "MerchantFulfillmentOrderID"], "number": ["tracking-number"],
            "carrier": ["carrier"], "day": ["shipment-date"],
        },
        "encoding": "utf-8", "delimiter": "tab", "carrier": "yamato",
    },
    "other": {
        "name": "外部倉庫", "columns": _JAPANESE, "answers": _ANSWERS, "encoding": "cp932", "delimiter": "comma",
        "carrier": "",
    },
}  # fmt: skip
