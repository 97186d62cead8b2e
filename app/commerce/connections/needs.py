"""What each mall's client needs to be told: secrets, and the few settings it documents."""

from dataclasses import dataclass

from app.kernel.i18n import _l

API, DROP = "api", "drop"
"""Services of ChannelCredential: the mall's interface, and the server on which files are handed over."""


@dataclass(frozen=True)
class Need:
    """One thing to enter. `kind`: text, long, flag, number. `default` for settings."""

    name: str
    label: str
    kind: str = "text"
    help: str = ""
    needed: bool = False
    default: object = ""


@dataclass(frozen=True)
class Mall:
    """`account`: what the shop's account is at this mall. `lives` days until its secrets end, 0 when they do not."""

    secrets: tuple[Need, ...]
    settings: tuple[Need, ...] = ()
    account: str = ""
    lives: int = 0


_CLIENT = (
    Need("client_id", _l("Client ID"), needed=True),
    Need("client_secret", _l("Client secret"), needed=True),
    Need("refresh_token", _l("Refresh token"), needed=True),
)
MALLS = {
    "rakuten": Mall(
        secrets=(
            Need("service_secret", _l("Service secret"), needed=True, help=_l("RMS shows it under WEB API.")),
            Need("license_key", _l("Licence key"), needed=True, help=_l("It ends after 90 days; renew it in RMS.")),
        ),
        settings=(
            Need("confirm", _l("Confirm new orders"), "flag", default=False, help=_l("As soon as they are taken in.")),
        ),
        lives=90,
    ),
    "yahoo": Mall(
        secrets=(
            *_CLIENT,
            Need("public_key", _l("Public key of the store"), "long", help=_l("Signs calls for orders.")),
            Need("key_version", _l("Version of the public key"), default="1"),
        ),
        settings=(
            Need("store_status", _l("Store status set on a new order"), help=_l("1 to 40; empty: none.")),
            Need("ship_method", _l("Shipping method"), help=_l("As Yahoo numbers it, such as postage1.")),
        ),
        account=_l("Store account"),
        lives=28,
    ),
    "amazon": Mall(
        secrets=_CLIENT,
        settings=(
            Need(
                "personal", _l("The application may read names and addresses"), "flag", default=True,
                help=_l("Without this right orders come in without them."),
            ),
        ),
        account=_l("Seller ID"),
        lives=365,
    ),
    "shopify": Mall(
        secrets=(Need("access_token", _l("Admin API access token"), needed=True),),
        settings=(
            Need("location", _l("Location whose stock is told"), help="gid://shopify/Location/1"),
            Need("location_name", _l("Name of the location"), help=_l("For stock files only.")),
            Need("notify", _l("Shopify mails the customer when a parcel is told"), "flag", default=False),
        ),
        account=_l("Shop address (…myshopify.com)"),
    ),
}  # fmt: skip
"""Malls with an interface. `lives`: Rakuten's documented 90 days; Yahoo's and Amazon's consents, from memory."""

DROP_SETTINGS = (
    Need("drop_kind", _l("Protocol"), default="sftp"),
    Need("drop_host", _l("Server")),
    Need("drop_port", _l("Port"), "number", default=0, help=_l("0: the usual one.")),
    Need("drop_user", _l("User name")),
    Need("drop_folder", _l("Folder"), default="."),
    Need("drop_name", _l("File name"), help=_l("Empty: the mall's usual name.")),
    Need("drop_host_key", _l("Fingerprint of the SFTP server"), help=_l("SHA256:… — test the connection to see it.")),
)  # fmt: skip
DROP_SECRETS = (
    Need("password", _l("Password")),
    Need("private_key", _l("Private key"), "long", help=_l("Instead of a password (SFTP).")),
)
PROTOCOLS = (
    ("sftp", "SFTP"),
    ("ftps", "FTPS"),
    ("ftp", _l("FTP (readable by anybody on the way)")),
)
STOCK_FILES = ("rakuten", "yahoo", "amazon", "shopify")
"""Malls for which a stock file can be written."""


def settings_of(kind):
    """Everything that is set for a shop of this kind."""
    return (*(MALLS[kind].settings if kind in MALLS else ()), *DROP_SETTINGS)


def connectable(kind):
    """Whether there is any way to speak with such a shop but by files from hand to hand."""
    return kind in MALLS
