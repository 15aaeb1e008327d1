# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""Runs one shell command and prints what it took: wall seconds, CPU seconds, peak KiB, exit code.

Usage: meter.py COMMAND OUTPUT ERRORS

A program of its own because of the peak: a process begins with that of the one which it was forked
from, so whatever runs a command must be as small as it can be. It imports nothing that it can do
without, and is to be started with -I -S.
"""

import os
import sys
import time

WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC

_, command, output, errors = sys.argv
start = time.perf_counter()
process = os.posix_spawn("/bin/sh", ["/bin/sh", "-c", command], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
    (os.POSIX_SPAWN_OPEN, 1, output, WRITE, 0o644),
    (os.POSIX_SPAWN_OPEN, 2, errors, WRITE, 0o644),
])
_, status, usage = os.wait4(process, 0)
wall = time.perf_counter() - start
print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
