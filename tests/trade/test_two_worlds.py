"""R32: whoever does not see a hidden partner cannot tell its acts from those of its inviter (the master property).

Each example plays the same acts in two deals that are alike: in one the hidden haulier acts, in the other the broker
who invited it. Pages, answers to programs, notices, webhook bodies and numbers of statements of everybody else are
compared. 25 examples; 500 with `CHOBA_WORLDS=500 bin/test tests/trade/test_two_worlds.py`.
"""

import datetime as dt
import difflib
import json
import os
import random
import uuid
from functools import partial

from sqlalchemy import delete, select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.jobs.model import Job
from app.platform.notifications.model import Notification
from app.trade import sight
from app.trade.desk.cancelling import cancel
from app.trade.desk.operations import say
from app.trade.documents.beginning import create
from app.trade.documents.queries import document_in, documents_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.documents.sending import delete as delete_document
from app.trade.documents.sending import send
from app.trade.notices.retelling import retell
from app.trade.notices.telling import body_of, tell
from app.trade.organisations.queries import found_by_code
from app.trade.partners.inviting import invite
from app.trade.partners.permitting import grant
from app.trade.rooms.queries import enter
from tests.trade.comparing import as_read, plain

AT = dt.datetime(2026, 11, 27, 1, tzinfo=dt.UTC)
HOME = {"SHIPPER": "yamada", "BROKER": "kanda", "HAULIER": "suzuki", "LINE": "foreign"}
ACTS = ("message", "some", "invite", "grant", "paper", "paper", "deletion")


def world(trade, business_type="RT"):
    """A deal of SHIPPER with BROKER, LINE and, hidden by BROKER, HAULIER. `(deal, {code: seat})`."""
    deal = trade.open()
    with trade.as_("SHIPPER"):
        seats = {"SHIPPER": enter(deal).seat}
    seats["BROKER"] = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    seats["LINE"] = trade.invite(deal, "SHIPPER", "LINE", "OC")
    seats["HAULIER"] = trade.invite(deal, "BROKER", "HAULIER", business_type, hidden=True)
    return deal, seats


def act(trade, deal, seats, code, what, chance):
    """One act of `code` in the deal; the same `chance` does the same in both worlds."""
    with trade.as_(code):
        entered = enter(deal, seats[code], lock=True)
        if what == "message":
            say(entered, f"連絡 {chance.randint(0, 999)}")
        elif what == "some":
            readers = chance.sample(("SHIPPER", "LINE", "BROKER"), chance.randint(1, 2))
            say(entered, f"内密 {chance.randint(0, 999)}", [seats[one] for one in readers])
        elif what == "invite":
            asked, business_type = chance.choice((("LINE", "NV"), ("SHIPPER", "SH")))
            invite(entered, found_by_code(asked), business_type)
        elif what in ("paper", "deletion"):
            box = chance.choice(("CSQU3054383", "#1"))
            row = create(entered, "gate_in_slip", box)
            session.flush()
            values = values_of(document_in(entered, row.id), roots_of(deal))
            save(
                entered,
                row.id,
                values
                | {"plate": f"横浜 {chance.randint(1000, 9999)}", "voyage": f"{chance.randint(100, 999)}W"},
                None,
            )
            send(entered, row.id, None)
            if what == "deletion":
                delete_document(entered, row.id, None, "重複")
        else:
            mine = [
                one.id
                for one in entered.room.seats.values()
                if one.inviter == entered.seat and not one.hidden
            ]
            for one in mine[:1]:
                grant(entered, one, {"attachment": sight.READ})


def called_off(trade, deal):
    """What the owner is answered who cancels the deal: documents it may read refuse that, whoever made them."""
    with trade.as_("SHIPPER"):
        try:
            cancel(enter(deal, lock=True))
        except Rejected as refusal:
            return str(refusal)
    return "cancelled"


def heard(trade, deal, seats, code):
    """Notices and webhook bodies of one seat, after the bells of its company were heard."""
    trade.ring(deal)
    with trade.as_(code):
        asked = select(Job).where(Job.name == "trade.notices.tell", Job.subject_id == deal)
        bells = session.scalars(asked.order_by(Job.id))
        bodies = []
        for bell in bells.all():
            event, told = bell.arguments["event_id"], bell.arguments["seats"]
            if str(seats[code]) in told:  # a seat invited by the hidden partner itself sees it, rightly
                reader = context.actor()
                context.set_actor(None)  # as a job: whoever acts is not told of their own acts
                tell(deal, uuid.UUID(event), [str(seats[code])], bell.arguments["number"])
                context.set_actor(reader)
                facts = {"deal": str(deal), "seat": str(seats[code])}
                bodies.append(body_of("deal.message", uuid.UUID(event), facts))
                again = {**facts, "event": event, "number": bell.arguments["number"]}
                bodies.append(retell(reader.id, [again]))
        session.flush()
        notices = session.execute(select(Notification.message, Notification.values, Notification.kind)).all()
        session.execute(delete(Notification))  # the bell stands on every page of the next world too
    return sorted(plain(str(one)) for one in notices), [plain(str(one)) for one in bodies]


def looked_at(trade, clients, statements, deal, seats, code):
    """The pages of a deal and of the list as one company is shown them, with how many statements each took."""
    with trade.as_(code):
        number = enter(deal, seats[code]).deal.number
    return asked(clients[code], statements, code, f"{deal}?seat={seats[code]}", f"?q={number}")


def asked(browser, statements, code, *paths):
    """What these addresses answer, with how many statements each took."""
    shown = []
    for path in paths:
        statements.clear()
        answer = browser.get(f"/{HOME[code]}/deals/{path}")
        shown.append((*as_read(answer), sum("trade_" in one for one in statements)))
    return shown


