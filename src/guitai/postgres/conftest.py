"""What the tests of the embedded server do to its folder, and ask it."""

import psycopg


def one(url, sql):
    """The first row that this statement gives."""
    with psycopg.connect(url) as connection:
        return connection.execute(sql).fetchone()


def cluster(data, **files):
    """A folder as somebody may have left it."""
    place = data / "postgres" / "cluster"
    place.mkdir(parents=True)
    for name, text in files.items():
        (place / name).write_text(text)
