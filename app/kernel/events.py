"""In-process events: a package below publishes, a package above subscribes (publish upwards, call downwards)."""

from collections import defaultdict

_listeners = defaultdict(list)


def subscribe(name):
    """Decorator: call the function with the event's keyword facts whenever `name` is published."""

    def register(function):
        if function not in _listeners[name]:
            _listeners[name].append(function)
        return function

    return register


def publish(name, **facts):
    """Tell every listener of `name`, in order of registration, inside the present transaction."""
    for listener in _listeners[name]:
        listener(**facts)


def listeners(name):
    """The functions listening to `name`, for tests and documentation."""
    return tuple(_listeners[name])
