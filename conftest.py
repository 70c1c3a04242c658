"""Where pytest finds the fixtures: PostgreSQL, a bank, a phone."""

import os

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # as `guitai` does: names sound the same here as in a bank

pytest_plugins = ["guitai.testing.fixtures", "guitai.testing.phones"]
