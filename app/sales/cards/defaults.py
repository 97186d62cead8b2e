"""Domains of mail that say nothing about a company."""

FREE_MAIL = frozenset(
    "gmail.com yahoo.co.jp yahoo.ne.jp outlook.com outlook.jp hotmail.com hotmail.co.jp icloud.com me.com live.jp "
    "docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp".split()
)
