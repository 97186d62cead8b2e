"""Links in files: a code or a name, and what it may stand for."""

from sqlalchemy import or_, select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.records.kit.describing import LINKS
from app.records.kit.queries import key_of, reach_of_link


class Linker:
    """Finds the targets of one link field, and remembers them."""

    def __init__(self, of):
        """`of`: a Field with a link."""
        self.of, self.known = of, {}

    def learn(self, texts):
        """Look up those of `texts` that are not known yet, in one statement."""
        new = list(set(texts) - {None} - self.known.keys())
        if not new:
            return
        target = LINKS[self.of.link]
        key, title = key_of(target), getattr(target.model, target.title)
        rows = session.execute(
            select(target.model.id, key, title)
            .where(or_(key.in_(new), title.in_(new)), reach_of_link(self.of.link))
            .order_by(key, target.model.id)
        ).all()
        self.known.update((text, ([], [])) for text in new)
        for row_id, code, name in rows:
            for text, place in ((code, 0), (name, 1)):
                if text in self.known:
                    self.known[text][place].append(row_id)

    def target(self, text, held):
        """The id that `text` means, given the id the record holds: the held one if it bears that code or name.

        Raises Rejected when there is none, or several of that name.
        """
        coded, named = self.known[text]
        if held is not None and (held in coded or held in named):
            return held
        if coded:
            return coded[0]
        if len(named) == 1:
            return named[0]
        if named:
            raise Rejected("Several entries are named %(text)s. Write the code.", text=text)
        raise Rejected("There is no entry with the code or name %(text)s.", text=text)
