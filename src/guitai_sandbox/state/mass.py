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
    deleted: bool = False


@dataclass
class Mass:
    """Every job, and each user's count by month."""

    jobs: dict[int, Job] = field(default_factory=dict)
    received: Counter[tuple[str, str]] = field(default_factory=Counter)  # openid, "2026-11"
    last_id: int = 3_147_480_000

    def job(self, at: datetime, client_id: str | None) -> Job:
        """A new job."""
        self.last_id += 1
        job = self.jobs[self.last_id] = Job(self.last_id, at, client_id)
        return job

    def by_client(self, client_id: str) -> Job | None:
        """The job that was sent under that client id."""
        return next((job for job in self.jobs.values() if job.client_id == client_id), None)
