"""What other programs call our fields: by these a pattern is guessed from a header."""

from app.commerce.intake.columns import key_of
from app.commerce.intake.readers.carts import BUILT_IN
from app.commerce.intake.readers.fields import FIELDS
from app.commerce.intake.readers.nextengine import MAPPED
from app.commerce.intake.readers.profiled import MAPPABLE

MORE = {
    "number": "注文番号 受注番号 注文ID 受注ID オーダー番号 伝票番号 order_id order id order number",
    "ordered_at": "注文日時 受注日時 注文日 受注日 購入日時 購入日 order date ordered at",
    "ordered_time": "注文時刻 受注時刻 注文時間",
    "total": "請求金額 請求合計 合計 合計金額 総合計 支払金額 お支払い合計 total",
    "goods": "商品合計 商品金額合計 小計 商品代金",
    "postage": "送料 配送料 送料合計 shipping",
    "payment": "支払方法 支払い方法 決済方法 お支払方法 payment",
    "payment_fee": "手数料 決済手数料", "cod_fee": "代引手数料 代引料",
    "points": "ポイント ポイント利用額 利用ポイント",
    "shop_coupon": "クーポン クーポン値引 クーポン利用額", "other_discount": "値引 値引き 割引 割引額",
    "remarks": "備考 コメント 要望 お客様備考 通信欄 ご要望 note", "memo": "メモ 店舗メモ ショップメモ",
    "buyer_family": "注文者 注文者名 注文者氏名 購入者 購入者名 お名前 氏名 顧客名",
    "buyer_family_kana": "注文者カナ 注文者名カナ フリガナ お名前カナ",
    "buyer_postal": "注文者郵便番号 郵便番号 購入者郵便番号", "buyer_prefecture": "注文者都道府県 都道府県",
    "buyer_street": "注文者住所 注文者住所1 住所 住所1", "buyer_building": "注文者住所2 住所2 建物名",
    "buyer_phone": "注文者電話番号 電話番号 TEL 電話",
    "mail": "メールアドレス メール E-mail email 注文者メールアドレス",
    "to_family": "お届け先名 お届け先氏名 届け先名 配送先名 配送先氏名 送付先名 送付先氏名 お届け先",
    "to_family_kana": "お届け先カナ 届け先カナ 配送先カナ 送付先カナ",
    "to_postal": "お届け先郵便番号 届け先郵便番号 配送先郵便番号 送付先郵便番号",
    "to_prefecture": "お届け先都道府県 届け先都道府県 配送先都道府県 送付先都道府県",
    "to_street": "お届け先住所 お届け先住所1 届け先住所 配送先住所 配送先住所1 送付先住所",
    "to_building": "お届け先住所2 届け先住所2 配送先住所2 送付先住所2",
    "to_phone": "お届け先電話番号 届け先電話番号 配送先電話番号 送付先電話番号",
    "wished_on": "お届け希望日 配送希望日 配達希望日 希望日 配送日指定",
    "slot": "お届け希望時間 配送希望時間帯 配達時間帯 時間帯 時間指定",
    "service": "配送方法 発送方法", "trackings": "お問い合わせ番号 追跡番号 送り状番号 伝票番号1",
    "own_code": "商品コード 自社商品コード SKU 品番", "mall_code": "商品番号 商品ID", "mall_sku": "型番 枝番 枝番号",
    "name": "商品名 品名 商品名称 item name", "options": "選択肢 項目選択肢 商品オプション オプション バリエーション",
    "price": "単価 価格 販売価格 商品単価 商品価格 price", "quantity": "数量 個数 購入数 購入個数 注文数 quantity",
    "rate": "税率 消費税率 商品税率", "jan": "JAN JANコード バーコード",
}  # fmt: skip


def _known():
    found = {}
    for name, words in MORE.items():
        found.update((key_of(word), name) for word in words.split())
    tables = [
        MAPPED,
        FIELDS,
        *({name: title for name, (title, _at) in one.columns.items()} for one in BUILT_IN.values()),
    ]
    for table in tables:
        for name, titles in table.items():
            for title in (titles,) if isinstance(titles, str) else titles:
                if name in MAPPABLE:
                    found.setdefault(key_of(title), name)
    return found


KNOWN = _known()
"""`{key of a header name: our field}`."""


def guess(header):
    """`{our field: position}` of the columns whose names are known; each field and column once."""
    found = {}
    for at, title in enumerate(header):
        key = key_of(title)
        name = KNOWN.get(key) or KNOWN.get(key.lstrip("ごお御"))
        if name and name not in found:
            found[name] = at
    return found
