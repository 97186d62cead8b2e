"""One case from the wish to the journal, as far as its days have come."""

import datetime as dt
from decimal import Decimal

from app.approvals.cases.acting import approve
from app.approvals.cases.queries import waiting_for
from app.demo import fulfilling, masters
from app.demo.quoting import answer
from app.demo.stage import office_hours, row
from app.kernel.db import session
from app.procurement.awards.choosing import whole
from app.procurement.awards.model import Award
from app.procurement.awards.operations import award
from app.procurement.comparisons.queries import comparison_of
from app.procurement.rfqs.model import Rfq
from app.procurement.rfqs.operations import draft_rfq

HEAD_OF = {"sato": "suzuki", "takahashi": "tanaka", "nakamura": "kobayashi"}
PLACE = "東京都大田区下丸子3-1-1 山田精機株式会社 本社工場 資材受入口"


class Buying:
    """A case under way. Each step happens on its day; the first day after `today` ends the story."""

    def __init__(self, stage, chance, subject, *, requester, category, today):
        self.stage, self.chance, self.subject = stage, chance, subject
        self.requester, self.category, self.today = requester, category, today
        self.rfq_id = self.deadline = None

    def play(self, day, *, lines, times):
        """Ask, compare, choose, order, receive, accept, pay: as long as the days last."""
        for later, step in ((0, lambda at: self.draft(at, lines, times)), (1, self.send)):
            if not self._try(day + dt.timedelta(days=later), 10, step):
                return
        sent = day + dt.timedelta(days=1)
        for later, who in ((2, "honda"), (3, "hayashi"), (4, "guest"), (5, "again")):
            if not self._try(
                sent + dt.timedelta(days=later), 11 + later % 3, lambda at, who=who: answer(self, who, at)
            ):
                return
        if self.deadline.date() >= self.today:
            return
        self.close(self.deadline + dt.timedelta(seconds=5))
        after = self.deadline.date()
        for later, step in ((2, self.choose), (5, self.decide)):
            if not self._try(after + dt.timedelta(days=later), 14, step):
                return
        fulfilling.play(self, after + dt.timedelta(days=8))

    def _try(self, day, hour, step):
        at = office_hours(day, hour, self.chance.randint(0, 55))
        if at.date() > self.today:
            return False
        step(at)
        return True

    def draft(self, at, count, times):
        """The requester writes it down."""
        self.deadline = office_hours(at.date() + dt.timedelta(days=8), 17)
        with self.stage.as_(self.requester, at) as by:
            products = self.chance.sample(masters.catalogue()[self.category], count)
            partners = masters.suppliers()
            head = {
                "subject": self.subject,
                "body": "下記の品目について、お見積りをお願いいたします。",
                "category_id": products[0].category_id,
                "deadline": self.deadline,
                "delivery_place": PLACE,
                "desired_terms": "月末締め翌月末払い（振込）",
                "validity_days": 60,
                "memo": "前回は納期遅れあり。価格だけでなく納期も見ること。",
            }
            lines = [self._line(product, at, times) for product in products]
            ids = [partners[code].id for code in ("S001", "S002", "S003")]
            self.rfq_id = draft_rfq(head, lines, ids, by=by).id

    def _line(self, product, at, times):
        return {
            "product_id": product.id,
            "name": product.name,
            "spec": product.spec,
            "quantity": Decimal(self.chance.choice((1, 2, 3, 5, 10)) * times),
            "unit": product.unit,
            "desired_on": at.date() + dt.timedelta(days=35),
            "allow_alternative": self.category in ("30", "50"),
            "target_price": product.price,
            "tax_code": product.tax_code,
        }

    def send(self, at):
        """The buyer looks it through and sends it."""
        with self.stage.as_("sato", at) as by:
            rfq = row(Rfq, self.rfq_id)
            rfq.submit(by=by)
            rfq.send(by=by)

    def close(self, at):
        """The clock closes it at the deadline."""
        with self.stage.as_("sato", at):
            row(Rfq, self.rfq_id).close_at_deadline()

    def choose(self, at):
        """The buyer compares and proposes the lowest complete answer."""
        with self.stage.as_("sato", at) as by:
            rfq = row(Rfq, self.rfq_id)
            matrix = comparison_of(rfq)
            column = min(matrix.columns, key=lambda one: one.quote.subtotal)
            choices = whole(matrix, column.quote.id)
            reason = "3社のうち総額が最も低く、納期も希望に間に合うため。"
            award(rfq, "whole", choices, reason=reason, by=by, version=rfq.version)

    def decide(self, at):
        """Those whom the route names agree, one after the other; the letters go out."""
        for login in dict.fromkeys((HEAD_OF[self.requester], "suzuki", "yamamoto")):
            with self.stage.as_(login, at) as by:
                approve_what_waits(self.rfq_id, by)
        with self.stage.as_("sato", at) as by:
            found = session.query(Award).filter_by(rfq_id=self.rfq_id, status="approved").one_or_none()
            if found is not None:
                found.send_letters(by=by)


def approve_what_waits(subject_path, by):
    """Agree to the case about the request, if it is this person's turn."""
    for case in session.execute(waiting_for(by.id)):
        if str(subject_path) in case.path:
            approve(case.case_id, by=by, comment="内容を確認しました。")
