"""Where things are: the project tree, its Python, and what lies in a data folder."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


@dataclass(frozen=True)
class DataFolder:
    """The folder that holds all that one installation remembers."""

    path: Path

    @classmethod
    def at(cls, path: str | Path) -> "DataFolder":
        """The data folder at `path` (relative to the project, whoever calls from where), made if missing."""
        whole = (ROOT / path).resolve()
        if not whole.exists():
            whole.mkdir(parents=True)
            whole.chmod(0o711 if os.geteuid() == 0 else 0o700)
        folder = cls(whole)
        folder.logs.mkdir(mode=0o700, exist_ok=True)
        return folder

    @property
    def logs(self) -> Path:
        """Server and keeper logs."""
        return self.path / "log"

    @property
    def files(self) -> Path:
        """Uploaded and rendered files, when no other storage is configured."""
        return self.path / "files"

    def lock(self, name: str) -> Path:
        """The file behind the lock called `name`."""
        return self.path / f"{name}.lock"

    def __str__(self) -> str:
        try:
            return str(self.path.relative_to(ROOT))
        except ValueError:
            return str(self.path)
