"""Who takes part in the journeys."""

from dataclasses import dataclass

PASSWORD = "choba-test-password"


@dataclass(frozen=True)
class Person:
    """`roles`: codes of built-in roles; `department`: its code within the tenant."""

    tenant: str
    login: str
    name: str
    roles: tuple
    department: str = "100"

    @property
    def email(self):
        """Their address, which is also their sign-in."""
        return f"{self.login}@{self.tenant}.example"


BUYER = Person("yamada", "sato", "佐藤 美咲", ("buyer",))
APPROVER = Person("yamada", "suzuki", "鈴木 健一", ("approver",))
INSPECTOR = Person("yamada", "watanabe", "渡辺 修", ("inspector",))
ACCOUNTANT = Person("yamada", "yamamoto", "山本 恵子", ("accounts_payable",))
KEEPER = Person("yamada", "yoshida", "吉田 亮", ("master_admin", "system_admin"))
CLERK = Person("yamada", "mori", "森 千夏", ("order_clerk",))
PACKER = Person("yamada", "kato", "加藤 一郎", ("shop_manager",))
SALESMAN = Person("yamada", "hayashi", "林 誠", ("salesperson",))
SALES_MANAGER = Person("yamada", "morita", "森田 誠一", ("sales_manager",))
KANDA = Person("kanda", "kanda", "神田 太郎", ("supplier_admin",))
TOKAI = Person("tokai", "ito", "伊藤 花子", ("supplier_admin",))
EVERYBODY = (
    BUYER,
    APPROVER,
    INSPECTOR,
    ACCOUNTANT,
    KEEPER,
    CLERK,
    PACKER,
    SALESMAN,
    SALES_MANAGER,
    KANDA,
    TOKAI,
)
GUEST = "chumon@suzuki-kogu.example"
"""The third supplier is not on the installation: only this address is known."""

COMPANIES = {"yamada": "山田精機株式会社", "kanda": "神田鋼材株式会社", "tokai": "東海ベアリング株式会社"}
GUEST_COMPANY = "鈴木工具商会"
NUMBERS = {"yamada": "T7000012050002", "kanda": "T4011001098993", "tokai": "T1180301018771"}
ACCOUNT = {
    "bank_code": "0001",
    "bank_name": "みずほ銀行",
    "branch_code": "110",
    "branch_name": "神田支店",
    "account_type": "1",
    "account_number": "1234567",
    "holder_kana": "ｶﾝﾀﾞｺｳｻﾞｲ(ｶ",
}
