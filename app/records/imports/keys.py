"""By which field the rows of a file are recognised."""

import uuid
from dataclasses import dataclass

from app.kernel.errors import Rejected, Unreadable
from app.kernel.i18n import _l
from app.kernel.text import nfkc
from app.records.kit.describing import Field
from app.records.kit.extras import expression


def _id(text):
    try:
        return uuid.UUID(nfkc(text))
    except ValueError as cause:
        raise Unreadable("This is no internal ID. Take it from an export, or leave it empty.") from cause


ID = Field("id", _l("Internal ID"), "text", read=_id)
"""The row's own id, as exports write it: with it even codes can be changed by a file."""
OUT = "D"
UPDATE = Field(
    "update_kind",
    _l("Kind of update"),
    "choice",
    choices=(("I", _l("I: enter")), ("U", _l("U: change")), (OUT, _l("D: take out"))),
)
"""What a row of a file is about, where files take rows out again (`RecordType.spanned`)."""


def beside_fields(kind):
    """The columns of files that are no fields of the record type, by name."""
    return {ID.name: ID} | ({UPDATE.name: UPDATE} if kind.spanned else {})


@dataclass(frozen=True)
class Rules:
    """`mode`: whether rows may be new (`create`), may change (`update`), or `both`; `key`: a field's name.

    With `replace` they may do both, and rows of the same months that the file does not hold go.
    """

    mode: str = "both"
    key: str = ""


def key_fields(kind):
    """`{name: Field}` of what can recognise a record, the usual one first."""
    found = {kind.key: kind.fields[kind.key]}
    found |= {name: of for name, of in kind.fields.items() if of.unique and of.imported}
    return found | {ID.name: ID}


def rules_of(kind, made):
    """The Rules of an Import (or source). Raises Rejected when its key field does not exist any more."""
    key = made.key_field or kind.key
    if key not in key_fields(kind):
        raise Rejected("The field by which rows were recognised does not exist any more. Choose another.")
    return Rules(made.mode, key)


def key_expression(kind, name):
    """The key as SQL."""
    return kind.model.id if name == ID.name else expression(kind.model, kind.fields[name])
