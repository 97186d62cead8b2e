"""Words of Japanese business cards: by them a line is known for what it is."""

import re

COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|\((?:株|有|同|資|名)\)|[^\s]*(?:社団|財団|医療|学校|社会福祉|独立行政)法人"
    r"|協同組合|商工会議所|大学$|\b(?:Co\.?,? ?Ltd|Inc|Corporation|Corp|LLC|K\.K)\b\.?",
    re.IGNORECASE,
)
JAPANESE_COMPANY = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_UNIT = (
    "本部|事業部|事業所|営業所|研究所|支店|支社|支部|本社|本店|工場|部門|部|課|室|局|係|グループ|チーム|センター"
    "|ユニット|ディビジョン|カンパニー|オフィス"
)
UNIT = re.compile(rf"(?:{_UNIT})$")
WITH_UNIT = re.compile(rf"^(?P<unit>.*?(?:{_UNIT}))(?:\s+(?P<rest>\S.*))?$")
_RANK = (
    "代表取締役|取締役|専務|常務|会長|社長|副社長|執行役員|監査役|相談役|顧問|理事長|理事|本部長|副本部長|事業部長"
    "|部長代理|副部長|部長|次長|課長代理|課長補佐|課長|室長|係長|主任|主査|主事|主幹|主席|参事|支店長|副支店長|支社長"
    "|営業所長|所長|工場長|店長|センター長|グループ長|チーム長|局長|院長|教授|准教授|班長|担当|秘書"
    "|マネージャー|マネジャー|リーダー|チーフ|ディレクター|エンジニア|コンサルタント|プロデューサー|デザイナー"
    "|スペシャリスト|アドバイザー|パートナー|税理士|弁護士|社労士|建築士|CEO|COO|CTO|CFO"
)
RANK = re.compile(rf"(?:{_RANK})$")
RANKS_FIRST = re.compile(rf"^(?P<title>(?:[^\s]{{0,6}}?(?:{_RANK})[\s兼・/]*)+)(?P<rest>[^\s].*)?$")
UNIT_AND_RANK = re.compile(rf"^(?P<unit>.+(?:{_UNIT}))(?P<title>(?:{_RANK}|(?:シニア|チーフ)(?:{_RANK}))+)$")
BETWEEN = " ・/"
"""What may stand between two titles."""
HOUSE = re.compile(r"^[\d-]+(?:番|号|丁目|$)")
PREFECTURE = re.compile(
    r"北海道|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知"
    r"|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県"
    r"|東京都|(?:大阪|京都)府"
)
STREET = re.compile(r"[一-鿿ぁ-ゖァ-ヺ](?:市|区|町|村|郡).*(?:\d|[一二三四五六七八九十]丁目)|丁目")
BUILDING = re.compile(
    r"ビル|タワー|マンション|ハイツ|プラザ|スクエア|センター|ヒルズ|\d\s*(?:階|F|号室|号館)|棟", re.IGNORECASE
)
NAME = re.compile(r"^[一-鿿々〆ヶヵぁ-ゖァ-ヺー𠮷﨑]{1,6}\s?[一-鿿々〆ヶヵぁ-ゖァ-ヺー]{1,6}$")
KANJI = re.compile(r"[一-鿿々]")
KANA = re.compile(r"^[ァ-ヺー・ぁ-ゖ\s]{3,24}$")
KANA_BESIDE = re.compile(r"^(?P<name>.+?)\s*[(「](?P<kana>[ァ-ヺーぁ-ゖ\s・]{3,24})[)」]$")
NO_NAME = re.compile(
    r"創業|設立|登録|認証|営業時間|定休|http|工業|製作|商事|精機|販売|取扱|専門|本社|支店|工場|ISO",
    re.IGNORECASE,
)
LABEL = re.compile(r"^(?:〒|住所|所在地|本社|本店)\s*[:：/]?\s*")
"""What may stand before an address."""
FAX = re.compile(r"(?:FAX|ファックス|ファクス|ファクシミリ|\bF)[^A-Za-z]{0,4}$", re.IGNORECASE)
MOBILE = re.compile(r"(?:携帯(?:電話)?|MOBILE|CELL|PHS|モバイル|\bM)[^A-Za-z]{0,4}$", re.IGNORECASE)
PHONE = re.compile(r"(?:TEL|電話|PHONE|直通|代表|DIRECT|\bT)[^A-Za-z]{0,6}$", re.IGNORECASE)
BOTH = re.compile(r"TEL\s*[/・&＆,]?\s*FAX[^A-Za-z]{0,4}$", re.IGNORECASE)
LEFT_OVER = re.compile(
    r"(?:E-?mail|mail|メール|URL|HP|Web(?:site)?|ホームページ|TEL|FAX|ファックス|ファクス|ファクシミリ|モバイル|PHS|Cell|Direct|携帯(?:電話)?|Mobile|電話|Phone|直通|代表|[TFMEUHPW])"
    r"\s*[./:：\s]*$",
    re.IGNORECASE,
)
