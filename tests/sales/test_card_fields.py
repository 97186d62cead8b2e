"""From the lines of a business card to its fields: rules alone, and one card read for real."""

import pytest

from app.sales.recognition import local
from app.sales.recognition.fields import fields_from
from app.sales.recognition.lines import Line, in_reading_order, lines_from
from bench._cards import cards


def read(*texts, sizes=None):
    """`{field: value}` for lines one under another; `sizes`: heights of letters."""
    sizes = sizes or [30] * len(texts)
    lines = [Line(text, 1.0, 0, 50 * number, 300, sizes[number]) for number, text in enumerate(texts)]
    return {name: one.value for name, one in fields_from(lines).items()}


def test_a_usual_card():
    found = read(
        "株式会社北斗精機", "営業本部 第二営業部", "課長", "高橋 健太郎", "タカハシ ケンタロウ",
        "〒460-0008 愛知県名古屋市中区栄3丁目5番12号", "栄ビル7階", "TEL 052-123-4567 FAX 052-123-4568",
        "携帯 090-1234-5678", "E-mail: k.takahashi@hokuto.example.jp", "https://www.hokuto.example.jp/",
        sizes=[40, 26, 26, 60, 22, 24, 24, 24, 24, 24, 24],
    )  # fmt: skip
    assert found == {
        "name": "高橋 健太郎",
        "kana": "タカハシ ケンタロウ",
        "company": "株式会社北斗精機",
        "department": "営業本部 第二営業部",
        "title": "課長",
        "postal_code": "460-0008",
        "address": "愛知県名古屋市中区栄3丁目5番12号 栄ビル7階",
        "phone": "052-123-4567",
        "mobile": "090-1234-5678",
        "fax": "052-123-4568",
        "email": "k.takahashi@hokuto.example.jp",
        "url": "https://www.hokuto.example.jp/",
    }


@pytest.mark.parametrize(
    "text, expected",
    [
        ("TEL 03-1234-5678", {"phone": "03-1234-5678"}),
        ("電話(03)1234-5678(代表)", {"phone": "03-1234-5678"}),
        ("TEL:0312345678", {"phone": "0312345678"}),
        ("T 03.1234.5678  F 03.1234.5679", {"phone": "03-1234-5678", "fax": "03-1234-5679"}),
        ("TEL/FAX 0561-12-3456", {"phone": "0561-12-3456", "fax": "0561-12-3456"}),
        ("FAX 03-1234-5679", {"fax": "03-1234-5679"}),
        ("ファックス:03-1234-5679", {"fax": "03-1234-5679"}),
        ("Mobile: +81-90-1234-5678", {"mobile": "+81-90-1234-5678"}),
        ("+81 3 1234 5678", {"phone": "+81-3-1234-5678"}),
        ("090-1234-5678", {"mobile": "090-1234-5678"}),
        ("TEL 080 1234 5678", {"mobile": "080-1234-5678"}),
        ("TEL 050-1234-5678", {"phone": "050-1234-5678"}),
        ("直通 03-1234-5600", {"phone": "03-1234-5600"}),
        ("0120-123-456", {"phone": "0120-123-456"}),
        ("TEL052-123-4567FAX052-123-4568", {"phone": "052-123-4567", "fax": "052-123-4568"}),
    ],
)
def test_telephone_numbers_are_known_by_their_label(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("〒060-0001 北海道札幌市中央区北一条西4-2-2", ("060-0001", "北海道札幌市中央区北一条西4-2-2")),
        ("460-0008愛知県名古屋市中区栄3-5-12", ("460-0008", "愛知県名古屋市中区栄3-5-12")),
        ("本社/〒530-0001 大阪市北区梅田1-8-17", ("530-0001", "大阪市北区梅田1-8-17")),
        ("東京都港区芝公園2丁目4番1号", (None, "東京都港区芝公園2丁目4番1号")),
    ],
)
def test_places(text, expected):
    found = read(text)
    assert (found.get("postal_code"), found.get("address")) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("営業部 部長 大野 隆", {"department": "営業部", "title": "部長", "name": "大野 隆"}),
        ("第二営業部課長", {"department": "第二営業部", "title": "課長"}),
        ("営業本部長", {"title": "営業本部長"}),
        ("代表取締役社長 石川 真", {"title": "代表取締役社長", "name": "石川 真"}),
        ("取締役 営業本部長", {"title": "取締役 営業本部長"}),
        ("課長高橋健太郎", {"title": "課長", "name": "高橋健太郎"}),
        ("名古屋支店 営業グループ", {"department": "名古屋支店 営業グループ"}),
        ("大野 隆(オオノ タカシ)", {"name": "大野 隆", "kana": "オオノ タカシ"}),
        ("高 橋 健 太 郎", {"name": "高 橋 健 太 郎"}),
        ("おおの たかし", {"kana": "おおの たかし"}),
    ],
)
def test_who_somebody_is(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("㈱北斗精機", "(株)北斗精機"),
        ("株式会社 北斗精機", "株式会社 北斗精機"),
        ("一般社団法人日本搬送協会", "一般社団法人日本搬送協会"),
        ("Hokuto Seiki Co., Ltd.", "Hokuto Seiki Co., Ltd."),
    ],
)
def test_companies_are_known_by_their_form(text, expected):
    assert read(text) == {"company": expected}


def test_a_department_behind_the_company_is_not_part_of_its_name():
    assert read("株式会社北斗精機 営業部") == {"company": "株式会社北斗精機", "department": "営業部"}


def test_the_japanese_name_of_a_company_goes_before_the_english_one():
    found = read("Hokuto Seiki Co., Ltd.", "株式会社北斗精機", sizes=[60, 30])
    assert found == {"company": "株式会社北斗精機"}


def test_the_largest_letters_are_the_name_and_say_how_sure():
    lines = [
        Line("創立五十年", 1.0, 0, 0, 90, 20),
        Line("信頼と技術", 1.0, 0, 40, 90, 20),
        Line("大野隆", 0.9, 0, 90, 90, 60),
    ]
    assert (fields_from(lines)["name"].value, round(fields_from(lines)["name"].confidence, 3)) == (
        "大野隆",
        0.855,
    )


def test_a_mail_address_with_spaces_of_the_recogniser():
    assert read("Mail ono @hokuto.example .jp") == {"email": "ono@hokuto.example.jp"}


def test_nothing_is_made_up():
    assert read("ISO 9001 認証取得", "Thank you", "12345") == {}
    assert fields_from([]) == {}


def test_reading_order_goes_by_rows_and_lines_survive_json():
    lines = [Line("c", 1.0, 0, 100, 10, 20), Line("b", 1.0, 200, 4, 10, 20), Line("a", 1.0, 0, 0, 10, 20)]
    assert [one.text for one in in_reading_order(lines)] == ["a", "b", "c"]
    assert lines_from([one.plain() for one in lines]) == lines


@pytest.mark.timeout(90)
def test_a_drawn_card_is_read_for_real():
    _look, image, facts = next(cards(1))
    found = {name: one.value for name, one in fields_from(local.recognise(image)).items()}
    exact = ("company", "title", "postal_code", "phone", "mobile", "fax", "email", "url")
    assert {name: found.get(name) for name in exact} == {name: facts[name] for name in exact}
    assert found["name"].replace(" ", "") == facts["name"].replace(" ", "")
