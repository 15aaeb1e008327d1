# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Recount authors

"""Builds what is measured and what makes the corpora, in release mode."""

import hashlib
import os
import subprocess
import sys

from .packages import say

BENCHMARKS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(os.path.dirname(BENCHMARKS))


def _build(folder, product):
    command = ["swift", "build", "-c", "release", "--product", product]
    say(f"{' '.join(command)} (in {os.path.relpath(folder)})")
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
    binaries = subprocess.run(
        ["swift", "build", "-c", "release", "--show-bin-path"], cwd=folder, check=True,
        capture_output=True, text=True).stdout.strip()
    return os.path.join(binaries, product)


def recount():
    """The program under test; a binary that is there already can be named, as the tests do."""
    named = os.environ.get("RECOUNT_BINARY")
    if named:
        return os.path.abspath(named)
    subprocess.run([os.path.join(ROOT, ".ci", "packages")], check=True, stdout=sys.stderr)
    return _build(ROOT, "recount")


def corpus():
    return _build(BENCHMARKS, "corpus")


def corpus_key():
    """Tells one generator from another, so that a corpus of an older one is never measured."""
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(os.path.join(BENCHMARKS, "Sources", "Corpora")):
        folders.sort()
        for name in sorted(names):
            with open(os.path.join(folder, name), "rb") as source:
                digest.update(source.read())
    return digest.hexdigest()[:8]
