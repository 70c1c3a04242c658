"""Pictures, voices and videos that WeChat holds, for three days or for good."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from guitai_sandbox.errors import WeChatError
from guitai_sandbox.state.clock import Clock

ROOM_BYTES = 512 * 1024 * 1024  # beyond this the oldest temporary ones go


@dataclass(frozen=True)
class Medium:
    """One file; `kind` is image, voice, video, thumb or file."""

    id: str
    kind: str
    data: bytes
    content_type: str
    filename: str
    made_at: datetime
    permanent: bool = False
    seconds: int | None = None
    title: str = ""
    introduction: str = ""
    wideband: str | None = None  # a voice's 16 kHz twin


class Shelf:
    """All media by id. The phone has its own copy: what has expired for the API is still shown."""

    def __init__(self, clock: Clock, *, life: timedelta) -> None:
        self._clock = clock
        self._life = life
        self._media: dict[str, Medium] = {}
        self._size = 0

    def put(
        self,
        kind: str,
        data: bytes,
        content_type: str,
        filename: str,
        *,
        permanent: bool = False,
        seconds: int | None = None,
        title: str = "",
        introduction: str = "",
        wideband: str | None = None,
    ) -> Medium:
        """Keep a file under a new id."""
        medium = Medium(
            id=secrets.token_urlsafe(48),
            kind=kind,
            data=data,
            content_type=content_type,
            filename=filename,
            made_at=self._clock.now(),
            permanent=permanent,
            seconds=seconds,
            title=title,
            introduction=introduction,
            wideband=wideband,
        )
        self._media[medium.id] = medium
        self._size += len(data)
        self._make_room()
        return medium

    def shown(self, media_id: str) -> Medium | None:
        """What a phone shows, however old."""
        return self._media.get(media_id)

    def usable(self, media_id: object, *kinds: str) -> Medium:
        """What the API may use: known, of that kind where one is named, and not expired."""
        medium = self._media.get(media_id) if isinstance(media_id, str) else None
        if medium is None or (kinds and medium.kind not in kinds):
            raise WeChatError(40007)
        if not medium.permanent and self._clock.now() >= medium.made_at + self._life:
            raise WeChatError(40007)
        return medium

    def permanent(self, *kinds: str) -> list[Medium]:
        """The permanent ones of those kinds, newest first."""
        kept = [medium for medium in self._media.values() if medium.permanent and medium.kind in kinds]
        return kept[::-1]

    def remove(self, media_id: str) -> None:
        """Forget one."""
        self._size -= len(self._media.pop(media_id).data)

    def _make_room(self) -> None:
        while self._size > ROOM_BYTES:
            oldest = next((medium.id for medium in self._media.values() if not medium.permanent), None)
            if oldest is None:
                return
            self.remove(oldest)
