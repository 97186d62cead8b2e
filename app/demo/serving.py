"""What the customers of the demonstration were told, wished and asked."""

import datetime as dt

from sqlalchemy import select

from app.commerce.customer_pages.model import OrderMessage, OrderRequest
from app.commerce.customer_pages.talking import ask, reply
from app.commerce.customer_pages.wishing import decline, wish
from app.commerce.mails import batching, bounces
from app.commerce.mails.model import OrderMail
from app.commerce.mails.sending import send_due
from app.commerce.orders.model import Order
from app.commerce.receipts.issuing import hindrance, issue
from app.commerce.slips.model import Slip
from app.commerce.slips.statuses import SHIPPED, UNPICKED
from app.demo.stage import moment
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.events import publish
from app.platform.mail.model import Mail

CUSTOMER = context.Actor(id=None, name="customer", kind="guest")
QUESTIONS = (
    "領収書の宛名を「株式会社青空工業」にしていただけますか。",
    "届け先の倉庫は17時に閉まります。それまでに届きますでしょうか。",
    "六角ボルトの材質証明書は付いていますか。",
)
ANSWER = "お問い合わせありがとうございます。ご希望の宛名で、このページから領収書をお出しいただけます。"
NEWS = (
    "【{店舗名}】年末年始の出荷について",
    "{お名前} 様\n\nいつもご利用ありがとうございます。\n年内の出荷は12月28日までとなります。\n\n{署名}\n",
)


def play(stage, clerk, day):
    """Mails of yesterday and today have left, one came back; some customers wrote, some were answered."""
    with stage.as_(clerk, moment(day, 8, 50)):
        _send_what_is_due()
    with stage.as_(clerk, moment(day, 9)):
        _customers_write(day)
    with stage.as_(clerk, moment(day, 9, 10)):
        _clerk_answers()
        sent = session.scalars(select(Slip.id).where(Slip.status == SHIPPED).order_by(Slip.id)).all()
        batch = batching.begin("free", sent, *NEWS, minutes=0)
        session.flush()
        batching.work_through(batch.id)
    with stage.as_(clerk, moment(day, 9, 20)):
        _send_what_is_due()
        _one_comes_back()


def _send_what_is_due():
    planned = select(OrderMail.id).where(OrderMail.state == "planned", OrderMail.due_at <= clock.now())
    send_due(session.scalars(planned).all())
    session.flush()
    on_their_way = select(Mail).join(OrderMail, OrderMail.mail_id == Mail.id)
    for mail in session.scalars(on_their_way.where(OrderMail.state == "sending")).all():
        mail.state, mail.sent_at = "sent", clock.now()
        publish("mail.sent", mail=mail)


def _one_comes_back():
    gone = select(OrderMail.mail_id).where(OrderMail.state == "sent", OrderMail.kind == "thanks")
    first = session.scalars(gone.order_by(OrderMail.created_at, OrderMail.id)).first()
    if first:
        bounces.take_note([(first, "5.1.1 smtp; 550 5.1.1 User unknown")])


def _customers_write(day):
    """Three wishes and three questions."""
    slips = session.scalars(
        select(Slip)
        .where(Slip.status.in_(UNPICKED), Slip.carried_by_id.is_(None))
        .order_by(Slip.ordered_at.desc(), Slip.id)
    ).all()
    orders = session.scalars(select(Order).order_by(Order.ordered_at.desc(), Order.id)).all()
    with context.acting_as(CUSTOMER):
        for one, text in zip(orders[::5], QUESTIONS, strict=False):
            ask(one, text)
        wish(slips[0], slot="am", wished_on=day + dt.timedelta(days=4))
        wish(slips[2], building="青空ビル 3F", phone="03-0000-7788")
        wish(slips[4], wished_on=day + dt.timedelta(days=9))
        session.flush()


def _clerk_answers():
    """A question is answered, a wish is declined, a receipt is issued."""
    asked = session.scalars(select(OrderMessage.order_id).order_by(OrderMessage.id)).first()
    reply(session.scalars(select(Order).where(Order.id == asked)).one(), ANSWER)
    last = select(OrderRequest).where(OrderRequest.state == "open").order_by(OrderRequest.id.desc())
    decline(session.scalars(last).first(), "その日は配送会社が集荷をお休みします。前後の日でお選びください。")
    shipped = select(Order).join(Slip, Slip.order_id == Order.id).where(Slip.status == SHIPPED)
    for order in session.scalars(shipped.order_by(Order.number)).all():
        if not hindrance(order):
            issue(order, "株式会社青空工業", "工具代として")
            break
