"""Where pytest finds the fixtures: PostgreSQL, a bank, a phone."""

pytest_plugins = ["guitai.testing.fixtures", "guitai.testing.phones"]
