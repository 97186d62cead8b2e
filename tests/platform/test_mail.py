"""Mail leaves once, whole, and says why when it does not. Against a real mail server (aiosmtpd)."""

import email
import socket
from datetime import UTC, datetime, timedelta
from email.policy import default
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller

from app.kernel import clock
from app.platform import mail
from app.platform.jobs import running, sweeping
from app.platform.jobs.model import Job
from app.platform.mail import delivering
from app.platform.mail.model import Mail
from app.platform.storage import keep_bytes
from tests.support.people import fixed_id

NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SUBJECT = "【重要】見積依頼 RQ-2611-00001 のご案内（株式会社髙﨑製作所・①②）"


class Server:
    """A mail server that keeps what it accepts and says what `answers` tells it to, in order."""

    def __init__(self):
        self.mails, self.answers, self.greeted = [], [], 0
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server():
    found = Server()
    found.controller.start()
    delivering.use(f"smtp://127.0.0.1:{found.controller.port}", "帳場 <no-reply@choba.example>")
    yield found
    delivering.use(None, "Choba <no-reply@choba.example>")
    found.controller.stop()


@pytest.fixture
def post(at_yamada):
    """`post(**options)` writes one mail to the outbox, committed; returns its ids."""

    def write(to="sato@kanda.example", to_name="佐藤 様", files=(), **options):
        with at_yamada() as session:
            kept = [keep_bytes(content, name) for name, content in files]
            session.flush()
            made = mail.send(
                to,
                "mails/notice",
                to_name=to_name,
                message=SUBJECT,
                path="/notifications/",
                values={},
                file_ids=[one.id for one in kept],
                **options,
            )
            session.flush()
            job = session.query(Job).filter_by(subject_id=made.id).one()
        return SimpleNamespace(mail_id=made.id, job_id=job.id)

    return write


@pytest.fixture
def row(at_yamada):
    def read(one):
        with at_yamada() as session:
            key = fixed_id("yamada")
            return session.get(Mail, (key, one.mail_id)), session.get(Job, (key, one.job_id))

    return read


def attempt(one):
    return running.run(str(fixed_id("yamada")), str(one.job_id))


def test_a_mail_arrives_whole_with_japanese_subject_names_and_attachments(server, post, row):
    pdf = b"%PDF-1.4 \x00\xff" * 50
    one = post(files=[("注文書_髙﨑製作所（控え）.pdf", pdf), ("明細①.csv", "品名,数量\n".encode("cp932"))])
    assert attempt(one) is True
    [arrived] = server.mails
    assert SUBJECT in arrived["Subject"]
    assert arrived["To"].addresses[0].display_name == "佐藤 様"
    assert arrived["From"].addresses[0].addr_spec == "no-reply@choba.example"
    text = arrived.get_body(("plain",)).get_content()
    assert "/yamada/notifications/" in text
    assert "<html" in arrived.get_body(("html",)).get_content()
    files = {part.get_filename(): part.get_payload(decode=True) for part in arrived.iter_attachments()}
    assert files == {"注文書_髙﨑製作所（控え）.pdf": pdf, "明細①.csv": "品名,数量\n".encode("cp932")}
    kept, job = row(one)
    assert (kept.state, job.state, kept.error) == ("sent", "done", None)
    assert kept.sent_at is not None


def test_a_mail_is_sent_once_however_often_the_bell_rings(server, post):
    one = post()
    assert [attempt(one), attempt(one)] == [True, False]
    assert len(server.mails) == 1


def test_a_refused_address_shows_the_servers_reason_and_is_not_tried_again(server, post, row):
    server.answers = ["550 5.1.1 No such person here"]
    one = post()
    attempt(one)
    kept, job = row(one)
    assert (kept.state, kept.error, kept.sent_at) == ("failed", "550 5.1.1 No such person here", None)
    assert (job.state, sweeping.due(), server.mails) == ("done", [], [])


def test_a_busy_server_is_asked_again_later(server, post, row):
    server.answers = ["451 4.7.1 Greylisted, try again", "250 OK"]
    with clock.frozen(NOON):
        one = post()
        attempt(one)
    kept, job = row(one)
    assert (kept.state, job.state, job.due_at) == ("pending", "pending", NOON + timedelta(seconds=30))
    assert "451" in job.error
    with clock.frozen(NOON + timedelta(seconds=31)):
        attempt(one)
    assert (row(one)[0].state, len(server.mails)) == ("sent", 1)


def test_a_server_that_is_away_is_asked_for_hours_and_then_the_mail_says_so(post, row):
    delivering.use(f"smtp://127.0.0.1:{free_port()}", "Choba <no-reply@choba.example>")
    try:
        moment = NOON
        with clock.frozen(moment):
            one = post()
        for _ in range(8):
            with clock.frozen(moment):
                attempt(one)
            kept, job = row(one)
            moment = job.due_at
    finally:
        delivering.use(None, "Choba <no-reply@choba.example>")
    assert moment - NOON > timedelta(hours=7)
    assert (job.state, job.attempts, kept.state) == ("failed", 8, "failed")
    assert "mail server" in kept.error


def test_the_same_mail_keeps_its_id_over_all_attempts(server, post, at_yamada):
    """A worker that died after sending sends again: the reader's server recognises the copy."""
    one = post()
    attempt(one)
    with at_yamada() as session:
        session.query(Mail).update({"state": "pending"})
        session.query(Job).update({"state": "pending"})
    attempt(one)
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"] == f"<{one.mail_id}@choba.example>"


def test_a_line_break_smuggled_into_a_name_adds_no_header(server, post, row):
    one = post(to_name="佐藤\r\nBcc: everybody@example.com")
    attempt(one)
    assert [arrived["Bcc"] for arrived in server.mails] in ([], [None])
    assert row(one)[0].state in ("failed", "sent")


def test_without_a_mail_server_the_outbox_keeps_the_mail(post, row):
    one = post()
    attempt(one)
    assert row(one)[0].state == "sent"


def test_a_rolled_back_change_sends_nothing(server, at_yamada):
    with at_yamada() as session:
        mail.send("x@y.example", "mails/notice", message="x", path="/", values={})
        session.flush()
        session.rollback()
    assert (sweeping.due(), server.mails) == ([], [])


def test_the_outbox_page_exists_in_development_only(app, client, cast):
    import dataclasses

    assert client().get("/_mail/").status_code == 404
    config = app.config["CHOBA"]
    app.config["CHOBA"] = dataclasses.replace(config, env="development")
    try:
        with cast.inside(cast.buyer):
            sent = mail.send("x@y.example", "mails/notice", message=SUBJECT, path="/", values={})
        assert SUBJECT in client().get("/_mail/").text
        assert SUBJECT in client().get(f"/_mail/yamada/{sent.id}").text
        assert client().get(f"/_mail/kanda/{sent.id}").status_code == 404
    finally:
        app.config["CHOBA"] = config
