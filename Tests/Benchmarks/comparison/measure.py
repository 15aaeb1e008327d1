# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""Runs a command and tells what it took."""

import os
import statistics
import subprocess
import sys
from dataclasses import dataclass

METER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "meter.py")


class CommandFailed(Exception):
    """A command that was to be measured did not end well."""


@dataclass
class Run:
    """What one run of a command took."""

    wall: float
    cpu: float
    peak_mib: float
    stored: int = 0


def run(command, output, environment=None):
    """Runs a shell command, standard output going to the file `output`.

    CPU is that of all processes of the command; the peak is that of the largest of them, not their
    sum, and is never seen below `peak_floor`.
    """
    errors = output + ".err"
    # What the run before left to be written to disk must not be paid by this one.
    os.sync()
    taken = subprocess.run(
        [sys.executable, "-I", "-S", METER, command, output, errors], env=environment, check=True,
        capture_output=True, text=True).stdout.split()
    if taken[3] != "0":
        with open(errors, encoding="utf-8", errors="replace") as text:
            raise CommandFailed(f"exit code {taken[3]}: {command}\n{text.read()[-2000:]}")
    return Run(float(taken[0]), float(taken[1]), int(taken[2]) / 1024)


def peak_floor(scratch):
    """The smallest peak of memory that `run` can tell, in MiB: that of the meter itself."""
    return run("true", scratch).peak_mib


def median(values):
    return statistics.median(values)
