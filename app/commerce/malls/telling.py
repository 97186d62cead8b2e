"""What the clients share: opening and closing, many orders in turn, finding the bad entry of a refused list."""

from itertools import islice

from app.commerce.malls.accounts import ACCEPTED, REFUSED, UNKNOWN, Checked, Result
from app.commerce.malls.failing import Refused, Unavailable
from app.kernel.i18n import _

MOST_SPLITS = 40


class Client:
    """The frame of every shop's client. Use it as a context: `with RakutenClient(account) as shop:`."""

    account = caller = None
    unread: tuple = ()
    """Results of the orders that the shop named in the last look and then did not give."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Let the connections go."""
        self.caller.close()

    def check(self):
        """Try the connection: Checked. Never raises what a shop can do to us."""
        try:
            ends_at = self.try_connection()
        except (Refused, Unavailable) as trouble:
            return Checked(False, trouble.sentence)
        return Checked(True, _("The connection works."), ends_at)

    def try_connection(self):
        """Ask the shop for next to nothing; returns until when the credentials hold, or None."""
        raise NotImplementedError

    def tell_shipment(self, number, parcels):
        """Tell one order's parcels: a Result for each, in their order, keyed by the parcel's number."""
        try:
            return self._told(number, parcels)
        except Refused as trouble:
            if trouble.reason != "refused":
                raise
            return [Result(one.number, REFUSED, trouble.code, trouble.said) for one in parcels]

    def tell_shipments(self, shipments):
        """`{order number: [Result per parcel]}` for `[(order number, parcels)]`.

        When the shop stops answering, what was not told yet is `unknown`.
        """
        results, away = {}, None
        for number, parcels in shipments:
            try:
                if away is None:
                    results[number] = self.tell_shipment(number, parcels)
                    continue
            except Unavailable as trouble:
                away = trouble
            results[number] = [Result(one.number, UNKNOWN, away.reason) for one in parcels]
        return results

    def _told(self, number, parcels):
        raise NotImplementedError


def in_chunks(items, size):
    """Lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def told(pairs, size, send):
    """Results for `[(key, value)]`, sent in chunks of `size`: `send(chunk)` answers a list of Results.

    A shop that refuses a chunk whole because of one entry gets its halves, until the entry stands alone. A chunk
    whose outcome nobody knows (no answer in time) is `unknown`, and so is everything after it: the shop is not asked
    again now.
    """
    splits, results, waiting = MOST_SPLITS, [], list(in_chunks(pairs, size))
    while waiting:
        chunk = waiting.pop(0)
        try:
            results += send(chunk)
        except Unavailable as trouble:
            rest = [pair for each in [chunk, *waiting] for pair in each]
            return results + [Result(key, UNKNOWN, trouble.reason) for key, _value in rest]
        except Refused as trouble:
            if trouble.reason != "refused":
                raise
            if len(chunk) > 1 and splits:
                splits, middle = splits - 1, len(chunk) // 2
                waiting[:0] = [chunk[:middle], chunk[middle:]]
            else:
                results += [Result(key, REFUSED, trouble.code, trouble.said) for key, _value in chunk]
    return results


def accepted(pairs):
    """Results that say everything was taken."""
    return [Result(key, ACCEPTED) for key, _value in pairs]
