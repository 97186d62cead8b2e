"""Prefectures and the parts of the country they make up, as carriers price them. Okinawa stands by itself."""

PREFECTURES = dict(
    zip(
        (f"{number:02}" for number in range(1, 48)),
        (
            "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 "
            "東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 "
            "滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
            "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
        ).split(),
        strict=True,
    )
)
"""Name by the number of the prefecture (JIS X 0401), the first two digits of a municipality's code."""

NUMBERS = {name: number for number, name in PREFECTURES.items()}

REGIONS = {
    "hokkaido": ("北海道", ("01",)),
    "tohoku": ("東北", ("02", "03", "04", "05", "06", "07")),
    "kanto": ("関東", ("08", "09", "10", "11", "12", "13", "14", "19")),
    "shinetsu": ("信越", ("15", "20")),
    "hokuriku": ("北陸", ("16", "17", "18")),
    "chubu": ("中部", ("21", "22", "23", "24")),
    "kansai": ("関西", ("25", "26", "27", "28", "29", "30")),
    "chugoku": ("中国", ("31", "32", "33", "34", "35")),
    "shikoku": ("四国", ("36", "37", "38", "39")),
    "kyushu": ("九州", ("40", "41", "42", "43", "44", "45", "46")),
    "okinawa": ("沖縄", ("47",)),
}
"""Region: its name and its prefectures. A carrier's own zones may differ in a prefecture or two (山梨, 三重)."""

NEIGHBOURS = {
    "hokkaido": (),
    "tohoku": ("kanto", "shinetsu"),
    "kanto": ("tohoku", "shinetsu", "chubu", "hokuriku"),
    "shinetsu": ("tohoku", "kanto", "hokuriku", "chubu"),
    "hokuriku": ("kanto", "shinetsu", "chubu", "kansai"),
    "chubu": ("kanto", "shinetsu", "hokuriku", "kansai"),
    "kansai": ("hokuriku", "chubu", "chugoku", "shikoku"),
    "chugoku": ("kansai", "shikoku"),
    "shikoku": ("kansai", "chugoku"),
    "kyushu": (),
    "okinawa": (),
}
"""Regions that a parcel reaches overnight, as a start: 北海道, 九州 and 沖縄 are far from all others (ec.md §4.10)."""
