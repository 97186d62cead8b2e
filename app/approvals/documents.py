"""Documents that can be approved, and what a route may know of them."""

import hashlib
import uuid
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from sqlalchemy import inspect

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing

LABELS = {
    "rfq": "Request for quotation",
    "award": "Award",
    "order": "Order",
    "purchase_order": "Order",
    "acceptance": "Acceptance",
    "invoice": "Invoice",
}
"""English msgids of the usual documents; `@approvable(name, label=…)` names others."""
VOLATILE = {"status", "version", "search_text", "changed_at", "updated_at"}
DOCUMENTS: dict[str, "Document"] = {}


class Approvable(Protocol):
    """What a document offers to be approved. It is moved to "in approval" by its own verb *before* `submit`.

    `on_returned` means sent back, pulled back or withdrawn: the applicant may change the document again.
    A document with lines also offers `approval_content`, a dictionary of everything that is approved; its hash
    is kept with every act. Without it the document's own columns are taken.
    """

    id: uuid.UUID
    approval_title: str
    approval_path: str

    def on_approved(self, by): ...
    def on_rejected(self, by): ...
    def on_returned(self, by): ...


@dataclass(frozen=True)
class Document:
    """A registered class. `facts` are the names and English labels of its yes/no facts for conditions."""

    name: str
    model: type
    label: str
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What conditions of routes look at.

    `amount`: yen, tax-exclusive total (for a revision the larger of old and new); None counts as 0.
    `category`: id of the category (or None). `organisation_id`: the department that pays; None means the
    applicant's own. `extra`: further facts by name (`{"lowest_price_not_chosen": True}`).
    """

    document: str
    organisation_id: uuid.UUID | None = None
    amount: int | None = None
    category: Any = None
    extra: dict = field(default_factory=dict)


def approvable(name, *, label=None, facts=None):
    """Class decorator: register a model as the document `name`.

    `label` (English msgid) names it on screens; `facts` maps names of yes/no facts to English msgids, so that
    the route form offers them.
    """

    def register(model):
        DOCUMENTS[name] = Document(name, model, label or LABELS.get(name, name), dict(facts or {}))
        model.approval_document = name
        return model

    return register


def label_of(name):
    """English msgid of a document type."""
    return DOCUMENTS[name].label if name in DOCUMENTS else LABELS.get(name, name)


def load(name, subject_id):
    """The document of that type and id in the present tenant. Raises Missing."""
    found = session.get(DOCUMENTS[name].model, (context.tenant_id(), subject_id))
    if found is None:
        raise Missing
    return found


def digest(subject):
    """sha256 (hex) of what is approved: `approval_content` or the row's columns, states and stamps left out."""
    content = getattr(subject, "approval_content", None)
    if content is None:
        columns = inspect(type(subject)).column_attrs
        content = {one.key: getattr(subject, one.key) for one in columns if one.key not in VOLATILE}
    packed = orjson.dumps(content, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return hashlib.sha256(packed).hexdigest()
