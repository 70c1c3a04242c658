"""How much memory the bank's process takes: ready, and once many customers have talked to it at the same time."""

import random
import socket
import threading
from collections.abc import Sequence
from pathlib import Path

from guitai.bench import served
from guitai.bench.clientele import move_in
from guitai.bench.pushes import OfficialAccount, WeChat
from guitai.keys.folder import load
from guitai.understanding.load import load as phrases

CUSTOMERS, EACH = 24, 6  # more at once than turns run at once
SEED = 2
PATIENCE_SECONDS = 30.0


def weighed() -> dict[str, float]:
    """Megabytes of `guitai bank`: gateway, core and worker in one process."""
    account = OfficialAccount.invented()
    with served.postgres() as url, served.keys() as keys:
        openids = move_in(url, load(keys), CUSTOMERS)
        with served.bank(url, account, keys) as bank:
            ready = _megabytes(bank.pid)
            _talk(WeChat(account), bank.port, openids)
            talked = _megabytes(bank.pid)
    return {"bank_ready_megabytes": ready, f"bank_after_{CUSTOMERS * EACH}_messages_megabytes": talked}


def _megabytes(pid: int) -> int:
    """What a process has in memory now: of its own, and of files that it has mapped."""
    status = Path(f"/proc/{pid}/status").read_text()
    (kilobytes,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kilobytes) // 1024


def _talk(wechat: WeChat, port: int, openids: Sequence[str]) -> None:
    """Each customer says a few things that the bank doesn't know, one after the other; all of them at once."""
    chosen = random.Random(SEED)
    known = [say for one in phrases().values() for say in one.says]
    said = [[f"{phrase}啊" for phrase in chosen.sample(known, EACH)] for _ in openids]

    def talk(openid: str, sentences: Sequence[str]) -> None:
        for sentence in sentences:
            with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as connection:
                connection.sendall(wechat.push(openid, sentence))
                while connection.recv(65_536):
                    continue

    talking = [threading.Thread(target=talk, args=both) for both in zip(openids, said, strict=True)]
    for one in talking:
        one.start()
    for one in talking:
        one.join()
