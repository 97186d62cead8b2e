"""What files say inside of who made them: found in every kind, and asked about before a hidden one is given away."""

import io

import openpyxl
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.trade.documents.attaching import attach
from app.trade.documents.model import DocumentFile
from app.trade.documents.traces import traces_in
from app.trade.rooms.queries import enter
from tests.trade.test_document_files import begun, names


def pdf(author=""):
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setAuthor(author)
    canvas.drawString(40, 800, "Packing")
    canvas.save()
    return out.getvalue()


def picture(form, exif=None, **options):
    out, given = io.BytesIO(), Image.Exif()
    given.update(exif or {})
    Image.new("RGB", (8, 8)).save(out, form, exif=given, **options)
    return out.getvalue()


def book(creator=None):
    out, made = io.BytesIO(), openpyxl.Workbook()
    made.properties.creator = creator
    made.save(out)
    return out.getvalue()


def said(text):
    info = PngInfo()
    info.add_text("Author", text)
    return info


XMP = b"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>\xe7\x96\xbe\xe9\xa2\xa8</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>"
FILES = {
    "author.pdf": (pdf("疾風陸送"), ["疾風陸送"]),
    "xmp.pdf": (pdf().replace(b"%%EOF", b"% " + XMP + b"\n%%EOF"), ["疾風"]),
    "place.jpg": (picture("JPEG", {0x8825: {1: "N", 2: (35.0, 26.0, 0.0)}}), ["GPS"]),
    "artist.jpg": (picture("JPEG", {0x13B: "HAYATE"}), ["HAYATE"]),
    "author.png": (picture("PNG", pnginfo=said("HAYATE")), ["HAYATE"]),
    "plain.png": (picture("PNG"), []),
    "book.xlsx": (book("陸 送 &amp; 子"), ["陸 送 &amp; 子"]),
    "empty.xlsx": (book(), []),
    "broken.xlsx": (b"PK\x03\x04" + b"x" * 50, []),
    "broken.pdf": (b"%PDF-1.7 " + b"x" * 100, []),
    "lines.csv": ("品名,数量\n".encode(), []),
}


@pytest.mark.parametrize("name", FILES)
def test_what_programs_wrote_into_a_file_is_found(name):
    content, expected = FILES[name]
    stream = io.BytesIO(content)
    assert traces_in(stream, name) == expected
    assert stream.tell() == 0


def test_a_hidden_organisation_is_asked_before_a_file_gives_it_away(trade, deal):
    photo = picture("JPEG", {0x8825: {1: "N", 2: (35.0, 26.0, 0.0)}, 0x13B: "HAYATE"})
    document = begun(trade, deal, "HAULIER")
    with trade.as_("HAULIER"):
        given = [(io.BytesIO(picture("PNG")), "荷印.png"), (io.BytesIO(photo), "現場.jpg")]
        with pytest.raises(Rejected, match="「現場.jpg」の中に作成者や場所の情報（HAYATE, GPS）") as refusal:
            attach(enter(deal, lock=True), document, given)
        assert refusal.value.field == "files"
        assert session.scalars(select(DocumentFile)).all() == []
        attach(enter(deal, lock=True), document, given, knowing=True)
    assert names(trade, deal, "HAULIER", document) == ["荷印.png", "現場.jpg"]
    seen = begun(trade, deal, "BROKER", (photo, "現場.jpg"))
    assert names(trade, deal, "BROKER", seen) == ["現場.jpg"]
