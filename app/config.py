"""Where everything outside the code is: read once from the environment, with errors that say what to set."""

import os
from dataclasses import dataclass

ENVIRONMENTS = ("development", "production", "test")


class Misconfigured(Exception):
    """A setting of the environment is missing or makes no sense."""


@dataclass(frozen=True)
class Config:
    """`env` is development, test or production. Addresses are URLs; `smtp_url` None keeps mail in the outbox.

    `operator`: slug of the tenant whose administrators set what holds for the whole platform; nobody's by default.
    """

    database_url: str
    database_owner_url: str
    redis_url: str
    storage_url: str
    smtp_url: str | None
    secret_key: str
    env: str
    data_dir: str
    base_url: str
    mail_sender: str
    clamd_url: str | None = None
    data_keys: tuple = ()
    blind_key: bytes | None = None
    mail_in_port: int | None = None
    mail_in_host: str = "127.0.0.1"
    mail_in_domain: str = ""
    mail_in_certificate: str | None = None
    operator: str = ""

    @classmethod
    def from_environment(cls, environ=os.environ):
        """Read the environment. Raises Misconfigured naming every variable that is missing."""
        needed = ("DATABASE_URL", "REDIS_URL", "STORAGE_URL", "CHOBA_SECRET_KEY")
        missing = [name for name in needed if not environ.get(name)]
        if missing:
            raise Misconfigured(f"Please set {', '.join(missing)}; bin/start does it for you.")
        if len(environ["CHOBA_SECRET_KEY"]) < 32:
            raise Misconfigured("CHOBA_SECRET_KEY needs at least 32 characters.")
        env = environ.get("CHOBA_ENV") or "production"
        if env not in ENVIRONMENTS:
            raise Misconfigured(f"CHOBA_ENV is {env}; it can be {', '.join(ENVIRONMENTS)}.")
        return cls(
            database_url=_psycopg(environ["DATABASE_URL"]),
            database_owner_url=_psycopg(environ.get("DATABASE_OWNER_URL") or environ["DATABASE_URL"]),
            redis_url=environ["REDIS_URL"],
            storage_url=environ["STORAGE_URL"],
            smtp_url=environ.get("SMTP_URL") or None,
            secret_key=environ["CHOBA_SECRET_KEY"],
            env=env,
            data_dir=environ.get("CHOBA_DATA_DIR", "var"),
            base_url=environ.get("CHOBA_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            mail_sender=environ.get("MAIL_SENDER", "Choba <no-reply@choba.example>"),
            clamd_url=environ.get("CLAMD_URL") or None,
            data_keys=_ring(environ.get("CHOBA_DATA_KEYS", "")),
            blind_key=_key("CHOBA_BLIND_KEY", environ.get("CHOBA_BLIND_KEY", "")),
            operator=environ.get("CHOBA_OPERATOR", "").strip(),
            **_door(environ),
        )

    @property
    def is_development(self):
        """True on somebody's own machine: outbox pages and demonstration data are allowed."""
        return self.env == "development"

    @property
    def is_production(self):
        """True where the world can reach it: nothing on the inside may be reached through us."""
        return self.env == "production"

    @property
    def is_test(self):
        """True under the test suite."""
        return self.env == "test"


def _psycopg(url):
    """`postgres://` and `postgresql://` with the driver we use."""
    scheme, slashes, rest = url.partition("://")
    if not slashes:
        raise Misconfigured("A database address looks like postgresql://role:password@host/database.")
    return "postgresql+psycopg://" + rest if scheme in ("postgres", "postgresql") else url


def _door(environ):
    """Where mail comes in; nowhere without a port."""
    port = environ.get("MAIL_IN_PORT", "").strip()
    if not port:
        return {}
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Misconfigured("MAIL_IN_PORT is the number of a port, such as 2525.")
    if not environ.get("MAIL_IN_DOMAIN"):
        raise Misconfigured("Please set MAIL_IN_DOMAIN: the domain whose mail comes to MAIL_IN_PORT.")
    return {
        "mail_in_port": int(port),
        "mail_in_host": environ.get("MAIL_IN_HOST") or "127.0.0.1",
        "mail_in_domain": environ["MAIL_IN_DOMAIN"].strip().lower(),
        "mail_in_certificate": environ.get("MAIL_IN_CERTIFICATE") or None,
    }


def _ring(text):
    """`2:<64 hex digits>,1:<64 hex digits>` → `((2, bytes), (1, bytes))`; the first seals, all open."""
    ring = tuple(one.strip().partition(":") for one in text.split(",") if one.strip())
    if any(not number.isdigit() or not 0 < int(number) < 256 for number, _, _ in ring):
        raise Misconfigured(
            "CHOBA_DATA_KEYS looks like 2:<64 hex digits>,1:<64 hex digits>; numbers from 1 to 255."
        )
    return tuple((int(number), _key("CHOBA_DATA_KEYS", key)) for number, _, key in ring)


def _key(name, text):
    """32 bytes from 64 hex digits; None from nothing."""
    if not text:
        return None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Misconfigured(
            f"{name} holds keys of 64 hex digits: python -c 'import secrets; print(secrets.token_hex(32))'"
        )
    return key
