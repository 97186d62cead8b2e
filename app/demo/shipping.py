"""What became of the demonstration's orders: yesterday's parcels have left, today's are on the shelves and in files."""

import csv
import io

from sqlalchemy import select

from app.commerce.alerts.kinds import KINDS, YELLOW
from app.commerce.carriers.model import CarrierAccount
from app.commerce.channels.model import Channel
from app.commerce.intake import arriving, running
from app.commerce.intake.readers.fields import FIELDS
from app.commerce.labels.batching import make, open_batch, rows_of
from app.commerce.notices.operations import write_file
from app.commerce.papers import operations as papers
from app.commerce.papers.model import PaperPortion
from app.commerce.picking import counting, rounds
from app.commerce.robot.model import RobotRun
from app.commerce.robot.working import work
from app.commerce.slips.answering import accept_all
from app.commerce.slips.model import Slip
from app.commerce.slips.moving import hold, move
from app.commerce.slips.paying import pay
from app.commerce.slips.statuses import CHECK, DONE, READY, SHIPPED, UNPAID
from app.commerce.trackings.operations import take_in, upload
from app.demo import arranging
from app.demo.stage import moment
from app.kernel import clock
from app.kernel.db import session

LEAVING = 7
FIRST_NUMBER = 40_555_000_123
"""Of the tracking numbers; the last digit is the rest by seven."""
TELEPHONED = {
    "route": "S1", "ordered_at": "2026-11-05 13:00:00", "buyer_family": "小林", "buyer_given": "健",
    "buyer_postal": "6008216", "buyer_prefecture": "京都府", "buyer_city": "京都市下京区",
    "buyer_street": "東塩小路町721-1", "buyer_phone": "075-000-1111", "payment": "銀行振込", "goods": "3300",
    "postage": "660", "total": "3960", "slip": "1", "to_family": "小林", "to_given": "健", "to_postal": "6008216",
    "to_prefecture": "京都府", "to_city": "京都市下京区", "to_street": "東塩小路町721-1", "to_phone": "075-000-1111",
    "line": "1", "own_code": "P0001", "name": "FAXでのご注文品", "price": "3300", "quantity": "1", "rate": "10",
}  # fmt: skip


def yesterday(stage, clerk, day):
    """The robot begins to work; a round was picked, its labels were made, and its parcels left."""
    with stage.as_(clerk, moment(day, 9, 30)):
        arranging.the_robot()
        _answer_what_is_yellow()
        _let_the_robot_work()
        ids = _ready()[:LEAVING]
        round_ = rounds.begin(ids)
        for line in rounds.lines_of(round_):
            counting.count(line, line.wanted, seen_by="斎藤 由紀")
        rounds.finish(round_)
    with stage.as_(clerk, moment(day, 13)):
        batch = open_batch(ids, _contract("YMT"), day).batch
        made = make(batch)
        keys = [one.key for one in rows_of(batch)] if made else []
    with stage.as_(clerk, moment(day, 17)):
        file = io.BytesIO(_numbers(keys, day).encode("cp932"))
        take_in(upload(file, f"B2発行済データ_{day:%Y%m%d}.csv", day))
        gone = session.scalars(select(Slip.id).where(Slip.status == SHIPPED).order_by(Slip.id)).all()
        move(gone[:2], DONE, why="person")
        for shop in session.scalars(select(Channel).where(Channel.code == "R1")):
            write_file(shop)


def this_morning(stage, clerk, day):
    """A file came in, the robot did its part, a round is under way, labels are looked at, papers are printed."""
    with stage.as_(clerk, moment(day, 8, 20)):
        intake = arriving.receive([(io.BytesIO(_order_file(day)), f"FAX受注_{day:%m%d}.csv")])
        intake.state = "pending"
        session.flush()
        running.run(intake.id)
        _let_the_robot_work()
    with stage.as_(clerk, moment(day, 8, 40)):
        _answer_what_is_yellow()
        _let_the_robot_work()
        ready = _ready()
        hold(ready[:2], "お客様に在庫の代替品を確認中です。")
        ready = ready[2:]
        round_ = rounds.begin(ready[:3])
        for line in rounds.lines_of(round_)[:3]:
            counting.count(line, line.wanted, seen_by="斎藤 由紀")
        batch = papers.begin("statement", ready[:3])
        session.flush()
        for portion in session.scalars(
            select(PaperPortion.id).where(PaperPortion.batch_id == batch.id)
        ).all():
            papers.draw_portion(portion, whole=True)
        open_batch(ready[3:], _contract("SGW"), day)


def _answer_what_is_yellow():
    """Two of three orders were looked at and are all right; the first of those that wait for money were paid."""
    looked_at = select(Slip.id).where(Slip.status == CHECK).order_by(Slip.ordered_at, Slip.id)
    ids = [one for place, one in enumerate(session.scalars(looked_at)) if place % 3]
    accept_all(ids, [one.name for one in KINDS.values() if one.severity == YELLOW])
    unpaid = select(Slip.order_id).where(Slip.status == UNPAID).order_by(Slip.ordered_at, Slip.id)
    pay(session.scalars(unpaid.limit(2)).all(), clock.today())


def _let_the_robot_work():
    """What its job would do after the commit."""
    session.flush()
    for run in session.scalars(select(RobotRun).where(RobotRun.state == "pending")).all():
        work(run.id)
    session.flush()


def _ready():
    return session.scalars(
        select(Slip.id).where(Slip.status == READY).order_by(Slip.ordered_at, Slip.id)
    ).all()


def _contract(code):
    return session.scalars(select(CarrierAccount).where(CarrierAccount.code == code)).one()


def _numbers(keys, day):
    """A file as B2 gives it back of issued labels."""
    rows = [["お客様管理番号", "伝票番号", "出荷予定日"]]
    for place, key in enumerate(keys):
        first = FIRST_NUMBER + 7 * place
        rows.append([key, f"{first}{first % 7}", f"{day:%Y/%m/%d}"])
    return _csv(rows)


def _order_file(day):
    """Two orders that came by telefax, and one whose line makes no sense."""
    asked = [
        TELEPHONED | {"number": f"FAX-{day:%m%d}-{n}", "ordered_at": f"{day:%Y-%m-%d} 08:0{n}:00"}
        for n in (1, 2, 3)
    ]
    asked[2]["quantity"] = "二箱"
    return _csv([FIELDS.values(), *([one.get(name, "") for name in FIELDS] for one in asked)]).encode(
        "utf-8-sig"
    )


def _csv(rows):
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()
