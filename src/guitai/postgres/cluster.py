"""A new PostgreSQL cluster: there as a whole, or not at all."""

import os
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from shutil import rmtree

from guitai.errors import Misconfigured
from guitai.postgres.folder import Folder
from guitai.postgres.installations import Installation

# Only the bank's own role may connect. The superuser has no password and no way in but single-user mode.
ACCESS = "local all guitai scram-sha-256\n"
ROLE = "CREATE ROLE guitai LOGIN CREATEDB PASSWORD '{password}'\nCREATE DATABASE guitai OWNER guitai\n"
# What its connections act as, each as one part of the bank. Who could make roles could make itself anything, so the
# bank's own can't.
PARTS = "".join(
    f"CREATE ROLE guitai_{part}\nGRANT guitai_{part} TO guitai\n" for part in ("core", "worker", "console")
)


def create(folder: Folder, programs: Installation, *, durable: bool) -> None:
    """Make the cluster, with the bank's role and database in it. `durable`: forced to the disk."""
    # Under another name until it is whole: what a start that was killed has left here never held anything.
    part = folder.path / "cluster.part"
    rmtree(part, ignore_errors=True)
    options = [
        "--username=postgres",
        "--auth=reject",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--data-checksums",
    ]
    sync = [] if durable else ["--no-sync"]
    folder.account.run([programs.binaries / "initdb", "-D", part, *options, *sync])
    (part / "pg_hba.conf").write_text(ACCESS)

    password = token_urlsafe(24)
    _write_secret(part / folder.password.name, password, folder)
    as_superuser(ROLE.format(password=password), part, folder, programs)
    part.rename(folder.cluster)


def add_parts(folder: Folder, programs: Installation) -> None:
    """Let the bank's role act as each part of the bank. Safe to run twice, and on a cluster of an earlier version."""
    as_superuser(PARTS, folder.cluster, folder, programs)
    folder.parts.touch()


def as_superuser(commands: str, cluster: Path, folder: Folder, programs: Installation) -> None:
    """Run these, one a line, while no server runs. What is there already may stay."""
    said = folder.account.run(
        [programs.binaries / "postgres", "--single", "-D", cluster, "postgres"], text=commands
    )
    errors = [line for line in said.splitlines() if "ERROR:" in line and "already exists" not in line]
    if errors:
        raise Misconfigured(f"PostgreSQL made no role: {errors[-1].strip()}")


def _write_secret(path: Path, secret: str, folder: Folder) -> None:
    with open(path, "x", opener=partial(os.open, mode=0o600)) as file:
        os.fchown(file.fileno(), folder.account.uid, -1)
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
