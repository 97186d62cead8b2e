"""What a file would do: which rows are new, which change what, which change nothing, which are refused and why."""

from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Row, Text, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.records.imports.reading import read_row, readers_of, reason
from app.records.kit.deriving import inputs
from app.records.kit.extras import expression, held
from app.records.kit.queries import by_key_or_name, key_of, reach, titles, veiled
from app.records.kit.reading import check_retired

CHUNK = 5_000


@dataclass(frozen=True)
class Planned:
    """A row that goes in: new when `before` is None, else with `changes` (field → before, after); none: unchanged."""

    line: int
    values: dict
    before: Row | None
    changes: dict


@dataclass(frozen=True)
class Refused:
    """A row that stays out, with its reasons in the reader's language."""

    line: int
    cells: list
    reason: str


@dataclass
class Chunk:
    """The plan of some rows."""

    created: list = field(default_factory=list)
    updated: list = field(default_factory=list)
    unchanged: int = 0
    refused: list = field(default_factory=list)
    lines: int = 0


class Planner:
    """Plans a file chunk by chunk against what is there now; remembers the codes it has seen and links it resolved."""

    def __init__(self, kind, mapping):
        self.kind, self.mapping = kind, mapping
        self.readers = readers_of(kind, mapping)
        self.links = [one for one in self.readers if one[0].link]
        self.missing = [one for one in kind.fields.values() if self._must_be_given(one)]
        self.seen, self.resolved = {}, {one[0].name: {} for one in self.links}

    def _must_be_given(self, of):
        return of.required and of.imported and of.default is None and of.name not in self.mapping

    def chunks(self, rows):
        """Yield a Chunk for every five thousand `(line, cells)`."""
        rows = iter(rows)
        while part := list(islice(rows, CHUNK)):
            yield self._plan(part)

    def _plan(self, part):
        chunk, read = Chunk(lines=len(part)), []
        for line, cells in part:
            values, reasons = read_row(self.readers, cells)
            reasons += self._seen_before(line, values.get(self.kind.key)) if not reasons else []
            if reasons:
                chunk.refused.append(Refused(line, cells, " / ".join(reasons)))
            else:
                read.append((line, cells, values))
        self._resolve(read)
        before = self._before([values[self.kind.key] for _line, _cells, values in read])
        hidden = self._hidden(before.values())
        for line, cells, values in read:
            row = before.get(values[self.kind.key])
            if row is not None and not row.within_reach:
                chunk.refused.append(Refused(line, cells, translate("This code is taken. Choose another.")))
            else:
                self._place(chunk, line, cells, self._keep_hidden(values, row, hidden), row)
        return chunk

    def _hidden(self, rows):
        """`{field: ids}` of linked records that the actor cannot see: an empty cell does not take those out."""
        found = {}
        for of, _column, _read in self.links:
            ids = {held(row, of) for row in rows} - {None} if veiled(of.link) else ()
            found[of.name] = set(ids) - titles(of.link, ids).keys()
        return found

    def _keep_hidden(self, values, row, hidden):
        for name, ids in hidden.items() if row is not None else ():
            target = held(row, self.kind.fields[name])
            if values[name] is None and target in ids:
                values[name] = target
        return values

    def _seen_before(self, line, code):
        first = self.seen.setdefault(code, line)
        if first == line:
            return []
        return [translate("Line %(line)s has the same code.", line=first)]

    def _resolve(self, read):
        for of, _column, _read in self.links:
            known = self.resolved[of.name]
            new = list({values[of.name] for *_rest, values in read} - {None} - known.keys())
            if new:
                known.update(dict.fromkeys(new) | by_key_or_name(of.link, new))

    def _before(self, codes):
        model = self.kind.model
        names = dict.fromkeys([self.kind.key, *self.mapping, *model.SEARCHED, *inputs(self.kind)])
        fields = self.kind.fields
        known = (expression(model, fields[n]) if n in fields else getattr(model, n) for n in names)
        columns = [model.id, model.version, model.extra, reach(self.kind).label("within_reach")]
        columns += [one.label(name) for name, one in zip(names, known, strict=True)]
        found = select(*columns).where(key_of(self.kind) == any_(literal(codes, ARRAY(Text))))
        return {getattr(row, self.kind.key): row for row in session.execute(found)}

    def _place(self, chunk, line, cells, values, before):
        reasons = self._link_up(values)
        if before is None and self.missing:
            labels = ", ".join(translate(f.label) for f in self.missing)
            reasons.append(translate("New rows need: %(fields)s", fields=labels))
        if not reasons:
            reasons += self._checked(values, before)
        if reasons:
            chunk.refused.append(Refused(line, cells, " / ".join(reasons)))
            return
        changes = {} if before is None else self._changes(values, before)
        if before is None:
            chunk.created.append(Planned(line, values, None, changes))
        elif changes:
            chunk.updated.append(Planned(line, values, before, changes))
        else:
            chunk.unchanged += 1

    def _link_up(self, values):
        reasons = []
        for of, _column, _read in self.links:
            text = values[of.name]
            if isinstance(text, str):
                values[of.name] = self.resolved[of.name].get(text)
                if values[of.name] is None:
                    missing = Rejected("There is no entry with the code or name %(text)s.", text=text)
                    reasons.append(reason(of, missing))
        return reasons

    def _checked(self, values, before):
        try:
            check_retired(self.kind, values, before)
            self.kind.check(values, before)
        except Rejected as refused:
            return [reason(self.kind.fields.get(refused.field), refused)]
        return []

    def _changes(self, values, before):
        found = {}
        for name, value in values.items():
            old = held(before, self.kind.fields[name])
            if old != value:
                found[name] = [old, value]
        return found
