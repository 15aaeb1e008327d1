# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""The question that every tool is asked: failures (status 500 or above) by minute and service."""

import json
from dataclasses import dataclass

# A service is what the path says: /api/NAME/… is NAME, /static/… is static, all else is web.
# SQLite's and DuckDB's functions agree on this much.
SERVICE_SQL = (
    "CASE WHEN {path} LIKE '/api/%' THEN substr({path}, 6, instr(substr({path}, 6), '/') - 1) "
    "WHEN {path} LIKE '/static/%' THEN 'static' ELSE 'web' END")

# The same for awk, and for the truth of a corpus that was not made here.
AWK = (
    '$9 >= 500 { n = split($7, part, "/"); service = part[2] == "api" ? part[3] : '
    'part[2] == "static" ? "static" : "web"; count[substr($4, 14, 5) "\\t" service]++ } '
    'END { for (key in count) print key "\\t" count[key] }')


@dataclass
class Answer:
    """What is compared of an answer: three sums that wrong rows do not give by chance."""

    failures: int
    groups: int
    failures_11_to_12: int

    def __str__(self):
        return (f"{self.failures:,} failures in {self.groups:,} groups, "
                f"{self.failures_11_to_12:,} from 11:00 to 12:00")


def from_rows(path, separator="\t"):
    """Reads rows of minute (HH:MM), service and count; a header or any other line is skipped."""
    failures = groups = in_hour = 0
    with open(path, encoding="utf-8", errors="replace") as rows:
        for row in rows:
            cells = row.rstrip("\n").split(separator)
            if len(cells) != 3 or not cells[2].isdigit():
                continue
            failures += int(cells[2])
            groups += 1
            if cells[0].startswith("11:"):
                in_hour += int(cells[2])
    return Answer(failures, groups, in_hour)


def from_truth(truth):
    return Answer(truth["failures"], truth["groups"], truth["failures_11_to_12"])


def load_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def verdict(found, expected, right="right"):
    """A cell for the table: that an answer is right, or in what it differs."""
    return right if found == expected else f"differs: {found}, not {expected}"


def differs(cell):
    return cell.startswith("differs")
