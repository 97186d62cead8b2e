"""Templates, sentences that are put in, mails that were or will be sent, and what a shop wants of them."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from app.commerce.mails.kinds import KINDS
from app.commerce.persons.sealed import Sealed
from app.kernel.db import Moment, Stamp, db
from app.kernel.tenancy import TenantOwned, index, one, owned, refers, unique

STATES = ("planned", "sending", "sent", "failed", "stopped", "bounced")
BATCH_STATES = ("waiting", "running", "done", "cancelled")
_KINDS = tuple(KINDS)


class MailTemplate(TenantOwned, db.Model):
    """The text of a kind of mail. The most specific one that fits an order is taken (`choosing`).

    Empty `channel_id`, `payment_kind`, `rank_id`, `language` fit everything; `place` is the four in one text, so that
    no two templates stand in the same place (a retired one stands in none). `advertising`: goes only to those who
    agreed to it. `version` is noted on every mail that was made from it.
    """

    __tablename__ = "mail_templates"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        refers("rank_id", "customer_ranks", on_delete="CASCADE"),
        unique("kind", "place"),
        CheckConstraint(f"kind IN {_KINDS}", name="kind"),
    )

    kind: Mapped[str]
    name: Mapped[str]
    channel_id: Mapped[uuid.UUID | None]
    payment_kind: Mapped[str] = mapped_column(default="")
    rank_id: Mapped[uuid.UUID | None]
    language: Mapped[str] = mapped_column(default="")
    place: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    with_html: Mapped[bool] = mapped_column(default=True)
    advertising: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    retired_at: Mapped[dt.datetime | None]
    changed_by_name: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Stamp]

    channel = one("MailTemplate", "channel_id", "Channel", viewonly=True)
    rank = one("MailTemplate", "rank_id", "CustomerRank", viewonly=True)


class MailSentence(TenantOwned, db.Model):
    """When … then this sentence: stands at the spot `{挿入:spot}` of templates when all `conditions` hold.

    `conditions`: `{fact: [value, …]}`, see `conditions.FACTS`; one of the values must hold for each fact.
    """

    __tablename__ = "mail_sentences"
    __table_args__ = owned(index("spot", "position", "id"))

    spot: Mapped[str]
    position: Mapped[int] = mapped_column(default=50)
    name: Mapped[str]
    conditions: Mapped[dict] = mapped_column(JSONB, default=dict)
    text: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    changed_by_name: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Stamp]


class OrderMail(TenantOwned, db.Model):
    """One mail to a buyer: planned → sending → sent | failed, stopped before it left, or bounced afterwards.

    `about_id` is the order or the slip (`Kind.about`); with `turn` it makes sure that a kind goes out once: whoever
    plans uses turn 0, a person who sends again takes the next. `content` (to, name, subject, text, html) is sealed and
    stays as it was sent; while it is empty the mail is made from the template at `due_at`. `why` is a code of
    `wording.REASONS` with `facts` that name no person. `mail_id` is the row of the outbox.
    """

    __tablename__ = "order_mails"
    __table_args__ = owned(
        refers("order_id", "orders", on_delete="CASCADE"),
        refers("slip_id", "slips", on_delete="SET NULL"),
        refers("channel_id", "channels"),
        unique("about_id", "kind", "turn"),
        index("order_id", "created_at"),
        index("mail_id"),
        index("slip_id"),
        index("created_at", "id"),
        index("state", "due_at", "id", postgresql_where=text("state IN ('planned', 'sending')")),
        index("batch_id", "state"),
        CheckConstraint(f"kind IN {_KINDS}", name="kind"),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )

    order_id: Mapped[uuid.UUID]
    slip_id: Mapped[uuid.UUID | None]
    channel_id: Mapped[uuid.UUID]
    label: Mapped[str] = mapped_column(default="")
    about_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    turn: Mapped[int] = mapped_column(default=0)
    batch_id: Mapped[uuid.UUID | None]
    template_id: Mapped[uuid.UUID | None]
    template_version: Mapped[int] = mapped_column(default=0)
    template_name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="ja")
    content: Mapped[dict | None] = mapped_column(Sealed("order_mails.content", dict))
    state: Mapped[str] = mapped_column(default="planned")
    why: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict] = mapped_column(JSONB, default=dict)
    due_at: Mapped[Moment]
    mail_id: Mapped[uuid.UUID | None]
    made_by_id: Mapped[uuid.UUID | None]
    made_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    sent_at: Mapped[dt.datetime | None]
    bounced_at: Mapped[dt.datetime | None]


class MailBatch(TenantOwned, db.Model):
    """一括メール: one text to the buyers of many slips, made for each. It begins at `starts_at`; until then it can be
    cancelled. `content` (subject, body; placeholders unfilled) is sealed: a text may name somebody. It is erased with
    the first of its orders.
    """

    __tablename__ = "mail_batches"
    __table_args__ = owned(
        index("created_at", "id"),
        CheckConstraint(f"state IN {BATCH_STATES}", name="state"),
        CheckConstraint(f"kind IN {_KINDS}", name="kind"),
    )

    kind: Mapped[str]
    content: Mapped[dict] = mapped_column(Sealed("mail_batches.content", dict))
    slip_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(UUID(as_uuid=True)))
    starts_at: Mapped[Moment]
    done: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="waiting")
    made_by_id: Mapped[uuid.UUID | None]
    made_by_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Stamp]
    finished_at: Mapped[dt.datetime | None]

    @property
    def total(self):
        """How many slips were chosen."""
        return len(self.slip_ids)

    @property
    def subject(self):
        """What stands above the text, '' when it was erased."""
        return self.content.get("subject", "")


class ShopMailing(TenantOwned, db.Model):
    """What a shop wants of mails. Without a row nothing is sent by itself.

    Between `quiet_from` and `quiet_until` (hours in Japan; the same: never quiet) no mail leaves. Automatic mails wait
    `delay_minutes`, so that a slip that moved by mistake can be taken back. `follow_days` after shipping (0: none).
    """

    __tablename__ = "shop_mailings"
    __table_args__ = owned(
        refers("channel_id", "channels", on_delete="CASCADE"),
        unique("channel_id"),
        CheckConstraint("quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23", name="hours"),
        CheckConstraint("follow_days BETWEEN 0 AND 365 AND delay_minutes BETWEEN 0 AND 1440", name="spans"),
    )

    channel_id: Mapped[uuid.UUID]
    version: Mapped[int] = mapped_column(default=1)
    thanks: Mapped[bool] = mapped_column(default=False)
    paid: Mapped[bool] = mapped_column(default=False)
    shipped: Mapped[bool] = mapped_column(default=False)
    follow_days: Mapped[int] = mapped_column(default=0)
    quiet_from: Mapped[int] = mapped_column(default=21)
    quiet_until: Mapped[int] = mapped_column(default=8)
    delay_minutes: Mapped[int] = mapped_column(default=10)
    reply_to: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[Stamp]


class BounceReading(TenantOwned, db.Model):
    """How far the mailbox of returned mails was read: the highest UID of `validity` (IMAP) that was looked at."""

    __tablename__ = "bounce_readings"
    __table_args__ = owned(refers("channel_id", "channels", on_delete="CASCADE"), unique("channel_id"))

    channel_id: Mapped[uuid.UUID]
    validity: Mapped[int] = mapped_column(default=0)
    last_uid: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[dt.datetime | None]
    error: Mapped[str] = mapped_column(default="")
