"""What the page shows of one shop."""

from dataclasses import dataclass

from app.kernel import clock


@dataclass(frozen=True)
class ShopCard:
    """`delay` seconds since the oldest untold change, 0 when there is none. `delays` seconds of the last runs."""

    shop: object
    connection: object
    waiting: int
    refused: int
    listings: int
    delay: int
    delays: tuple
    errors: tuple

    @property
    def on(self):
        """Whether this shop is told any stock."""
        return self.connection is not None and self.connection.stock_way != "off"

    @property
    def worst(self):
        """The longest delay of the last runs, in seconds."""
        return max(self.delays, default=0)


def card_of(shop, connection, states, runs):
    """The ShopCard of a shop from its counts and its last runs."""
    since = states.get("since")
    delay = int((clock.now() - since).total_seconds()) if since else 0
    counts = {name: count for name, count in states.items() if name != "since"}
    return ShopCard(
        shop=shop,
        connection=connection,
        waiting=counts.get("waiting", 0),
        refused=counts.get("refused", 0),
        listings=sum(counts.values()),
        delay=max(delay, 0),
        delays=tuple(round(run.delay_ms / 1000, 1) for run in runs if run.delay_ms is not None),
        errors=tuple(run for run in runs if run.error)[-3:],
    )
