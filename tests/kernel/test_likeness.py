import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.likeness import address_key, lost_zero, mail_key, name_key, phone_key

LETTERS = st.text(
    st.sampled_from(
        "東京都港区芝公園四丁目番地号条一二十百字大小文がケヶのノ之髙邊"
        "ー-−－〒（）()株会社様御中、・ 　0123１２３AaＺセンター㈱①ﾊﾟ"
    )
    | st.characters(codec="utf-8"),
    max_size=24,
)


@pytest.mark.parametrize(
    "written",
    ["１ー２ー３", "1‐2‐3", "1−2−3", "1－2－3", "1–2—3", "１丁目２番３号", "一丁目2-3", "1 - 2 - 3"],
)
def test_numbers_of_a_house_are_alike_however_they_are_joined(written):
    assert address_key(written) == "1-2-3"


@pytest.mark.parametrize(
    "one, other",
    [
        ("東京都港区芝公園４丁目２番８号　芝公園ビル５階", "東京都港区 芝公園4-2-8 芝公園ﾋﾞﾙ5F"),
        ("札幌市中央区北三条西六丁目", "札幌市中央区北3条西6"),
        ("札幌市中央区南二十二条西九丁目", "札幌市中央区南22条西9丁目"),
        ("千代田区霞が関1", "千代田区霞ヶ関１番地"),
        ("千代田区霞ケ関1", "千代田区霞ヶ関1番"),
        ("千代田区丸の内2-1", "千代田区丸ノ内２の１"),
        ("大字栄字東1番地の3", "栄東1-3"),
        ("三田二ー一ー十", "三田2-1-10"),
        ("山﨑ビル", "山崎ビル"),
        ("渡邊邸", "渡辺邸"),
        ("1-2-3 101号室", "1-2-3-101"),
        ("条件（一階）", "條件一階"),
    ],
)  # fmt: skip
def test_addresses_are_alike_however_they_are_written(one, other):
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("1-2-3", "12-3"),
        ("1-23", "12-3"),
        ("1-2 3", "1-23"),
        ("芝公園4-2-8", "芝公園4-2-18"),
        ("三田1", "四田1"),
        ("十文字", "十文"),
        ("一番町3", "三番町3"),
        ("1-三田ビル", "1-3田ビル"),
    ],
)
def test_other_addresses_are_not_alike(one, other):
    assert address_key(one) != address_key(other)


def test_the_long_vowel_mark_stays_a_letter_after_kana():
    assert address_key("物流センター") == "物流せんたー"
    assert address_key("流通センター4-2") == "流通せんたー4-2"


def test_the_key_of_an_address_begins_with_the_key_of_its_city_and_town():
    assert address_key("茨城県龍ケ崎市大字川原代町四丁目2番").startswith(
        address_key("茨城県龍ケ崎市") + address_key("川原代町")
    )


@pytest.mark.parametrize(
    "one, other",
    [
        ("髙橋", "高橋"), ("山﨑", "山崎"), ("渡邊", "渡辺"), ("渡邉", "渡辺"), ("𠮷野", "吉野"),
        ("澤田", "沢田"), ("濵﨑", "浜崎"), ("㈱帳場", "株式会社帳場"), ("（株）帳場", "帳場(株)"),
        ("帳場 株式会社", "㈱ 帳場"), ("ﾀｶﾊｼ ﾊﾅｺ", "タカハシハナコ"), ("たかはし　はなこ", "タカハシ ハナコ"),
        ("山田 太郎 様", "山田太郎"), ("山田商店御中", "山田商店"), ("辻󠄀", "辻"),
    ],
)  # fmt: skip
def test_names_are_alike_in_letters_of_both_spellings(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    "one, other", [("斎藤", "斉藤"), ("様", ""), ("株式会社", "有限会社"), ("高橋", "高梁")]
)
def test_other_names_are_not_alike(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "typed, key, lost",
    [
        ("090ー0000ー1234", "09000001234", False),
        ("+81 90-0000-1234", "09000001234", False),
        ("+81 (0)90-0000-1234", "09000001234", False),
        ("０９０−００００−１２３４", "09000001234", False),
        ("９０００００１２３４", "09000001234", True),
        ("312345678", "0312345678", True),
        ("03-1234-5678 内線12", "0312345678", False),
        ("03-1234-5678/090-0000-1234", "0312345678", False),
        ("+1 212-555-0100", "+12125550100", False),
        ("0000000000", None, False),
        ("03-0000-0000", None, False),
        ("090-9999-9999", None, False),
        ("999999999", None, True),
        ("1234-5678", None, False),
        ("なし", None, False),
        ("", None, False),
    ],
)
def test_telephone_numbers_are_compared_as_they_are_dialled(typed, key, lost):
    assert (phone_key(typed), lost_zero(typed)) == (key, lost)


def test_mail_addresses_are_alike_without_case_width_and_spaces():
    assert mail_key(" Info＠Kanda.example ") == "info@kanda.example"


@given(LETTERS)
def test_the_key_of_a_key_is_the_key(text):
    assert address_key(address_key(text)) == address_key(text)
    assert name_key(name_key(text)) == name_key(text)
    assert mail_key(mail_key(text)) == mail_key(text)


@given(st.from_regex(r"[0０]?[1-9１-９][-ー－ 0-9０-９]{6,14}", fullmatch=True))
def test_a_telephone_key_keeps_itself(text):
    key = phone_key(text)
    assert key is None or phone_key(key) == key
