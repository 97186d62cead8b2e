"""Patterns of the house: futureshop, カラーミーショップ, MakeShop. Their columns are not certain (ec.md §7), so a shop
copies one and puts it right.
"""

from app.commerce.intake.readers.profiled import Mapping
from app.kernel.i18n import _l


def _named(**titles):
    return {name: (title, None) for name, title in titles.items()}


FUTURESHOP = Mapping(
    name="futureshop",
    label="futureshop",
    kind="futureshop",
    columns=_named(
        number="受注コード", ordered_at="注文日時", total="請求合計金額", goods="商品合計金額", tax="消費税合計",
        wrapping_fee="包装手数料", postage="送料", payment_fee="決済手数料", other_fee="その他手数料",
        payment="決済方法",
        remarks="通信欄", memo="ショップメモ", paid="入金フラグ", paid_on="入金確認日", buyer_family="氏名(姓)",
        buyer_given="氏名(名)", buyer_family_kana="氏名フリガナ(姓)", buyer_given_kana="氏名フリガナ(名)",
        mail="メール(メイン)", buyer_postal="郵便番号", buyer_prefecture="都道府県区分", buyer_city="住所1",
        buyer_street="住所2", buyer_building="住所3", buyer_phone="電話番号(メイン)", to_family="お届け先氏名(姓)",
        to_given="お届け先氏名(名)", to_family_kana="お届け先フリガナ(姓)", to_given_kana="お届け先フリガナ(名)",
        to_postal="お届け先郵便番号", to_prefecture="お届け先都道府県区分", to_city="お届け先住所1",
        to_street="お届け先住所2", to_building="お届け先住所3", to_phone="お届け先電話番号(メイン)",
        wished_on="お届け希望日", slot="お届け希望時間", mall_code="商品番号", mall_sku="枝番号", name="商品名",
        options="項目選択肢", price="販売単価", quantity="購入数量", points="ポイント利用額", service="配送サービス",
        other_discount="割引合計(商品)", shop_coupon="割引合計(送料)",
    ),
    words={"paid": {"0": "未入金", "1": "入金済", "未": "未入金", "済": "入金済"}},
)  # fmt: skip
COLORME = Mapping(
    name="colorme",
    label=_l("Color Me Shop"),
    kind="colorme",
    width=62,
    columns={
        "number": ("売上ID", 0), "ordered_at": ("受注日", 1), "buyer_family": ("購入者 名前", 4),
        "buyer_postal": ("購入者 郵便番号", 5), "buyer_street": ("購入者 都道府県・住所1", 6),
        "buyer_building": ("購入者 住所2", 7), "mail": ("購入者 メールアドレス", 8),
        "buyer_phone": ("購入者 電話番号", 9),
        "goods": ("商品合計金額(税込)", 10), "postage": ("送料合計", 12),
        "payment_fee": ("決済手数料", 13), "total": ("総合計金額", 21), "payment": ("決済方法", 22),
        "to_family": ("配送先 名前", 34), "to_postal": ("配送先 郵便番号", 36), "to_street": ("配送先 住所1", 37),
        "to_building": ("配送先 住所2", 38), "to_phone": ("配送先 電話番号", 39), "service": ("配送方法", 40),
        "wished_on": ("配送希望日", 41), "slot": ("配送希望時間帯", 42), "mall_sku": ("型番", 55),
        "mall_code": ("商品ID", 56), "name": ("商品名", 57), "price": ("販売価格(税込)", 58),
        "quantity": ("販売個数", 60),
    },
)  # fmt: skip
MAKESHOP = Mapping(
    name="makeshop",
    label="MakeShop",
    kind="makeshop",
    columns=_named(
        number="注文番号", ordered_at="日付", ordered_time="注文時間", standing="処理状況", buyer_company="会社名",
        buyer_family="注文者", buyer_family_kana="注文者（振り仮名）", name="商品名", quantity="数量", price="単価",
        own_code="独自商品コード", total="合計金額", to_family="お届け先氏名", to_postal="お届け先郵便番号",
        to_street="お届け先住所", to_phone="お届け先電話番号", payment="決済方法", postage="送料", remarks="備考",
        buyer_postal="郵便番号", buyer_street="住所", buyer_phone="電話番号", mail="メールアドレス",
    ),
    words={"standing": {"未処理": "新規受付", "配送": "出荷済", "注文キャンセル": "キャンセル", "返送": "出荷済"}},
)  # fmt: skip
BUILT_IN = {one.name: one for one in (FUTURESHOP, COLORME, MAKESHOP)}
