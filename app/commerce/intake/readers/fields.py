"""Our names of everything an order file may say, with the columns of our own standard format (ec.md §1.8)."""


def _person(side, prefix):
    return {
        f"{side}_company": f"{prefix}会社名", f"{side}_department": f"{prefix}部署名", f"{side}_family": f"{prefix}姓",
        f"{side}_given": f"{prefix}名", f"{side}_family_kana": f"{prefix}姓カナ",
        f"{side}_given_kana": f"{prefix}名カナ",
        f"{side}_postal": f"{prefix}郵便番号", f"{side}_prefecture": f"{prefix}都道府県",
        f"{side}_city": f"{prefix}市区町村",
        f"{side}_street": f"{prefix}番地", f"{side}_building": f"{prefix}建物名", f"{side}_phone": f"{prefix}電話番号",
    }  # fmt: skip


ORDER_FIELDS = {
    "route": "受注ルートコード", "number": "受注番号", "ordered_at": "受注日時", "standing": "受注状態",
    "kind": "注文種別",
    "customer_kind": "顧客区分", "customer_code": "顧客コード", **_person("buyer", "注文者"),
    "mail": "注文者メールアドレス", "payment_code": "支払方法コード", "payment": "支払方法名", "paid": "入金状態",
    "paid_on": "入金日", "settlement": "決済管理番号", "basis": "税計算区分", "goods": "商品合計", "postage": "送料",
    "cod_fee": "代引手数料", "payment_fee": "決済手数料", "wrapping_fee": "ラッピング料", "other_fee": "その他費用",
    "shop_coupon": "店舗クーポン値引", "mall_coupon": "モールクーポン値引", "points": "ポイント利用額",
    "other_discount": "その他値引", "total": "請求金額", "charged_10": "10%対象額", "tax_10": "10%消費税額",
    "charged_8": "8%対象額", "tax_8": "8%消費税額", "charged_0": "0%対象額", "remarks": "購入者要望",
    "memo": "店舗メモ",
    "gift": "ギフト区分",
}  # fmt: skip
SLIP_FIELDS = {
    "slip": "送付先連番", **_person("to", "送付先"), "carrier": "配送会社コード", "service": "配送方法コード",
    "temperature": "温度帯", "planned_on": "出荷予定日", "wished_on": "お届け希望日", "slot": "お届け時間帯",
    "place": "置き配指定", "pieces": "個口数", "noshi": "のし種類", "noshi_name": "のし名入れ",
    "wrapping": "ラッピング種類",
    "card_message": "メッセージカード文", "label_note": "送り状備考",
}  # fmt: skip
LINE_FIELDS = {
    "line": "明細番号", "line_kind": "明細区分", "own_code": "商品コード", "mall_code": "モール商品コード",
    "mall_sku": "モールSKUコード", "name": "商品名", "options": "選択肢", "price": "単価", "quantity": "数量",
    "rate": "税率",
    "line_basis": "明細税区分", "line_discount": "明細値引額", "subtotal": "明細小計", "cancelled": "明細取消フラグ",
    "jan": "JANコード",
}  # fmt: skip
SHIPMENT_FIELDS = {"trackings": "お問い合わせ伝票番号", "shipped_on": "出荷日"}
SPARE_FIELDS = {"spare_1": "予備1", "spare_2": "予備2", "spare_3": "予備3"}
FIELDS = {**ORDER_FIELDS, **SLIP_FIELDS, **LINE_FIELDS, **SHIPMENT_FIELDS, **SPARE_FIELDS}
"""`{our name: header of the own standard format}`, in its order."""
EXTRA_FIELDS = {"ordered_time": "受注時刻", "tax": "消費税額"}
"""What other files say in columns of their own."""

WORDS = {
    "standing": {"": "open", "新規受付": "open", "入金待ち": "unpaid", "保留": "held", "キャンセル": "cancelled",
                 "出荷済": "shipped", "発送済": "shipped"},
    "kind": {"": "normal", "通常": "normal", "予約": "preorder", "定期": "subscription", "店舗": "phone"},
    "customer_kind": {"": "", "個人": "person", "法人": "company"},
    "paid": {"": None, "未入金": False, "入金済": True, "後払い": None},
    "basis": {"": True, "税込": True, "税抜": False},
    "line_basis": {"": None, "税込": True, "税抜": False},
    "gift": {"": None, "自己購入": False, "贈答": True},
    "temperature": {"": "", "常温": "ambient", "冷蔵": "chilled", "冷凍": "frozen"},
    "line_kind": {"": "goods", "商品": "goods", "ラッピング": "wrapping", "値引": "discount", "その他": "other"},
}  # fmt: skip
"""`{field: {word in a file: what it means}}`. Profiles translate other files' words into these."""
