"""An order by telephone goes the way of every order, through `intake.taking`, under the tenant's own shop for it."""

from sqlalchemy import select

from app.commerce.channels.model import Channel
from app.commerce.clientele.operations import correct
from app.commerce.customers.model import Customer
from app.commerce.faxes import operations as faxes
from app.commerce.intake.taking import take
from app.commerce.orders.model import Order
from app.commerce.persons.keys import keys_of
from app.commerce.purchases.counting import count_again
from app.commerce.slips.model import Slip
from app.commerce.telephone import defaults
from app.kernel import clock
from app.kernel.db import session
from app.platform.audit import record
from app.records.numbering import series
from app.records.numbering import take as next_number

KIND = "phone"
series("telephone_order", "T{YY}{MM}-{SEQ:5}")


def phone_channel():
    """The shop that telephone orders are entered under; made when a tenant takes the first one."""
    known = session.scalars(
        select(Channel).where(Channel.kind == KIND, Channel.state == "active").order_by(Channel.code).limit(1)
    ).one_or_none()
    if known is not None:
        return known
    code = defaults.CODE
    if session.scalar(select(Channel.id).where(Channel.code == code)):
        code = f"{code}-2"
    made = Channel(code=code, name=defaults.NAME, kind=KIND, changed_at=clock.now())
    session.add(made)
    session.flush()
    record("channel.entered", made, label=code)
    return made


def enter(order, customer=None, fax_id=None):
    """Take an order in. Returns its first Slip.

    `order`: an IncomingOrder, whose number is given here. `customer`: whom the clerk chose; what was corrected of them
    on the telephone is kept, and the order is theirs, unless the name became another person's. `fax_id`: the draft of
    the FAX it came by, kept with it from now on.
    """
    order.number = next_number(
        "telephone_order"
    )  # first: whoever takes the next one waits, and finds the shop made
    channel = phone_channel()
    mine = customer is not None and keys_of(order.buyer).name_key == customer.name_key
    if mine:
        correct(customer, person=order.buyer)
    take(channel, [order])
    made = session.scalars(
        select(Order).where(Order.channel_id == channel.id, Order.number == order.number)
    ).one()
    if mine and made.customer_id != customer.id:
        _give(made, customer)
    if fax_id is not None:
        faxes.attach(fax_id, made)
    return session.scalars(select(Slip).where(Slip.order_id == made.id).order_by(Slip.slip_no)).first()


def _give(order, customer):
    """Two customers share the data of the buyer: the clerk said whose order it is."""
    before, order.customer_id = order.customer_id, customer.id
    session.flush()
    count_again([before, customer.id])


def chosen_customer(customer_id):
    """The customer with that id who was not merged, or None."""
    return session.scalars(
        select(Customer).where(Customer.id == customer_id, Customer.merged_into_id.is_(None))
    ).one_or_none()
