# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""What is run: one entry for each row of the table."""

import os
import shlex
import subprocess
from dataclasses import dataclass, field
from typing import Callable, Optional

from . import answers

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Tool:
    """A command to be measured and how its answer is judged."""

    family: str
    name: str
    command: str
    # Gives the cell of the table from the file with what the command printed.
    judge: Callable[[str], str]
    # Files that it writes: taken away before each run, their size is what is stored.
    outputs: list = field(default_factory=list)
    # For the slow: the first round only.
    runs_once: bool = False
    environment: Optional[dict] = None


def _nothing(_):
    return "–"


def _rows(log, separator="\t"):
    return lambda output: answers.verdict(answers.from_rows(output, separator), log.answer)


def _spoken(names, values):
    """Counts with their names, in words that can be compared."""
    return ", ".join(f"{value} {name}" for name, value in zip(names, values or []))


def _quoted(*words):
    """Words for the shell; those with single quotes only, as SQL has them, stay readable."""
    return " ".join(
        f'"{word}"' if "'" in word and not set(word) & set('"$`\\!') else shlex.quote(word)
        for word in words)


class Recount:
    """The program under test with its case files in `scratch`."""

    def __init__(self, program, scratch):
        self.program = program
        self.scratch = scratch
        self.view = "failures"

    def case(self, name):
        return os.path.join(self.scratch, name + ".recount")

    def query_text(self):
        service = answers.SERVICE_SQL.format(path="path")
        return (
            "SELECT printf('%02d:%02d', end_us / 3600000000 % 24, end_us / 60000000 % 60), "
            f"{service}, count(*) FROM {self.view} WHERE status >= 500 GROUP BY 1, 2")

    def query(self, case, sql):
        """The last row of a query that is not measured; None when it was refused."""
        found = subprocess.run(
            [self.program, "query", sql, "-C", case, "--format", "tsv"], capture_output=True,
            text=True, check=False)
        rows = found.stdout.splitlines()
        return rows[-1].split("\t") if found.returncode == 0 and rows else None

    def choose_view(self, case):
        """A binary that was named may be older than the view of failures."""
        if self.query(case, "SELECT count(*) FROM failures") is None:
            self.view = "requests"

    def ingest(self, log, name, label, options=""):
        case = self.case(name)
        return Tool(
            "recount", label,
            f"{_quoted(self.program, 'ingest', log.path, '-C', case)} --quiet{options}",
            lambda _: self._counted(case, [log.lines, log.lines]), [case])

    def _counted(self, case, expected):
        found = self.query(case, "SELECT sum(lines), sum(events) FROM sources")
        return answers.verdict(
            _spoken(["lines", "events"], found), _spoken(["lines", "events"], expected),
            "all lines are events")

    def ask(self, log, name):
        command = _quoted(self.program, "query", self.query_text(), "-C", self.case(name))
        return Tool(
            "recount", "recount query", command + " --format tsv", _rows(log))

    def ingest_jobs(self, logs):
        case = self.case("jobs")
        return Tool(
            "recount", "recount ingest (job logs)",
            f"{_quoted(self.program, 'ingest', logs.folder, '-C', case)} --quiet",
            lambda _: self._counted_jobs(case, logs.truth), [case])

    def _counted_jobs(self, case, truth):
        found = self.query(
            case,
            "SELECT (SELECT count(*) FROM sources), (SELECT sum(lines) FROM sources), "
            "(SELECT count(*) FROM jobs WHERE failed)")
        names = ["files", "lines", "failed_jobs"]
        return answers.verdict(
            _spoken(names, found), _spoken(names, [truth[name] for name in names]))


def gzip(log):
    return Tool("gzip", "gzip -dc", f"gzip -dc {_quoted(log.path)} > /dev/null", _nothing)


def gzip_jobs(logs):
    return Tool(
        "gzip", "xargs gzip -dc (job logs)",
        f"xargs gzip -dc < {_quoted(logs.listing)} > /dev/null", _nothing)


def mawk(log):
    return Tool(
        "mawk", "gzip -dc, mawk", f"gzip -dc {_quoted(log.path)} | mawk {_quoted(answers.AWK)}",
        _rows(log))


def lnav(log, scratch):
    service = answers.SERVICE_SQL.format(path="cs_uri_stem")
    sql = (
        f";SELECT strftime('%H:%M', log_time), {service}, count(*) FROM access_log "
        "WHERE sc_status >= 500 GROUP BY 1, 2")
    # Its settings and caches go with the run.
    home = os.path.join(scratch, "lnav")
    os.makedirs(home, exist_ok=True)
    return Tool(
        "lnav", "lnav (keeps nothing)",
        _quoted("lnav", "-n", "-c", sql, "-c", ":write-csv-to -", log.path),
        _rows(log, ","), environment={**os.environ, "HOME": home, "TZ": "UTC"})


def duckdb_load(log, python, scratch):
    database = os.path.join(scratch, "access.duckdb")
    program = os.path.join(HERE, "duckdb_peer.py")
    return Tool(
        "duckdb", "DuckDB read_csv into a file",
        _quoted(python, program, "load", log.path, database),
        lambda output: answers.verdict(
            _first_line(output), str(log.lines), "all lines are rows"),
        [database])


def duckdb_ask(log, python, scratch):
    database = os.path.join(scratch, "access.duckdb")
    program = os.path.join(HERE, "duckdb_peer.py")
    return Tool(
        "duckdb", "DuckDB query of its file", _quoted(python, program, "ask", database), _rows(log))


def python_sqlite(log, python, scratch):
    database = os.path.join(scratch, "python.sqlite")
    program = os.path.join(HERE, "python_peer.py")
    return Tool(
        "python", "Python re, sqlite3", _quoted(python, program, log.path, database), _rows(log),
        [database], runs_once=True)


def _first_line(path):
    with open(path, encoding="utf-8") as file:
        return file.readline().strip()
