"""The door for mail: whom it knows, what it refuses, and what it does when it cannot."""

import smtplib
import time

import pytest

from app import smtp
from app.kernel.db import session
from app.sales.mails import issuing
from app.smtp import opened
from tests.peers.mail_servers import free_port
from tests.sales.mail_support import DOMAIN, PACE, came, config_of, mail


def test_the_door_knows_its_people_and_answers_everybody_else_alike(door, cast, inside):
    known, unlicensed = door.address(cast.salesperson), door.address(cast.auditor)
    local, _at, _domain = known.partition("@")
    strangers = [
        f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{DOMAIN}", f"info@{DOMAIN}", f"{local}@other.example",
        f"log+{'a' * 52}@{DOMAIN}", unlicensed,
    ]  # fmt: skip
    session.commit()
    answers = []
    for address in [*strangers[:3], known.upper(), *strangers[3:]]:
        with smtplib.SMTP("127.0.0.1", door.port) as line:
            line.ehlo()
            line.mail("somebody@example.com")
            began = time.monotonic()
            answers.append(line.rcpt(address))
            assert time.monotonic() - began >= PACE
    assert {one for one in answers if one[0] != 250} == {(550, b"5.1.1 There is no such address here")}
    assert [one[0] for one in answers] == [550, 550, 550, 250, 550, 550]
    for raw, code in (
        (b"Subject: x\r\n\r\nno author", 554),
        (b"From: a@b.example\r\n\r\n" + b"x" * 40_000_000, 552),
    ):
        with pytest.raises(smtplib.SMTPResponseException) as refused:
            door.send(known, raw)
        assert refused.value.smtp_code == code
    with inside(cast.salesperson):
        issuing.revoke()
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        door.send(known, mail(cast.salesperson.email, "x@example.com"))
    assert came(cast, inside) == []


def test_a_door_that_cannot_keep_a_mail_leaves_it_with_its_sender_and_says_no_more():
    broken = opened(None, config_of(port := free_port()), pace=PACE)
    broken.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as line:
            line.ehlo()
            line.mail("somebody@example.com")
            assert line.rcpt(f"log+{'a' * 52}@{DOMAIN}") == (451, b"4.3.0 Not now, please try again later")
    finally:
        broken.stop()


def test_more_callers_than_there_is_room_for_are_asked_to_come_back(door, cast, monkeypatch):
    monkeypatch.setattr(smtp, "MOST_CALLERS", 2)
    with smtplib.SMTP("127.0.0.1", door.port), smtplib.SMTP("127.0.0.1", door.port) as second:
        with pytest.raises(smtplib.SMTPConnectError) as away:
            smtplib.SMTP("127.0.0.1", door.port)
        assert (away.value.smtp_code, second.noop()[0]) == (421, 250)
    known = door.address(cast.salesperson)
    door.send(known, mail(cast.salesperson.email, "x@example.com"))


def test_a_mail_waits_while_others_are_being_heard(door, cast, inside, monkeypatch):
    known = door.address(cast.salesperson)
    session.commit()
    lines = [smtplib.SMTP("127.0.0.1", door.port, timeout=1) for _caller in range(smtp.MOST_MAILS + 1)]
    for line in lines:
        line.ehlo()
        line.mail("me@yamada.example")
        assert line.rcpt(known)[0] == 250
        line.putcmd("data")
    assert [line.getreply()[0] for line in lines[:-1]] == [354] * smtp.MOST_MAILS
    with pytest.raises(TimeoutError):
        lines[-1].sock.recv(1)
    lines[0].close()
    assert lines[-1].getreply()[0] == 354
    for line in lines[1:]:
        line.close()
    assert came(cast, inside) == []
