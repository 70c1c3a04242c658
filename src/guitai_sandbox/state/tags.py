"""Tags on followers."""

from guitai_sandbox.errors import WeChatError

MOST = 100
NAME_BYTES = 30
SYSTEM = {0: "未分组", 1: "黑名单", 2: "星标组"}
BLACKLIST = 1


class Tags:
    """Names by id; 0 to 2 are WeChat's own."""

    def __init__(self) -> None:
        self.names = dict(SYSTEM)
        self._last = 99  # an account's own tags begin at 100

    def create(self, name: str) -> int:
        """A new tag."""
        if len(self.names) - len(SYSTEM) >= MOST:
            raise WeChatError(45056)
        self._check(name)
        self._last += 1
        self.names[self._last] = name
        return self._last

    def rename(self, tag: object, name: str) -> None:
        """Give a tag another name."""
        own = self.own(tag)
        self._check(name)
        self.names[own] = name

    def delete(self, tag: int) -> None:
        """Remove a tag."""
        del self.names[self.own(tag)]

    def known(self, tag: object) -> int:
        """The tag's id, if there is such a tag."""
        if not isinstance(tag, int) or tag not in self.names:
            raise WeChatError(45159)
        return tag

    def own(self, tag: object) -> int:
        """The tag's id, if it is one of the account's."""
        if self.known(tag) in SYSTEM:
            raise WeChatError(45058)
        return self.known(tag)

    def _check(self, name: str) -> None:
        if len(name.encode()) > NAME_BYTES:
            raise WeChatError(45158)
        if name in self.names.values():
            raise WeChatError(45157)
