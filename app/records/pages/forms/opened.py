"""What a form was opened with, sealed into the form: the version, the values, and what was merged since."""

from dataclasses import dataclass, field

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from app.records.kit.keeping import out_of_sight
from app.records.kit.plain import plain_values
from app.records.pages.forms.building import typed


@dataclass(frozen=True)
class Opened:
    """A record as somebody began to edit it. `values` are plain (`kit.plain`), at `version`.

    After a merge, `before` holds what both had begun with (at version `since`) for each field that differed, and
    `sides` whose value stands without a choice: theirs, mine, or None for a conflict.
    """

    record_id: str
    version: int
    values: dict = field(default_factory=dict)
    since: int = 0
    before: dict = field(default_factory=dict)
    sides: dict = field(default_factory=dict)

    def sealed(self):
        """The text for a hidden input: whoever posts it may read it (the form shows the same), not change it."""
        return _sealing().dumps(
            [self.record_id, self.version, self.values, self.since, self.before, self.sides]
        )


def opened_at(kind, row):
    """The record as it is now, for a new form."""
    return Opened(str(row.id), row.version, seen_values(kind, row), row.version)


def seen_values(kind, row):
    """The plain values a form shows: a link to a record that the reader may not know of is empty."""
    return plain_values(typed(kind), row) | dict.fromkeys(out_of_sight(kind, row))


def unsealed(text, row, version):
    """What the form about `row` was opened with; of a form without a (right) seal only `version` is known."""
    try:
        opened = Opened(*_sealing().loads(text))
    except (BadData, TypeError):
        return Opened(str(row.id), version, since=version)
    return opened if opened.record_id == str(row.id) else Opened(str(row.id), version, since=version)


def _sealing():
    return URLSafeSerializer(current_app.secret_key, salt="record-opened")
