"""会社情報: the numbers that stand on documents are right, or the form says why not."""

import pytest

from app.access.tenants.model import Company
from app.kernel.db import db
from app.platform.audit.model import AuditEntry
from tests.support.people import fixed_id

PAGE = "/yamada/company/"
TYPED = {
    "name": "山田精機株式会社",
    "kana": "やまだせいき",
    "corporate_number": "７０００-０１-２０５０００２",
    "registration_number": "T7000012050002",
    "fiscal_year_start": "4",
    "rounding": "floor",
    "version": "1",
}


def kept(cast):
    with cast.inside(cast.system_admin):
        return db.session.get(Company, (fixed_id("yamada"), fixed_id("yamada", "company")))


def test_numbers_are_kept_plain_in_whatever_width_they_were_typed(client, cast):
    assert client(cast.system_admin).post_form(PAGE, TYPED).status_code == 303
    company = kept(cast)
    assert (company.corporate_number, company.registration_number) == ("7000012050002", "T7000012050002")
    assert (company.kana, company.version) == ("ヤマダセイキ", 2)


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"corporate_number": "7000012050003"}, "法人番号の検査用数字が一致しません。"),
        ({"corporate_number": "123"}, "法人番号は13桁の数字です。"),
        ({"registration_number": "7000012050002"}, "登録番号は T1234567890123 のように"),
        ({"registration_number": "T4011001098993"}, "法人の登録番号は「T＋法人番号」です。"),
        ({"kana": "山田"}, "フリガナ"),
        ({"name": ""}, "入力"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(client, cast, wrong, said):
    answer = client(cast.system_admin).post_form(PAGE, TYPED | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert kept(cast).registration_number is None
    with cast.inside(cast.system_admin):
        assert db.session.query(AuditEntry).count() == 0


def test_a_sole_proprietor_has_a_number_without_a_check_digit(client, cast):
    typed = TYPED | {"corporate_number": "", "registration_number": "T1234567890123"}
    assert client(cast.system_admin).post_form(PAGE, typed).status_code == 303
    assert kept(cast).registration_number == "T1234567890123"


def test_two_people_saving_meet_a_conflict(client, cast):
    browser = client(cast.system_admin)
    browser.post_form(PAGE, TYPED)
    assert browser.post_form(PAGE, TYPED | {"name": "別の名前"}).status_code == 409
    assert kept(cast).name == "山田精機株式会社"


def test_a_supplier_administers_its_own_company_and_a_buyer_does_not(client, cast):
    assert client(cast.kanda.supplier_admin).get("/kanda/company/").status_code == 200
    assert client(cast.buyer).get(PAGE).status_code == 403
