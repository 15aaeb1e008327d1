# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""Runs the tools in turn, so that whatever drifts on the machine drifts for all of them."""

import os
from dataclasses import dataclass, field

from .measure import median, run
from .packages import say


@dataclass
class Result:
    """The runs of one tool and what was said of its answers."""

    tool: object
    runs: list = field(default_factory=list)
    # Wall time against that of the first tool of the same round.
    ratios: list = field(default_factory=list)
    verdicts: list = field(default_factory=list)

    def median(self, name):
        return median([getattr(run, name) for run in self.runs])


def measure_in_turn(tools, rounds, scratch):
    """A B C A B C …, the first tool being what the others are compared with.

    Every tool begins without its outputs of the round before; they stay until the end of the round,
    since a later tool may ask the file that an earlier one wrote.
    """
    results = [Result(tool) for tool in tools]
    for number in range(rounds):
        first = None
        for result in results:
            tool = result.tool
            if tool.runs_once and number > 0:
                continue
            _remove(tool)
            output = os.path.join(scratch, "answer")
            taken = run(tool.command, output, tool.environment)
            taken.stored = sum(os.path.getsize(path) for path in tool.outputs)
            first = first or taken
            result.runs.append(taken)
            result.ratios.append(taken.wall / first.wall)
            verdict = tool.judge(output)
            if verdict not in result.verdicts:
                result.verdicts.append(verdict)
            say(f"round {number + 1} of {rounds}: {tool.name}: {taken.wall:.2f} s, {verdict}")
        for result in results:
            _remove(result.tool)
    return results


def _remove(tool):
    for path in tool.outputs:
        for ending in ["", "-journal", "-wal", "-shm", ".wal"]:
            if os.path.exists(path + ending):
                os.remove(path + ending)
