"""From a committed sale in the shop to what the four malls show, at 20 sales a second for 20 seconds.

`bin/bench stock-push [sales a second] [seconds]`. The malls are the test servers of `tests/peers` with their real
limits, two workers do the jobs as in production. A sale has arrived when the mall shows a number that counts it.
The figure is the 95th percentile over all malls; beside it each mall's own, and the requests it took.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from decimal import Decimal

from sqlalchemy import select, text

from app.commerce.channels.model import Channel
from app.commerce.connections import operations
from app.commerce.connections.needs import API
from app.commerce.listings.model import Listing
from app.commerce.stock.lines import StockLine
from app.commerce.stock.moving import receive, sell_in_shop
from app.commerce.telling.model import StockRun
from app.commerce.telling.weighing import weigh
from app.kernel import clock
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.products.model import Product
from bench._ground import as_owner, at_95, fresh_application, inside, load_products, middle, tell
from tests.commerce.telling.conftest import ACCOUNTS, HERE, PEERS, SECRETS, SWITCHES

PRODUCTS, STOCK, LOOK, PATIENCE, GOAL = 200, 1_000, 0.02, 60.0, 2_000.0
ITEM = "gid://shopify/InventoryItem/"
SHOWN = {
    "rakuten": lambda peer, place: peer.stock.get((f"p-{place}", "normal-inventory")),
    "yahoo": lambda peer, place: peer.stock.get(f"p-{place}"),
    "amazon": lambda peer, place: peer.listings[f"p-{place}"]["quantity"],
    "shopify": lambda peer, place: peer.levels[f"{ITEM}{place}"][HERE],
}


def main():
    """Sell, watch, and tell."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    pace, seconds = [*numbers, *(20, 20)[len(numbers) :]][:2]
    os.environ["CHOBA_ENV"] = "development"  # only there may malls stand on this machine
    fresh_application("stock_push")
    load_products(PRODUCTS)
    peers = {kind: _stocked(kind, peer(scale=1.0).__enter__()) for kind, peer in PEERS.items()}
    products = _open_shops(peers)
    worker = subprocess.Popen([sys.executable, "-m", "app.worker", "2"], start_new_session=True)
    try:
        time.sleep(4)
        watch = Watch(peers)
        late = _sell(products, pace, seconds, watch)
        times = watch.finish()
    finally:
        os.killpg(worker.pid, signal.SIGKILL)  # whatever they are at is of no interest any more
        worker.wait()
    _report(peers, times, late)


def _stocked(kind, peer):
    """A mall that shows all the stock already."""
    for place in range(PRODUCTS):
        if kind == "rakuten":
            peer.sell(f"p-{place}", "normal-inventory", STOCK)
        elif kind == "yahoo":
            peer.stock[f"p-{place}"] = STOCK
        elif kind == "amazon":
            peer.listings[f"p-{place}"] = {"channel": "DEFAULT", "quantity": STOCK}
        else:
            peer.levels[f"{ITEM}{place}"] = {HERE: STOCK}
    if kind == "amazon":
        peer.desk.rounds = 0  # how long Amazon works on a feed is its own affair
    return peer


def _open_shops(peers):
    with inside("shop_manager"):
        products = session.scalars(select(Product.id).order_by(Product.code).limit(PRODUCTS)).all()
        receive([StockLine(one, Decimal(STOCK)) for one in products], source="bench", source_id=new_id())
        for kind, peer in peers.items():
            account = ACCOUNTS.get(kind, "")
            channel = Channel(code=kind, name=kind, kind=kind, account=account, changed_at=clock.now())
            session.add(channel)
            session.flush()
            operations.keep_secrets(channel, API, SECRETS[kind])
            for place, product in enumerate(products):
                session.add(Listing(channel_id=channel.id, product_id=product, mall_code=f"p-{place}"))
            session.flush()
            operations.set_up(channel, SWITCHES, {"location": HERE, "base_url": peer.url})
        weigh(everything=True)
        session.execute(
            text(
                "UPDATE stock_tellings t SET told = wanted, state = 'even', waits_since = NULL,"
                f" shop_key = '{ITEM}' || substr(l.mall_code, 3) FROM listings l WHERE l.id = t.listing_id"
            )
        )
        session.commit()
    as_owner("ANALYZE")
    return products


class Watch:
    """Looks at what the malls show every LOOK seconds, and notes when a sale counts there."""

    def __init__(self, peers):
        self.peers, self.lock, self.over = peers, threading.Lock(), threading.Event()
        self.waiting = {kind: [] for kind in peers}
        self.times = {kind: [] for kind in peers}
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def sold(self, place, left, at):
        """A sale was committed `at`, after which `left` pieces of the product are there."""
        with self.lock:
            for some in self.waiting.values():
                some.append((place, left, at))

    def finish(self):
        """Milliseconds of every sale by mall; waits for the last ones."""
        until = time.perf_counter() + PATIENCE
        while any(self.waiting.values()) and time.perf_counter() < until:
            time.sleep(0.1)
        self.over.set()
        self.thread.join()
        return self.times

    def _look(self):
        while not self.over.wait(LOOK):
            with self.lock:
                now = time.perf_counter()
                for kind, peer in self.peers.items():
                    self.waiting[kind] = [
                        one for one in self.waiting[kind] if not self._arrived(kind, peer, one, now)
                    ]

    def _arrived(self, kind, peer, sale, now):
        place, left, at = sale
        shown = SHOWN[kind](peer, place)
        if shown is None or shown > left:
            return False
        self.times[kind].append((now - at) * 1000)
        return True


def _sell(products, pace, seconds, watch):
    """Sell one piece `pace` times a second; how many sales began late because the one before took too long."""
    left, late, began = [STOCK] * len(products), 0, time.perf_counter()
    for number in range(pace * seconds):
        due = began + number / pace
        pause = due - time.perf_counter()
        late += pause < -1 / pace
        time.sleep(max(pause, 0))
        place = number * 37 % len(products)
        with inside("shop_manager"):
            sell_in_shop([StockLine(products[place], Decimal(1))], source="bench", source_id=new_id())
            session.commit()
        left[place] -= 1
        watch.sold(place, left[place], time.perf_counter())
    return late


def _report(peers, times, late):
    for kind, some in times.items():
        peer = peers[kind]
        print(
            f"{kind}: {len(some)} sales arrived, median {middle(some):.0f} ms, p95 {at_95(some):.0f} ms,"
            f" at most {max(some):.0f} ms; {len(peer.asked)} requests, {len(peer.answered(429))} answered with 429"
        )
    with inside("shop_manager"):
        runs = session.execute(select(StockRun.told, StockRun.unknown)).all()
    print(f"{len(runs)} runs told {sum(one.told for one in runs)} numbers; {late} sales began late")
    tell("stock-push", at_95([one for some in times.values() for one in some]), GOAL)


if __name__ == "__main__":
    main()
