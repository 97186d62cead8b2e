"""Sentences of the trail about labels."""

from app.platform.audit.sentences import say_verbs

say_verbs(
    label_opened="Opened a label file",
    label_made="Made a label file",
    label_made_again="Made a label file again",
    label_undone="Took a label file back",
    label_thrown_away="Threw a label file away",
    label_handed_over="Took a label file with addresses",
    label_offers_taken="Accepted other letters on labels",
    label_mended="Put a label right",
    label_taken_out="Left a slip out of a label file",
)
