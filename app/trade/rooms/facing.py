"""How a seat is shown: company above organisation, business type, whether it is one's own."""

from dataclasses import dataclass

from app.trade.business_types import LABELS


@dataclass(frozen=True)
class Face:
    """A seat as a page shows it. `hidden` is told only to those who see the seat, which is everybody shown it.

    `mail`: the organisation's own address.
    """

    seat: object
    company: str
    name: str
    code: str
    business_type: str
    mine: bool
    hidden: bool
    mail: str

    @property
    def type_label(self):
        """The business type's label (lazy)."""
        return LABELS[self.business_type]

    @property
    def line(self):
        """Company and organisation in one line."""
        return f"{self.company} {self.name}"


def face(entered, seat_id):
    """The Face of a seat that the reader sees: the seat itself, or whom the reader believes in its place."""
    return face_told(entered, entered.believed(seat_id))


def face_told(entered, seat):
    """The Face of a seat that the reader was told of (`noting.attributed_at`), be it hidden since or not (R47)."""
    row, part = entered.organisation(seat), entered.participations[seat]
    return Face(
        seat=seat,
        company=row.company_name,
        name=row.name,
        code=row.code,
        business_type=part.business_type,
        mine=seat in entered.mine,
        hidden=part.hidden,
        mail=row.mail,
    )


def partner_faces(entered):
    """Faces of the active partners that the reader knows of, the own seat first."""
    shown = [face(entered, seat.id) for seat in entered.partners()]
    return sorted(shown, key=lambda one: one.seat != entered.seat)
