"""Tesseract with its Japanese model, for comparison: `apt install tesseract-ocr tesseract-ocr-jpn`.

The bench alone uses it, and says so where it is not there.
"""

import csv
import io
import re
import shutil
import subprocess

from app.sales.recognition.lines import Line, in_reading_order

JAPANESE = "[々ぁ-ゖァ-ヺー一-鿿]"
BETWEEN = re.compile(f"(?<={JAPANESE}) +(?={JAPANESE})")
"""It puts a space between any two Japanese letters; a person's name loses its own with them, which does not count."""


def is_there():
    """Whether the program and its Japanese model are installed."""
    if shutil.which("tesseract") is None:
        return False
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "jpn" in known.stdout.split()


def recognise(image, layout="6"):
    """The lines on a picture (PIL, RGB), by its page segmentation mode `layout` (6: one block, 11: sparse text)."""
    sent = io.BytesIO()
    image.save(sent, "PNG")
    command = ["tesseract", "-", "-", "-l", "jpn+eng", "--psm", layout, "tsv"]
    answer = subprocess.run(command, input=sent.getvalue(), capture_output=True, check=True)
    lines = {}
    for row in csv.DictReader(io.StringIO(answer.stdout.decode()), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    return in_reading_order([_line(words) for words in lines.values()])


def _line(words):
    left, top = min(int(one["left"]) for one in words), min(int(one["top"]) for one in words)
    return Line(
        text=BETWEEN.sub("", " ".join(one["text"] for one in words)),
        confidence=round(sum(float(one["conf"]) for one in words) / len(words) / 100, 3),
        left=left,
        top=top,
        width=max(int(one["left"]) + int(one["width"]) for one in words) - left,
        height=max(int(one["top"]) + int(one["height"]) for one in words) - top,
    )
