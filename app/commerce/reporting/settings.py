"""Sentences of the trail about shipments told through interfaces."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update({"notice.told_again": "Asked to tell refused shipments again"})
