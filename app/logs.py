"""Structured logs: one JSON line each, with request id and tenant; secrets never reach them."""

import logging
import sys

import structlog

HIDDEN = ("password", "secret", "token", "cookie", "authorization")


def install(config):
    """Log JSON lines to standard error (readable text in development)."""
    renderer = (
        structlog.dev.ConsoleRenderer(colors=False)
        if config.is_development
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _hide,
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _hide(logger, method, event):
    for key in event:
        if any(word in key.lower() for word in HIDDEN):
            event[key] = "•••"
    return event
