"""Product names become short enough for a label."""

import pytest

from app.commerce.label_names import operations, queries
from app.commerce.label_names.applying import Names, Rule, flags, told
from app.kernel.db import session
from app.kernel.errors import Rejected

RULES = [Rule("remove", "送料無料"), Rule("replace", "ミツバチ", "蜂"), Rule("fixed", "下着", "衣類")]


@pytest.mark.parametrize(
    "name, short",
    [
        ("【送料無料】国産はちみつ ≪期間限定≫", "国産はちみつ"),
        ("★ポイント10倍★ミツバチの巣 送料無料", "蜂の巣"),
        ("紳士下着 ３枚組", "衣類"),
        ("送料無料", "送料無料"),
        ("国産はちみつ２５０ｇ", "国産はちみつ２５０ｇ"),
        ("ハチミツボックスセットデラックスプレミアムギフト２５０ｇ", "ﾊﾁﾐﾂﾎﾞｯｸｽｾｯﾄﾃﾞﾗｯｸｽﾌﾟﾚﾐｱﾑｷﾞﾌﾄ250g"),
    ],
)
def test_rules_work_from_top_to_bottom(name, short):
    assert Names(RULES, 50).short(name) == short


def test_a_products_own_name_is_taken_as_it_is():
    assert Names(RULES, 50).short("【送料無料】国産はちみつ", "はちみつ大瓶", 3) == "はちみつ大瓶×3"


def test_what_carriers_must_know_never_disappears():
    short = Names(RULES, 50).short("懐中電灯【単三電池付】")
    assert short == "懐中電灯"
    assert told("懐中電灯【単三電池付】", short) == ("電池",)
    assert told("香水", "香水", "液体、割れ物") == ("液体",)
    assert flags("液体、割れ物、天地無用") == ("fragile", "up")


def test_no_amount_is_left_in_a_gift():
    names = Names([], 50)
    assert names.short("蜂蜜 ￥1,980 (税込) 100ポイント", gift=True) == "蜂蜜"
    assert names.short("蜂蜜 ￥1,980") == "蜂蜜 ￥1,980"


def test_rules_are_kept_ordered_and_refused_when_they_say_nothing(inside, cast):
    with inside(cast.shop_manager):
        operations.add_rule("remove", "公式", "")
        second = operations.add_rule("replace", "ml", "ミリ")
        with pytest.raises(Rejected):
            operations.add_rule("remove", " ", "")
        with pytest.raises(Rejected):
            operations.add_rule("fixed", "下着", "")
        session.flush()
        operations.raise_rule(second)
        session.flush()
        assert [rule.word for rule in session.scalars(queries.rules())] == ["ml", "公式"]
        operations.delete_rule(second)
        session.flush()
        assert queries.present_rules() == [Rule("remove", "公式")]
