"""Several PDF made into one."""

import io

import pypdfium2


def joined(parts):
    """`(bytes, pages)` of one PDF with the pages of all `parts` (bytes) in their order."""
    if len(parts) == 1:
        return parts[0], _pages(parts[0])
    whole = pypdfium2.PdfDocument.new()
    try:
        for part in parts:
            opened = pypdfium2.PdfDocument(part)
            try:
                whole.import_pages(opened)
            finally:
                opened.close()
        out = io.BytesIO()
        whole.save(out)
        return out.getvalue(), len(whole)
    finally:
        whole.close()


def _pages(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()
