# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""What somebody would write to load an access log into SQLite with Python alone, and to ask it.

Usage: python_peer.py LOG.gz DATABASE, which prints minute, service and failures.
"""

import gzip
import os
import re
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True

from comparison.answers import SERVICE_SQL  # noqa: E402

LINE = re.compile(
    r'(\S+) \S+ (\S+) \[([^\]]+)\] "(\S+) (\S+) (\S+)" (\d+) (\d+) "([^"]*)" "([^"]*)" '
    r"(\S+) (\S+) (\S+)")

ASK = (
    "SELECT substr(stamp, 13, 5), " + SERVICE_SQL.format(path="path")
    + ", count(*) FROM request WHERE status >= 500 GROUP BY 1, 2")


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as log:
        for line in log:
            found = LINE.match(line)
            if found:
                yield found.groups()


def main():
    database = sqlite3.connect(sys.argv[2])
    database.execute(
        "CREATE TABLE request(client, user, stamp, method, path, protocol, status INTEGER, "
        "bytes INTEGER, referrer, agent, time REAL, upstream REAL, id)")
    marks = ", ".join("?" * 13)
    with database:
        database.executemany(f"INSERT INTO request VALUES ({marks})", rows(sys.argv[1]))
    for row in database.execute(ASK):
        print(*row, sep="\t")


main()
