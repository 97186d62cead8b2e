"""The salespeople of the demonstration: their customers' people, leads, opportunities and a month of visits."""

import datetime as dt
import random

from sqlalchemy import select

from app.demo.stage import Stage, office_hours
from app.kernel.db import session
from app.masters.partners.model import Partner
from app.records.kit import keeping
from app.sales.activities.record import ACTIVITY
from app.sales.campaigns.record import CAMPAIGN
from app.sales.leads.record import LEAD
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.persons.record import PERSON
from app.sales.phases.model import Phase

SELLERS = ("kimura", "aoki")
PEOPLE = (
    ("大野 隆", "オオノ タカシ", "生産技術部", "部長", "division", "decider"),
    ("石川 真", "イシカワ マコト", "購買課", "課長", "section", "window"),
    ("村田 綾", "ムラタ アヤ", "製造部", "主任", "lead", "user"),
    ("近藤 正樹", "コンドウ マサキ", "工務部", "係長", "lead", "influencer"),
    ("藤田 恵子", "フジタ ケイコ", "調達部", "", "staff", "window"),
    ("坂本 剛", "サカモト ツヨシ", "経営企画室", "取締役", "board", "decider"),
)
DEALS = (
    ("第2工場 搬送ラインの更新", "30", 18_500_000, 24), ("検査治具 一式", "40", 3_200_000, 9),
    ("省エネモーターへの置換え", "20", 6_800_000, 52), ("消耗部材の年間契約", "30", 4_400_000, 31),
    ("組立ロボットの安全柵", "10", 2_100_000, 75), ("塗装ブースの改修", "20", 12_000_000, 40),
    ("自動倉庫の増設", "10", 46_000_000, 120), ("切削工具の切替え", "40", 980_000, 5),
    ("空圧機器 更新", "30", 1_750_000, -4), ("測定器の校正サービス", "20", 640_000, 18),
    ("試作ラインの部材供給", "90", 5_300_000, -12), ("作業台と保管棚", "90", 1_250_000, -25),
    ("洗浄機の更新", "99", 7_900_000, -18), ("パレットの共同調達", "10", 3_600_000, 60),
)  # fmt: skip
NEXT = ("見積書の提出", "現場の下見", "技術部との打合せ", "納期の回答", "決裁者への説明")
WORDS = (
    (
        "visit",
        "定例訪問",
        "現行設備の稼働状況を伺った。主因は搬送部で、更新時期を検討中とのこと。",
        "good",
    ),
    ("call", "見積の確認", "数量と納期の条件を電話で確認。来週までに改訂版を送る。", "even"),
    ("web", "仕様の打合せ", "設置スペースと電源容量を画面で確認。図面を受け取った。", "good"),
    ("visit", "提案の説明", "三案を説明。価格差の根拠を求められ、保守費を含めた比較表を約束した。", "even"),
    ("call", "お礼と次回の調整", "担当者は不在。折返しを依頼した。", "absent"),
    ("received", "工場見学", "当社の組立工程を案内。品質管理の体制に関心を示された。", "good"),
)
LEADS = (
    ("長谷川 亮", "ハセガワ リョウ", "三和精工株式会社", "A"),
    ("原田 美穂", "ハラダ ミホ", "北陸マシナリー株式会社", "B"),
    ("中島 悟", "ナカジマ サトル", "有限会社中島製作所", "B"), ("小野 由香", "オノ ユカ", "東亜化成株式会社", "C"),
    ("竹内 健", "タケウチ ケン", "株式会社竹内鉄工", "A"),
    ("金子 修一", "カネコ シュウイチ", "城南パーツ株式会社", "D"),
)  # fmt: skip


def play(known, today):
    """Enter everything; the salespeople take turns."""
    stage, dice = Stage(known), random.Random(11)
    with stage.as_("morita", office_hours(today - dt.timedelta(days=60), 9)):
        fair = keeping.enter(CAMPAIGN, _fair(today))
        session.flush()
    with stage.as_("kimura", office_hours(today - dt.timedelta(days=45), 9)):
        customers = session.scalars(select(Partner).where(Partner.is_customer).order_by(Partner.code)).all()[
            :6
        ]
        people = [_person(one, number, customers) for number, one in enumerate(PEOPLE)]
        _leads(fair)
        session.flush()
        phases = {one.code: one.id for one in session.scalars(select(Phase))}
        customers, people = [one.id for one in customers], [(one.id, one.partner_id) for one in people]
        fair = fair.id
    for number, facts in enumerate(DEALS):
        with stage.as_(SELLERS[number % 2], office_hours(today - dt.timedelta(days=40 - number), 10)):
            deal = keeping.enter(OPPORTUNITY, _deal(number, facts, customers, people, phases, fair, today))
            session.flush()
            with_whom = (deal.id, deal.partner_id, deal.person_id)
        _follow(stage, SELLERS[number % 2], number, with_whom, facts, phases, today, dice)
        if facts[1] < "90":
            with stage.as_(SELLERS[number % 2], office_hours(today - dt.timedelta(days=1), 17)):
                keeping.enter(ACTIVITY, _plan(number, with_whom, today))


