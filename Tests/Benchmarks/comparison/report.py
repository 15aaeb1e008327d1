# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""Prints what was measured as Markdown."""

import os
import platform
import subprocess
import sys

from .measure import median
from .programs import ROOT


def table(title, results, floor):
    """A row for each tool: medians, and the median of its ratios to the first one."""
    first = results[0].tool.name.split(" (")[0]
    lines = [
        f"## {title}", "",
        f"| Tool | Wall s | ÷ {first} | CPU s | Peak MiB | Stored MB | Answer |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for result in results:
        peak = result.median("peak_mib")
        stored = result.median("stored")
        name = result.tool.name + (" (one run)" if result.tool.runs_once else "")
        lines.append(
            f"| {name} | {result.median('wall'):.2f} | {median(result.ratios):.2f} "
            f"| {result.median('cpu'):.2f} | {_peak(peak, floor)} "
            f"| {f'{stored / 1e6:.1f}' if stored else '–'} | {'; '.join(result.verdicts)} |")
    return "\n".join(lines)


def memory(short, long, floor):
    """How the peak grows when a log is ten times as long."""
    return "\n".join([
        "## A log ten times as long", "",
        f"One ingest of the log: peak {_peak(short.peak_mib, floor)} MiB; of ten logs of different "
        f"seeds in one file: {_peak(long.peak_mib, floor)} MiB in {long.wall:.2f} s. "
        f"Ratio of the peaks: {long.peak_mib / short.peak_mib:.2f}.",
    ])


def commands(results, work):
    """What was run, without the folders of this machine."""
    lines = ["## Commands", ""]
    for result in results:
        command = result.tool.command
        for path, shown in [(work, "$WORK"), (ROOT + os.sep, ""), (sys.executable, "python3")]:
            command = command.replace(path, shown)
        lines.append(f"- {result.tool.name}: `{command}`")
    return "\n".join(lines)


def machine(files, versions, rounds, floor):
    lines = ["## Machine and versions", ""]
    lines.append(f"- {os.cpu_count()} cores, {_processor()}, {_memory_gib()} GiB, {_system()}")
    for path in files:
        lines.append(f"- {os.path.basename(path)}: {os.path.getsize(path):,} bytes")
    lines += [f"- {name}: {version}" for name, version in versions]
    lines.append(f"- Recount at commit {_commit()}")
    lines.append(
        f"- runs of each: {rounds}, in turn, page cache warm; figures are medians, the peak is that "
        f"of the largest process of a command, and none below {floor:.0f} MiB can be seen")
    return "\n".join(lines)


def version(command):
    """The first line that a tool prints about itself."""
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (found.stdout + found.stderr).strip().splitlines()
    return lines[0] if lines else "unknown"


def _peak(peak, floor):
    # A little more than the floor cannot be told from it.
    return f"< {floor + 1:.0f}" if peak < floor + 1 else f"{peak:.0f}"


def _processor():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        for line in info:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def _memory_gib():
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _system():
    name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    return f"{name}, Linux {platform.release()}"


def _commit():
    def git(*words):
        return subprocess.run(
            ["git", "-C", ROOT, *words], capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no")
    commit = git("rev-parse", "--short=12", "HEAD") or "unknown"
    return commit + " with changes" if changed else commit
