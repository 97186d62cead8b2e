"""Folders of mails as the small IMAP server keeps them."""

import datetime
import email
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime


@dataclass
class Mail:
    """A mail in a folder."""

    uid: int
    content: bytes
    flags: set = field(default_factory=set)
    announced: int | None = None

    @property
    def day(self):
        """The day it says it was sent on; today without one."""
        said = email.message_from_bytes(self.content)["Date"]
        return parsedate_to_datetime(said).date() if said else datetime.date.today()


@dataclass
class Folder:
    """Mails, the number of the next one, and what the numbers are worth."""

    validity: int = 1
    next_uid: int = 1
    mails: list = field(default_factory=list)

    def put(self, content, announced=None):
        self.mails.append(Mail(self.next_uid, content, announced=announced))
        self.next_uid += 1
        return self.mails[-1]
