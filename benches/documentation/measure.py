#!/usr/bin/env python3
"""Compares the rules on READMEs with what people read in them (readings.csv).

Give the folder that holds clones, one folder OWNER+NAME a repository, and, if it is not on the path, the program:
    python3 benches/documentation/measure.py CLONES [vigie]
"""

import collections
import csv
import json
import pathlib
import subprocess
import sys

clones = pathlib.Path(sys.argv[1])
program = sys.argv[2] if len(sys.argv) > 2 else "vigie"
read = list(csv.DictReader(open(pathlib.Path(__file__).with_name("readings.csv"), encoding="utf-8")))
verdicts = {}
for name in sorted({row["repository"] for row in read}):
    folder = clones / name.replace("/", "+", 1)
    if not folder.is_dir():
        print(f"{name}: no clone", file=sys.stderr)
        continue
    command = [program, "audit", str(folder), "--only", "documentation", "--format", "json", "--offline"]
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    for verdict in json.loads(out)["verdicts"]:
        verdicts[name, verdict["rule"]] = verdict["verdict"]

counts = collections.defaultdict(lambda: [0, 0, 0, 0])
for row in read:
    said = verdicts.get((row["repository"], row["rule"]))
    if said not in ("pass", "fail") or row["read"] == "doubt":
        continue
    at = 0 if said == "pass" else 2
    count = counts[row["set"], row["rule"]]
    count[at] += 1
    count[at + 1] += said == row["read"]
    if said != row["read"]:
        print(f"{row['repository']} {row['rule']}: says {said}, read as {row['read']}")
for (name, rule), (passes, right, failures, rightly) in sorted(counts.items()):
    print(f"{name:8} {rule:40} passes {right}/{passes} failures {rightly}/{failures}")
