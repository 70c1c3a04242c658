"""Mass messages: what was sent to many, under which client id, and how often this month."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Job:
    """One mass message."""

    msg_id: int
    at: datetime
    client_id: str | None
    to_all: bool
    deleted: bool = False


@dataclass
class Mass:
    """Every job, and each user's count by month."""

    jobs: dict[int, Job] = field(default_factory=dict)
    received: Counter[tuple[str, str]] = field(default_factory=Counter)  # openid, "2026-11"
    last_id: int = 3_147_480_000

    def job(self, at: datetime, client_id: str | None, *, to_all: bool) -> Job:
        """A new job."""
        self.last_id += 1
        job = self.jobs[self.last_id] = Job(self.last_id, at, client_id, to_all)
        return job

    def by_client(self, client_id: str) -> Job | None:
        """The job that was sent under that client id."""
        return next((job for job in self.jobs.values() if job.client_id == client_id), None)

    def sent_to_all(self) -> list[datetime]:
        """When messages to all went out; one that was deleted counts too."""
        return [job.at for job in self.jobs.values() if job.to_all]
