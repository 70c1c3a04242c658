"""Whom PostgreSQL runs as: it refuses root, so root steps down to an account that is there already."""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from guitai.errors import Misconfigured

UNPRIVILEGED = ("postgres", "nobody")  # the first that exists
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)

Stream = IO[bytes] | int | None


@dataclass(frozen=True)
class Account:
    """A user of this machine, and how programs run as that user."""

    name: str
    uid: int
    gid: int

    def spawn(
        self,
        command: Sequence[str | Path],
        *,
        stdin: Stream = None,
        stdout: Stream = None,
        stderr: Stream = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program that gets SIGINT when the thread that called this ends, however it ends."""
        parent = os.getpid()
        root = os.geteuid() == 0

        def end_with_parent() -> None:
            # subprocess calls this after it changed the user, which would clear what is set here.
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
            if os.getppid() != parent:
                os._exit(1)

        return subprocess.Popen(
            command,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            user=self.uid if root else None,
            group=self.gid if root else None,
            extra_groups=[] if root else None,
            umask=0o077,
            start_new_session=True,  # Ctrl-C is for us alone: we stop PostgreSQL when the last turn is done
            preexec_fn=end_with_parent,  # noqa: PLW1509 - two system calls, no lock that a thread could hold
        )

    def run(self, command: Sequence[str | Path], *, text: str = "") -> str:
        """Run a program to its end with `text` on its standard input; what it printed, or why it failed."""
        pipe = subprocess.PIPE
        with self.spawn(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT) as process:
            printed = process.communicate(text.encode())[0].decode(errors="replace")
        if process.returncode:
            last = (printed.strip().splitlines() or [f"exit {process.returncode}"])[-1]
            raise Misconfigured(f"{Path(command[0]).name} failed as {self.name}: {last}")
        return printed

    def reaches(self, path: Path) -> bool:
        """Whether this account may enter the folder, or run the program."""
        # Asked of the kernel, as that account: permissions, ACLs and mounts alike.
        with self.spawn(["/bin/sh", "-c", 'test -x "$1"', "sh", path]) as process:
            return process.wait() == 0


def current() -> Account:
    """The account that we are."""
    return _account(os.geteuid())


def owner(path: Path) -> Account:
    """The account that owns this file or folder."""
    return _account(path.stat().st_uid)


def chosen(name: str | None = None) -> Account:
    """The account for a new data folder: ourselves, or, for root, one without privileges."""
    if os.geteuid() != 0:
        return current()
    candidates = (name,) if name else UNPRIVILEGED
    for candidate in candidates:
        try:
            entry = pwd.getpwnam(candidate)
        except KeyError:
            continue
        return _usable(Account(candidate, entry.pw_uid, entry.pw_gid))
    raise Misconfigured(
        f"PostgreSQL refuses root, and there is no account {' or '.join(candidates)} to step down to: "
        "start as an ordinary user"
    )


def _usable(account: Account) -> Account:
    try:
        account.reaches(Path("/"))
    except (OSError, subprocess.SubprocessError) as error:
        raise Misconfigured(
            f"root may not become {account.name} here ({error.args[-1]}): start as an ordinary user, "
            "or set GUITAI_DATABASE_URL"
        ) from error
    return account


def _account(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:  # a container may run under a number without a name
        return Account(str(uid), uid, os.getegid())
    return Account(entry.pw_name, uid, entry.pw_gid)
