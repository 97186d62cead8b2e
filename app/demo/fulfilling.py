"""After the choice: order, delivery, acceptance, invoice."""


def play(buying, day):
    """Nothing yet."""
