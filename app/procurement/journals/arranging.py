"""Saved arrangements of columns (出力テンプレート)."""

from dataclasses import asdict

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.platform.audit.recording import plain
from app.procurement.journals.arranged import FIELDS
from app.procurement.journals.model import AccountRule, JournalTemplate
from app.procurement.journals.writing import arrangement_from


def save_template(name, arrangement, *, by, template=None):
    """Keep an arrangement (JSON of `arranged.Arrangement`) under a name. Raises Rejected for a name in use."""
    name = name.strip()
    if not name:
        raise Rejected("Enter a name.", field="name")
    whole = plain(asdict(arrangement_from(arrangement)))
    same = session.scalars(select(JournalTemplate).where(JournalTemplate.name == name)).one_or_none()
    if same is not None and same is not template:
        raise Rejected("There is an arrangement of this name already.", field="name")
    if template is None:
        template = JournalTemplate(created_by_id=by.id, version=0)
        session.add(template)
    template.name, template.arrangement, template.version = name, whole, template.version + 1
    session.flush()
    record("journal_template.saved", template, by=by)
    return template


def delete_template(template, *, by):
    """Take an arrangement away; batches written with it keep their own copy."""
    record("journal_template.deleted", template, by=by)
    session.delete(template)


def usual_arrangement():
    """What a new arrangement starts with: a slip's columns, in Japanese for the accountant."""
    names = {
        "date": "日付", "voucher_no": "伝票番号",
        "debit_account": "借方勘定科目", "debit_sub_account": "借方補助科目", "debit_department": "借方部門",
        "debit_tax_class": "借方税区分", "debit_amount": "借方金額", "debit_tax_amount": "借方税額",
        "credit_account": "貸方勘定科目", "credit_sub_account": "貸方補助科目",
        "credit_tax_class": "貸方税区分", "credit_amount": "貸方金額", "memo": "摘要",
    }  # fmt: skip
    columns = [
        {"header": header, "source": source, "literal": "", "format": ""} for source, header in names.items()
    ]
    return {"columns": columns, "layout": "pairs", "file_type": "csv", "encoding": "cp932", "newline": "\r\n"}


def rearranged(columns, act):
    """The columns after a button was pressed: `up-3`, `down-3`, `remove-3`, `add`. Unknown acts change nothing."""
    found, (verb, _dash, place) = list(columns), act.partition("-")
    if verb == "add":
        return [*found, {"header": "", "source": "", "literal": "", "format": ""}]
    at = int(place) if place.isdecimal() and int(place) < len(found) else None
    if at is None:
        return found
    if verb == "remove":
        return found[:at] + found[at + 1 :]
    to = {"up": at - 1, "down": at + 1}.get(verb, at)
    if 0 <= to < len(found):
        found[at], found[to] = found[to], found[at]
    return found


def fitting(columns, layout):
    """The columns with sources that the layout offers; others lose their source and keep their header."""
    return [one | {"source": one["source"] if one["source"] in FIELDS[layout] else ""} for one in columns]


def save_rule(*, category_id, organisation_id, account_code, by):
    """Decide where purchases of a category, a department or both are booked; an older rule for the same is replaced."""
    if category_id is None and organisation_id is None:
        raise Rejected("Choose a category, a department, or both.", field="category_id")
    rule = session.scalars(
        select(AccountRule).where(
            AccountRule.category_id.is_not_distinct_from(category_id),
            AccountRule.organisation_id.is_not_distinct_from(organisation_id),
        )
    ).one_or_none()
    if rule is None:
        rule = AccountRule(category_id=category_id, organisation_id=organisation_id)
        session.add(rule)
    rule.account_code = account_code
    session.flush()
    record("account_rule.saved", rule, by=by, label=account_code, account=account_code)
    return rule


def delete_rule(rule, *, by):
    """Take a rule away: from now on the next general one counts."""
    record("account_rule.deleted", rule, by=by, label=rule.account_code, account=rule.account_code)
    session.delete(rule)