def _fair(today):
    return {
        "name": "ものづくり展示会 2026", "kind": "exhibition", "starts_on": today - dt.timedelta(days=58),
        "ends_on": today - dt.timedelta(days=56), "place": "東京ビッグサイト 東3ホール", "budget": 2_800_000,
        "cost": 2_640_000, "wanted_leads": 60, "wanted_revenue": 30_000_000,
    }  # fmt: skip


def _person(facts, number, customers):
    name, kana, department, title, grade, role = facts
    partner = customers[number % len(customers)]
    return keeping.enter(
        PERSON,
        {
            "name": name, "kana": kana, "partner_id": partner.id, "department": department, "title": title,
            "grade": grade, "role": role, "strength": ("close", "regular", "acquainted")[number % 3],
            "phone": f"03-5555-{1200 + number}", "mobile": f"090-5555-{1200 + number}",
            "email": f"person{number + 1}@customer{number + 1}.example", "may_mail": number % 2 == 0,
        },
    )  # fmt: skip


def _leads(fair):
    for number, (name, kana, company, rating) in enumerate(LEADS):
        values = {
            "name": name, "kana": kana, "company": company, "rating": rating, "source": "campaign",
            "campaign_id": fair.id, "email": f"lead{number + 1}@prospect{number + 1}.example",
            "phone": f"03-5555-{1300 + number}", "interest": "搬送設備の更新を検討中。資料を希望。",
        }  # fmt: skip
        keeping.enter(LEAD, values)


def _deal(number, facts, customers, people, phases, fair, today):
    name, _phase, amount, days = facts
    partner_id = customers[number % len(customers)]
    person_id = next((one for one, partner in people if partner == partner_id), None)
    return {
        "name": name, "partner_id": partner_id, "person_id": person_id, "phase_id": phases["10"],
        "expected_on": today + dt.timedelta(days=days), "sales_on": today + dt.timedelta(days=days + 30),
        "amount": amount, "gross": amount * 28 // 100, "source": "campaign" if number % 3 == 0 else "visit",
        "campaign_id": fair if number % 3 == 0 else None,
        "forecast": "commit" if facts[1] == "40" else "best" if facts[1] == "30" else "pipeline",
        "next_step": NEXT[number % len(NEXT)], "next_on": today + dt.timedelta(days=number % 9 - 2),
    }  # fmt: skip


def _plan(number, with_whom, today):
    deal_id, partner_id, person_id = with_whom
    begins = office_hours(today + dt.timedelta(days=number // 3), 10 + number % 3 * 2)
    return {
        "name": NEXT[number % len(NEXT)], "standing": "plan", "kind": ("visit", "web", "call")[number % 3],
        "starts_at": begins, "ends_at": begins + dt.timedelta(hours=1), "opportunity_id": deal_id,
        "partner_id": partner_id, "person_id": person_id,
    }  # fmt: skip


def _follow(stage, login, number, with_whom, facts, phases, today, dice):
    deal_id, partner_id, person_id = with_whom
    steps = [code for code in ("20", "30", "40") if code <= facts[1] and facts[1] < "90"]
    steps += {"90": ["30", "90"], "99": ["20", "99"]}.get(facts[1], [])
    for step, code in enumerate(steps or [None]):
        day = today - dt.timedelta(days=max(1, 30 - number - step * 6))
        with stage.as_(login, office_hours(day, 9 + dice.randrange(7), 15 * dice.randrange(4))) as who:
            kind, name, content, reaction = WORDS[(number + step) % len(WORDS)]
            deal = session.get(OPPORTUNITY.model, (stage.tenant_of(login), deal_id))
            begun = office_hours(day, 10 + step, 30)
            values = {
                "name": name, "kind": kind, "starts_at": begun, "ends_at": begun + dt.timedelta(minutes=45),
                "partner_id": partner_id, "person_id": person_id, "opportunity_id": deal_id, "content": content,
                "reaction": reaction, "owner_id": who.id, "organisation_id": who.organisation_id,
            }  # fmt: skip
            keeping.enter(ACTIVITY, values)
            if code:
                changed = {"phase_id": phases[code]} | ({"reason": "price"} if code == "99" else {})
                keeping.change(OPPORTUNITY, deal, changed, version=deal.version)