def answered(ask, statements, deal, seat):
    """What a program of one seat is answered about the deal, with how many statements each answer took."""
    told, seat = [], f"?seat={seat}"
    documents = [one["id"] for one in ask("GET", f"/deals/{deal}/documents{seat}").get_json()["items"]]
    for path in ("", "/partners", "/events", *(f"/documents/{one}" for one in documents)):
        statements.clear()
        answer = ask("GET", f"/deals/{deal}{path}{seat}")
        written = json.dumps(answer.get_json(), ensure_ascii=False, indent=1)
        told.append((answer.status_code, plain(written), sum("trade_" in one for one in statements)))
    return told


def looked_into(trade, clients, statements, deal, seats, code):
    """Pages of partners and of every document there, with its papers, files and versions."""
    broker, of = seats["BROKER"], f"seat={seats[code]}"
    with trade.as_(code):
        papers = [one.row.id for one in documents_in(enter(deal, seats[code]))]
    assert papers
    pages = [
        *(f"?as={broker}&{of}", f"/partners/?{of}", f"/partners/?as={broker}&{of}", f"/declination/?{of}"),
        *(f"/partners/{broker}/rights/?{of}", f"/partners/{broker}/removal?{of}", f"/removals/?{of}"),
        *(f"/partner-candidates/?mode={mode}&{of}&q=HAULIER" for mode in ("former", "code")),
        *(f"/partners/new?code=HAULIER&type=WH&{of}", f"/documents?{of}"),
    ]
    readings = ("", "/edit", "/versions/1", "/versions/2", "/paper", "/paper?version=1")
    tables = [f"/tables/packing?form={form}" for form in ("csv", "xlsx")]
    pages += [f"/documents/{paper}{one}" for paper in papers for one in (*readings, *tables)]
    return asked(clients[code], statements, code, *(f"{deal}{one}" for one in pages))


def differences(one, other):
    """What a reader could tell the two worlds by."""
    lines = [[line for part in flat(world) for line in str(part).splitlines()] for world in (one, other)]
    return list(difflib.unified_diff(*lines, n=0, lineterm=""))


def flat(world):
    """Everything compared, part by part."""
    return [part for code in sorted(world) for pages in world[code] for page in pages for part in page]


def test_nobody_outside_can_tell_a_hidden_partner_from_its_inviter(trade, client, program, statements):
    clients = {code: client(person) for code, (person, _types) in trade.people.items()}
    programs = {
        code: program(person, tenant=person.tenant) for code, (person, _types) in trade.people.items()
    }
    deal, seats = world(trade)
    for code in ("SHIPPER", "LINE"):  # what a process reads once is read before anything is compared
        looked_at(trade, clients, statements, deal, seats, code)
        answered(programs[code], statements, deal, seats[code])
    noticed = 0
    for seed in range(int(os.environ.get("CHOBA_WORLDS", "25"))):
        acts, asking = random.Random(seed).choices(ACTS, k=3), ("SHIPPER", "LINE")[seed % 2]
        seen = []
        with clock.frozen(AT):
            for actor in ("HAULIER", "BROKER"):
                deal, seats = world(trade)
                for number, what in enumerate(acts):
                    act(trade, deal, seats, actor, what, random.Random(f"{seed}/{number}"))
                outcome = called_off(trade, deal) if seed % 2 else ""
                seen.append(
                    {"SHIPPER cancels": [[[outcome]]]}
                    | {
                        code: (
                            looked_at(trade, clients, statements, deal, seats, code),
                            heard(trade, deal, seats, code),
                            answered(programs[code], statements, deal, seats[code]) if code == asking else [],
                        )
                        for code in ("SHIPPER", "LINE")
                    }
                )
        told = differences(*seen)
        assert told == [], "\n".join([str((seed, acts)), *told])
        noticed += sum(len(one[code][1][0]) for one in seen for code in ("SHIPPER", "LINE"))
    assert noticed > 25


def load_plan(trade, deal, seats, code, case):
    """A document with a table, saved, sent, changed and sent again."""
    with trade.as_(code):
        entered = enter(deal, seats[code], lock=True)
        row = create(entered, "container_load_plan", "CSQU3054383")
        for packages in ("10", "12"):
            rows = {"packing": [{"case": case, "description": "衣料", "packages": packages}]}
            values = values_of(document_in(entered, row.id), roots_of(deal))
            save(entered, row.id, values | rows, None)
            send(entered, row.id, None)


def test_papers_files_and_pages_of_partners_say_the_same_in_both_worlds(trade, client, statements):
    clients = {code: client(person) for code, (person, _types) in trade.people.items()}
    deal, seats = world(trade)
    for code in ("SHIPPER", "LINE"):
        looked_at(trade, clients, statements, deal, seats, code)
    for seed in range(1 + int(os.environ.get("CHOBA_WORLDS", "25")) // 50):
        acts, seen = random.Random(seed).choices(ACTS, k=seed), []
        with clock.frozen(AT):
            for actor in ("HAULIER", "BROKER"):
                deal, seats = world(trade, "WH")
                load_plan(trade, deal, seats, actor, f"C{seed}")
                for number, what in enumerate(("invite", *acts)):
                    act(trade, deal, seats, actor, what, random.Random(f"{seed}/{number}"))
                look = partial(looked_into, trade, clients, statements, deal, seats)
                seen.append({code: [look(code)] for code in ("SHIPPER", "LINE")})
        told = differences(*seen)
        assert told == [], "\n".join([str((seed, acts)), *told])
        answers = {part[0] for part in seen[0]["SHIPPER"][0]} - {404}  # of a document deleted meanwhile
        assert answers == {200, 422}  # 422: what it may not change
