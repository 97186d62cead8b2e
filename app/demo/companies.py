"""The companies of the demonstration: departments, people, accounts, approval routes."""

from app.access.identities.passwords import hasher
from app.access.organisations.model import Organisation
from app.access.sign_in.demonstration import welcome
from app.access.tenants.model import Company, CompanyBankAccount, Tenant
from app.access.tenants.queries import forget
from app.access.users.founding import found, settle
from app.access.users.queries import actor_of
from app.approvals.routes import conditions
from app.approvals.routes.operations import RouteDraft, StepDraft, design_route
from app.demo.people import PASSWORD, PEOPLE
from app.kernel import tenancy
from app.kernel.db import session

BUYER, SUPPLIERS, PARTNERS = "yamada", ("kanda", "tokai"), ("minato", "rikuso", "kisen")
ROLES = {
    BUYER: None,
    **dict.fromkeys(SUPPLIERS, ("supplier_admin", "supplier_user")),
    **dict.fromkeys(PARTNERS, ("trade_clerk", "system_admin")),
}
DEPARTMENTS = {"100": "購買部", "200": "製造部", "300": "技術部", "400": "経理部", "500": "営業部"}
LARGE = 1_000_000
HEADS = {"100": "suzuki", "200": "tanaka", "300": "kobayashi", "400": "yamamoto", "500": "morita"}
FACTS = {
    "yamada": {
        "name": "山田精機株式会社",
        "kana": "ヤマダセイキ",
        "registration_number": "T7000012050002",
        "corporate_number": "7000012050002",
        "postal_code": "146-0092",
        "address": "東京都大田区下丸子3-1-1",
        "phone": "03-5555-0100",
    },
    "kanda": {
        "name": "神田鋼材株式会社",
        "kana": "カンダコウザイ",
        "registration_number": "T4011001098993",
        "corporate_number": "4011001098993",
        "postal_code": "101-0044",
        "address": "東京都千代田区鍛冶町2-2-2",
        "phone": "03-5555-0200",
    },
    "tokai": {
        "name": "東海ベアリング株式会社",
        "kana": "トウカイベアリング",
        "registration_number": "T1180301018771",
        "corporate_number": "1180301018771",
        "postal_code": "460-0008",
        "address": "愛知県名古屋市中区栄3-3-3",
        "phone": "052-555-0300",
    },
}
FACTS |= {
    "minato": {
        "name": "みなと国際物流株式会社",
        "kana": "ミナトコクサイブツリュウ",
        "corporate_number": "9020001087654",
        "postal_code": "231-0002",
        "address": "神奈川県横浜市中区海岸通4-4-4",
        "phone": "045-555-0400",
    },
    "rikuso": {
        "name": "京浜陸送株式会社",
        "kana": "ケイヒンリクソウ",
        "corporate_number": "7020001076543",
        "postal_code": "230-0045",
        "address": "神奈川県横浜市鶴見区末広町5-5-5",
        "phone": "045-555-0500",
    },
    "kisen": {
        "name": "東洋汽船株式会社",
        "kana": "トウヨウキセン",
        "corporate_number": "2010401065432",
        "postal_code": "105-0022",
        "address": "東京都港区海岸6-6-6",
        "phone": "03-5555-0600",
    },
}
ACCOUNTS = {
    "kanda": ("0001", "みずほ銀行", "110", "神田支店", "1234567", "ｶﾝﾀﾞｺｳｻﾞｲ(ｶ"),
    "tokai": ("0005", "三菱UFJ銀行", "401", "名古屋支店", "7654321", "ﾄｳｶｲﾍﾞｱﾘﾝｸﾞ(ｶ"),
}


def found_all():
    """Found the companies and their people. Returns `{login: (tenant_id, user_id)}`."""
    password, known = hasher.hash(PASSWORD), {}
    for slug, roles in ROLES.items():
        facts = FACTS[slug]
        company = {name: value for name, value in facts.items() if name != "name"}
        tenant = found(slug, facts["name"], demonstration=True, roles=roles, **company)
        departments = _departments(DEPARTMENTS if slug == BUYER else {"100": "営業部"})
        for person in (one for one in PEOPLE if one.tenant == slug):
            user = settle(
                email=person.email,
                name=person.name,
                kana=person.kana,
                title=person.title,
                roles=person.roles,
                password_hash=password,
                organisation_id=departments[person.department].id,
            )
            known[person.login] = (tenant.id, user.id)
        _finish(slug, departments, known)
    forget()
    return known


def _departments(names):
    company = session.query(Company).one()
    made = {
        code: Organisation(company_id=company.id, code=code, name=name, path=f"/{code}/")
        for code, name in names.items()
    }
    session.add_all(made.values())
    session.flush()  # people refer to them
    return made


def _finish(slug, departments, known):
    names = [one for one in PEOPLE if one.tenant == slug]
    welcome([
        {"email": one.email, "name": one.name, "title": one.title, "company": FACTS[slug]["name"], "hint": one.hint,
         "password": PASSWORD}
        for one in names
    ])  # fmt: skip
    if slug == BUYER:
        for code, login in HEADS.items():
            departments[code].head_id = known[login][1]
        session.flush()  # routes are designed by people who are there
        _design_routes(known)
    elif slug in ACCOUNTS:
        bank, bank_name, branch, branch_name, number, kana = ACCOUNTS[slug]
        session.add(
            CompanyBankAccount(
                bank_code=bank,
                bank_name=bank_name,
                branch_code=branch,
                branch_name=branch_name,
                account_number=number,
                holder_kana=kana,
                preferred=True,
            )
        )
    session.commit()
    session.expunge_all()


def _design_routes(known):
    by, head = actor_of(known["yoshida"][1]), {"kind": "head", "level": 0}
    finance = {"kind": "user", "user_id": str(known["yamamoto"][1])}
    first = StepDraft("部門長", [head], when_nobody="escalate")
    second = StepDraft("経理部長", [finance], when_nobody="skip")
    small, large = conditions.built(below=LARGE), conditions.built(at_least=LARGE)
    for route in (
        RouteDraft("award", "選定（100万円未満）", [first], condition=small, priority=20),
        RouteDraft("award", "選定（100万円以上）", [first, second], condition=large, priority=10),
        RouteDraft("invoice", "請求書の支払承認", [StepDraft("経理部長", [finance], when_nobody="escalate")]),
    ):
        design_route(route, by=by)


def tenant_id(slug):
    """Id of a demonstration company."""
    return session.query(Tenant).filter_by(slug=slug).one().id


def entered(slug):
    """Context manager: inside that company."""
    return tenancy.entered(tenant_id(slug))
