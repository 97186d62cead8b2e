"""Access tokens that end: used until shortly before, renewed by one process at a time, never twice for one end."""

from datetime import timedelta

from app.commerce.malls.accounts import Account
from app.kernel import clock
from app.platform.throttling import in_turn

EARLY = timedelta(seconds=60)


class Tokens:
    """The token in force for an account; `renew(credentials)` asks the shop for newer credentials."""

    def __init__(self, account: Account, renew):
        self.account, self.credentials, self.renew = account, account.credentials, renew

    def current(self):
        """The access token to use now; renewed when it has ended or is about to."""
        if not _holds(self.credentials):
            self.again()
        return self.credentials.access_token

    def again(self):
        """The shop does not accept the token: take the one another process has got meanwhile, or renew it."""
        refused = self.credentials.access_token
        with in_turn(f"{self.account.key}|renewal"):
            held = self.account.recall() if self.account.recall else self.credentials
            if held.access_token == refused or not _holds(held):
                held = self.renew(held)
                if self.account.keep:
                    self.account.keep(held)
            self.credentials = held


def ends_in(seconds):
    """The instant at which a token that holds for `seconds` ends."""
    return clock.now() + timedelta(seconds=int(seconds))


def _holds(credentials):
    if not credentials.access_token:
        return False
    return credentials.expires_at is None or credentials.expires_at - EARLY > clock.now()
