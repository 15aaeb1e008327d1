# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""What somebody would write to load an access log into DuckDB, and to ask it.

Usage: duckdb_peer.py load LOG.gz DATABASE, which prints the number of rows;
duckdb_peer.py ask DATABASE, which prints minute, service and failures.
"""

import os
import sys

import duckdb

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True

from comparison.answers import SERVICE_SQL  # noqa: E402

# The stamp holds a space, so that it comes as two columns.
COLUMNS = (
    "client dash user stamp zone request status bytes referrer agent time upstream id").split()

LOAD = """
CREATE TABLE request AS SELECT
  strptime(stamp, '[%d/%b/%Y:%H:%M:%S') AS ended, client, nullif(user, '-') AS user,
  split_part(request, ' ', 1) AS method, split_part(request, ' ', 2) AS path,
  split_part(request, ' ', 3) AS protocol, status::SMALLINT AS status, bytes::BIGINT AS bytes,
  nullif(referrer, '-') AS referrer, agent, time::DOUBLE AS time,
  try_cast(upstream AS DOUBLE) AS upstream, id
FROM read_csv(?, delim = ' ', quote = '"', escape = '', header = false, auto_detect = false,
  columns = {columns})
"""

ASK = (
    "SELECT strftime(ended, '%H:%M'), " + SERVICE_SQL.format(path="path")
    + ", count(*) FROM request WHERE status >= 500 GROUP BY 1, 2")


def main():
    if sys.argv[1] == "load":
        columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS) + "}"
        with duckdb.connect(sys.argv[3]) as database:
            database.execute(LOAD.replace("{columns}", columns), [sys.argv[2]])
            print(database.execute("SELECT count(*) FROM request").fetchone()[0])
    else:
        with duckdb.connect(sys.argv[2], read_only=True) as database:
            for row in database.execute(ASK).fetchall():
                print(*row, sep="\t")


main()
