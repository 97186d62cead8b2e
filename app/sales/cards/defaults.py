"""Domains of mail that say nothing about a company, and words for the sides of a card in names of files."""

import re

FREE_MAIL = frozenset(
    "gmail.com yahoo.co.jp yahoo.ne.jp outlook.com outlook.jp hotmail.com hotmail.co.jp icloud.com me.com live.jp "
    "docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp".split()
)

SIDE = re.compile(
    r"^(?P<stem>.+?)[\s_\-・.(（]+(?:(?P<front>front|omote|表面?)|(?P<back>back|rear|ura|裏面?))[)）]?$",
    re.IGNORECASE,
)
"""Names of files (without their ending) that say which side of a card they show."""
