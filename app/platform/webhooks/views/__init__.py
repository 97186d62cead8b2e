"""Webhooks on screen."""
