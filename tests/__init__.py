"""Tests: verbs on objects, pages through the checking client, conventions, browser journeys, faults."""
