"""What a booking confirmation (IFTMBC) and an arrival notice (IFTMAN) say, as fields of our documents. Pure.

Segments and qualifiers as in the directories D.95B and D.99B of UN/EDIFACT, which both messages share: TDT+20 the main
carriage, LOC 9/11/88/7 places, DTM 133/132 days, RFF BN/BM numbers, NAD parties, GID/FTX/MEA/PCI goods, EQD/SEL boxes.
"""

import datetime as dt
from dataclasses import dataclass, field

from app.kernel.errors import Rejected
from app.trade.documents.checking import cleaned
from app.trade.documents.kinds.catalogue import KINDS
from app.trade.edi.interchanges import broken

TYPES = {"IFTMBC": ("booking_confirmation", "export"), "IFTMAN": ("arrival_notice", "import")}
NOTIFY = ("NI", "N1", "N2")
PARTIES = {"CZ": "shipper", "CN": "consignee", **dict.fromkeys(NOTIFY, "notify")}
NUMBERS = {"BN": "booking_number", "BM": "bl_number"}
PORTS = {"9": ("pol", "pol_name"), "11": ("pod", "pod_name")}
PLACES = {"88": "receipt_place", "7": "delivery_place"}
DAYS = {"133": "etd", "132": "eta"}
FORMATS = {"101": "%y%m%d", "102": "%Y%m%d", "203": "%Y%m%d%H%M", "201": "%y%m%d%H%M", "204": "%Y%m%d%H%M%S"}
TOTALS = {("WT", "KGM"): "gross_weight", ("VOL", "MTQ"): "measurement"}
MEASURES = {"G": "WT", "AAD": "WT", "WT": "WT", "AAW": "VOL", "ABJ": "VOL", "VOL": "VOL"}


@dataclass(frozen=True)
class Party:
    """A company named in a message: what it is there (CZ, CN, NI), its code, and name with address."""

    role: str
    code: str
    text: str

    @property
    def notified(self):
        """Whether it is a notify party."""
        return self.role in NOTIFY


@dataclass
class Read:
    """A message as it is taken in: kind and direction of its document, values, and the parties it names."""

    kind: str
    direction: str
    reference: str
    values: dict = field(default_factory=dict)
    parties: list = field(default_factory=list)


def read(message, decimal="."):
    """The Read of a Message. Raises Rejected naming the segment at fault."""
    if message.type not in TYPES:
        raise Rejected("%(type)s is not taken in, only IFTMBC and IFTMAN.", "file", type=message.type)
    reader = _Reader(message, decimal)
    for one in message.segments:
        getattr(reader, one.tag.lower(), reader.skip)(one)
    return reader.done()


def _day(text, shape):
    """The day of a date or a date with a time of day; ValueError for anything else."""
    return dt.datetime.strptime(text, shape or "").replace(tzinfo=dt.UTC).date().isoformat()


class _Reader:
    def __init__(self, message, decimal):
        kind, direction = TYPES[message.type]
        self.read, self.decimal = Read(kind, direction, message.reference), decimal
        self.whence, self.boxes, self.box, self.packages = {}, [], None, 0

    def skip(self, segment):
        pass

    def put(self, segment, name, value):
        if value not in ("", None) and name in KINDS[self.read.kind].parts:
            self.read.values.setdefault(name, value)
            self.whence.setdefault(name, segment)

    def bgm(self, one):
        if one.at(2) == "1":
            raise broken(one, "it cancels what was sent before; please withdraw the document by hand.")

    def rff(self, one):
        self.put(one, NUMBERS.get(one.at(0), ""), one.at(0, 1))

    def tdt(self, one):
        if one.at(0) != "20":
            return
        self.put(one, "voyage", one.at(1))
        self.put(one, "scac", one.at(4))
        self.put(one, "vessel_name", one.at(7, 3))
        self.put(one, {"103": "call_sign", "146": "imo_number"}.get(one.at(7, 1), ""), one.at(7))

    def loc(self, one):
        code, name = PORTS.get(one.at(0), ("", ""))
        self.put(one, code, one.at(1))
        self.put(one, name, one.at(1, 3))
        self.put(one, PLACES.get(one.at(0), ""), one.at(1, 3) or one.at(1))

    def dtm(self, one):
        name = DAYS.get(one.at(0))
        if name is None:
            return
        shape = FORMATS.get(one.at(0, 2))
        try:
            self.put(one, name, _day(one.at(0, 1), shape))
        except ValueError as error:
            raise broken(
                one, "“%(text)s” is no day of form %(form)s.", text=one.at(0, 1), form=one.at(0, 2)
            ) from error

    def nad(self, one):
        if one.at(0) == "CA":
            self.put(one, "scac", one.at(1))
        if one.at(0) not in PARTIES:
            return
        lines = [*one.elements[2:5], *((text,) for text in (one.at(5), one.at(7), one.at(8)))]
        text = "\n".join(part.strip() for parts in lines for part in parts if part.strip())
        self.read.parties.append(Party(one.at(0), one.at(1), text or one.at(1)))
        self.put(one, PARTIES[one.at(0)], text or one.at(1))

    def gid(self, one):
        self.box = None
        count = one.at(1)
        if count:
            self.packages += self.whole(one, count)
            self.whence.setdefault("packages", one)
        self.put(one, "package_kind", one.at(1, 4) or one.at(1, 1))

    def ftx(self, one):
        if one.at(0) == "AAA":
            self.put(
                one,
                "goods_name",
                "\n".join(part for part in one.elements[3] if part) if len(one.elements) > 3 else "",
            )

    def pci(self, one):
        marks = one.elements[1] if len(one.elements) > 1 else ()
        self.put(one, "marks", "\n".join(part for part in marks if part))

    def mea(self, one):
        what = MEASURES.get(one.at(1) or one.at(0)) or MEASURES.get(one.at(0))
        name = TOTALS.get((what, one.at(2)))
        if name is None:
            return
        value = self.number(one, one.at(2, 1))
        if self.box is not None:
            self.box.setdefault(name, value)
        else:
            self.put(one, name, value)

    def eqd(self, one):
        self.box = {"number": one.at(1), "size_type": one.at(2)} if one.at(0) == "CN" else {}
        if one.at(0) == "CN" and one.at(1):
            self.boxes.append((one, self.box))

    def sel(self, one):
        if self.box is not None:
            self.box.setdefault("seal", one.at(0))

    def number(self, one, text):
        plain = text.replace(self.decimal, ".")
        if not plain.replace(".", "", 1).lstrip("-").isdigit():
            raise broken(one, "“%(text)s” is no number.", text=text)
        return plain

    def whole(self, one, text):
        if not text.isdigit():
            raise broken(one, "“%(text)s” is no number.", text=text)
        return int(text)

    def done(self):
        read = self.read
        if self.packages:
            read.values["packages"] = str(self.packages)
        if "containers" in KINDS[read.kind].parts and self.boxes:
            read.values["containers"] = [
                {name: text for name, text in box.items() if text} for _one, box in self.boxes
            ]
        try:
            read.values = cleaned(KINDS[read.kind], read.values)
        except Rejected as refusal:
            raise broken(self.at_fault(refusal.field), str(refusal)) from refusal
        return read

    def at_fault(self, path):
        name, _dash, rest = (path or "").partition("-")
        if rest:
            return self.boxes[int(rest.split("-")[0])][0]
        return self.whence[name]
