"""Files for own fields that come with the form of a new record; a refused form brings them again by itself."""

from dataclasses import dataclass, field
from functools import cached_property

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.storage import laid, named

KEPT = 24 * 60 * 60
"""Seconds for which a refused form can be sent again without choosing its files anew."""


@dataclass
class Given:
    """What was chosen for the file fields of `kind`. `errors`: `{field: [sentence]}`.

    A content is stored as soon as it comes; the sealed facts in the form are what finds it again, for the same person
    only. Rows of files are made when the record is entered.
    """

    kind: object
    empty: bool = False
    errors: dict = field(default_factory=dict)
    _made: list = field(default_factory=list)

    def __post_init__(self):
        """Reads the request."""
        self.facts = {} if self.empty else self._read()

    @cached_property
    def fields(self):
        """The fields with files, by name."""
        return {name: of for name, of in self.kind.visible.items() if of.kind == "file"}

    def sealed(self, name):
        """The text for a hidden input that stands for the file of a field; empty without one."""
        facts = self.facts.get(name)
        return _sealing().dumps([*_whose(), name, facts]) if facts else ""

    def files(self):
        """`{field: id}` of what was given, as rows."""
        self._made = {name: named(facts, purpose="field") for name, facts in self.facts.items()}
        session.flush()  # the record names the files
        return {name: file.id for name, file in self._made.items()}

    def belong_to(self, row):
        """Note the record at its files."""
        for file in self._made.values():
            file.subject_type, file.subject_id = row.__tablename__, row.id

    def _read(self):
        found = {}
        for name in self.fields:
            upload = request.files.get(name)
            try:
                facts = (
                    laid(upload.stream, upload.filename) if upload and upload.filename else self._kept(name)
                )
            except Rejected as refused:
                self.errors[name] = [str(refused)]
                continue
            found |= {name: facts} if facts else {}
        return found

    def _kept(self, name):
        if request.form.get(f"without-{name}"):
            return None
        try:
            *whose, of, facts = _sealing().loads(request.form.get(f"kept-{name}", ""), max_age=KEPT)
        except (BadData, ValueError):
            return None
        return facts if (whose, of) == (_whose(), name) else None


def _whose():
    return [str(context.tenant_id()), str(context.actor().id)]


def _sealing():
    return URLSafeTimedSerializer(current_app.secret_key, salt="record-file")
