"""What a bench ran on: figures without it say little."""

import os
import platform

GIGABYTE = 1024**3


def machine() -> dict[str, object]:
    """The machine in a few words and numbers."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gigabytes": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE),
    }
