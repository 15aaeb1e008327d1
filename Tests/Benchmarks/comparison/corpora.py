# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""Makes the logs once and keeps them in the work folder with what is true of them."""

import os
import subprocess

from . import answers
from .packages import say
from .programs import corpus_key


class AccessLog:
    """A gzipped access log with its truth."""

    def __init__(self, path, lines, answer):
        self.path = path
        self.lines = lines
        self.answer = answer


class JobLogs:
    """A folder of gzipped job logs, the list of its files and its truth."""

    def __init__(self, folder, listing, truth):
        self.folder = folder
        self.listing = listing
        self.truth = truth


def access(program, work, lines, seed=1):
    path = os.path.join(work, f"access-{lines}-seed{seed}-{corpus_key()}.log.gz")
    if not os.path.exists(path):
        say(f"corpus access {lines} --seed {seed} | gzip -6 > {os.path.relpath(path)}")
        _make_access(program, path, lines, seed)
    truth = answers.load_json(_truth_path(path))
    return AccessLog(path, truth["lines"], answers.from_truth(truth))


def ten_times(program, work, lines):
    """Ten logs of different seeds as the members of one file: ten times the values, too."""
    path = os.path.join(work, f"access-{lines}-ten-{corpus_key()}.log.gz")
    if not os.path.exists(path):
        with open(path + ".part", "wb") as whole:
            for seed in range(1, 11):
                part = access(program, work, lines, seed).path
                subprocess.run(["cat", part], stdout=whole, check=True)
        os.rename(path + ".part", path)
    return AccessLog(path, 10 * lines, None)


def named(path, scratch):
    """A log that was made elsewhere; what is true of it is what awk counts."""
    path = os.path.abspath(path)
    if os.path.exists(_truth_path(path)):
        truth = answers.load_json(_truth_path(path))
        return AccessLog(path, truth["lines"], answers.from_truth(truth))
    say(f"{path} has no truth beside it: awk counts it")
    rows = os.path.join(scratch, "rows")
    with open(rows, "wb") as out:
        subprocess.run(
            ["/bin/sh", "-c", 'gzip -dc "$1" | awk "$2"', "sh", path, answers.AWK], stdout=out,
            check=True)
    answer = answers.from_rows(rows)
    lines = subprocess.run(
        ["/bin/sh", "-c", 'gzip -dc "$1" | wc -l', "sh", path], capture_output=True, check=True)
    return AccessLog(path, int(lines.stdout), answer)


def jobs(program, work, count):
    folder = os.path.join(work, f"jobs-{count}-{corpus_key()}")
    truth = folder + ".truth.json"
    if not os.path.exists(truth):
        say(f"corpus jobs {count} {os.path.relpath(folder)}")
        made = subprocess.run(
            [program, "jobs", str(count), folder], stderr=subprocess.PIPE, check=True)
        _keep(truth, made.stderr)
    listing = folder + ".list"
    with open(listing, "w", encoding="utf-8") as out:
        for name in sorted(os.listdir(folder)):
            out.write(os.path.join(folder, name) + "\n")
    return JobLogs(folder, listing, answers.load_json(truth))


def _truth_path(path):
    return path.removesuffix(".log.gz") + ".truth.json"


def _make_access(program, path, lines, seed):
    with open(path + ".part", "wb") as out:
        maker = subprocess.Popen(
            [program, "access", str(lines), "--seed", str(seed)], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        packer = subprocess.Popen(["gzip", "-6", "-n"], stdin=maker.stdout, stdout=out)
        # Only the packer may hold the pipe, or the maker would not see it go.
        maker.stdout.close()
        truth = maker.stderr.read()
        if maker.wait() != 0 or packer.wait() != 0:
            raise SystemExit(f"compare: the corpus was not made: {truth.decode()}")
    _keep(_truth_path(path), truth)
    os.rename(path + ".part", path)


def _keep(path, content):
    with open(path + ".part", "wb") as out:
        out.write(content)
    os.rename(path + ".part", path)
