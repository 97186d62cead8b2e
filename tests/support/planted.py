"""Small trees with a known mistake, to see a convention fail."""

from textwrap import dedent


def plant(root, files):
    """Write `{relative path: text}` below `root`; the text is dedented. Returns `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return root


def skeleton(root, files):
    """Like `plant`, with an `__init__.py` in every folder of `app/`, so that it can be imported."""
    plant(root, files)
    for folder in [root / "app", *(root / "app").rglob("*")]:
        if folder.is_dir() and folder.name != "__pycache__" and not (folder / "__init__.py").exists():
            (folder / "__init__.py").write_text("", encoding="utf-8")
    return root
