"""Sentences of the trail about stock told to shops."""

from app.platform.audit.sentences import SENTENCES

SENTENCES.update(
    {
        "stock.tell_everything": "Asked to tell a shop all its stock",
        "stock.read_back_asked": "Asked to read back what a shop holds",
        "stock.file_fetched": "Fetched a file of stock for a shop",
    }
)
