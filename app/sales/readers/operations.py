"""Setting a reader up, trying it, and reading by it: where it fails, this machine reads."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.i18n import translate
from app.platform import documents, jobs
from app.platform.audit import record
from app.sales.readers.defaults import SAMPLE
from app.sales.readers.model import GOOGLE, LOCAL, CardReader
from app.sales.readers.queries import reader
from app.sales.recognition import choosing, vision

REST = dt.timedelta(minutes=10)
"""How long a service is left alone after it failed: three hundred cards need not find out one by one."""


@dataclass(frozen=True)
class Reading:
    """The lines of a card, who read them, and what went wrong before (a sentence, or empty)."""

    lines: list
    by: str = LOCAL
    notice: str = ""


def read(image):
    """The Reading of a picture (PIL, RGB), by the service where one is switched on, else here."""
    found = reader()
    if found is None or not found.switched_on or not found.key:
        return Reading(choosing.recognise(image))
    if found.resumes_at and found.resumes_at > clock.now():
        return _here(image, found.error)
    try:
        lines = vision.recognise(image, found.key, _address(found))
    except vision.Unread as trouble:
        if trouble.reason not in ("refused", "unreadable"):  # those are about this one picture
            found.resumes_at, found.error = clock.now() + REST, trouble.sentence
        return _here(image, trouble.sentence)
    if found.error:
        found.resumes_at, found.error = None, ""
    return Reading(lines, GOOGLE)


def _here(image, why):
    notice = translate("%(why)s This card was read on our own machine instead.", why=why)
    return Reading(choosing.recognise(image), LOCAL, notice)


def set_up(switched_on, region, key="", *, version=None):
    """Switch the service on or off; an empty key leaves the one that is kept. Returns the CardReader."""
    found = reader()
    if found is None:
        found = CardReader(service=GOOGLE, version=0)
        session.add(found)
    elif version is not None and version != found.version:
        raise Conflict("Somebody else has just changed who reads the cards. Please reload the page.")
    if switched_on and not (key or found.key):
        raise Rejected("Enter the key of Google Cloud Vision first.", "key")
    if key:
        found.secrets, found.checked_at, found.checked_fine = {"key": key}, None, None
    before = [bool(found.switched_on), found.region or ""]
    found.switched_on, found.region = switched_on, region
    found.resumes_at, found.error = None, ""
    found.version, found.changed_at = found.version + 1, clock.now()
    session.flush()
    record(
        "card_reader.changed", found, changes={"service": [before, [switched_on, region]]}, new_key=bool(key)
    )
    return found


def forget_key():
    """Throw the key away; from now on cards are read here."""
    found = reader()
    if found is not None:
        found.secrets, found.switched_on, found.error, found.resumes_at = None, False, "", None
        found.checked_at, found.checked_fine, found.version = None, None, found.version + 1
        record("card_reader.key_forgotten", found)


def ask_for_check(found, locale):
    """Try the service in the background, in the language of whoever asked."""
    if not found.key:
        raise Rejected("Enter the key of Google Cloud Vision first.", "key")
    found.checked_at = found.checked_fine = None
    record("card_reader.checked", found)
    jobs.after_commit("sales.readers.check", subject_id=found.id, locale=locale)


def check():
    """Have a picture read that we know; the outcome stays on the reader."""
    found = reader()
    try:
        said = "".join(line.text for line in vision.recognise(_sample(), found.key, _address(found)))
        found.checked_fine = "2026" in said
        found.checked_said = translate("Read: %(text)s", text=said[:80] or translate("nothing at all"))
    except vision.Unread as trouble:
        found.checked_fine, found.checked_said = False, trouble.sentence
    found.checked_at = clock.now()
    if found.checked_fine:
        found.resumes_at, found.error = None, ""


def _address(found):
    return found.address or vision.ADDRESSES[found.region]


def _sample():
    image = Image.new("RGB", (640, 160), "white")
    font = ImageFont.truetype(str(Path(documents.__file__).with_name("fonts") / "ipaexg.ttf"), 52)
    ImageDraw.Draw(image).text((40, 48), SAMPLE, font=font, fill="black")
    return image
