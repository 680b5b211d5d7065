#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs Vigie and its peers on the same files and prints what each names, as Markdown.

    compare.py BED [--vigie PROGRAM] [--peers DIR] [--only CORPUS,…] [--tools NAME,…] [--part open|held]
        [--cached] [--out FILE] [--errors TOOL]

Every tool runs in its own batch mode, one process a corpus. CPU is user plus system time of the process and of what
it started; memory is the largest resident set. Peers' answers are kept in BED/cache, by the content of the corpus and
the version of the peer, so that a second run costs Vigie's time only.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import OrderedDict
from pathlib import Path

from names import ids, judge


# One licence or file in so many is held out: who mends the engine looks at the others only.
HELD_OUT = 3

# Corpora whose words tell -only from -or-later; the texts themselves do not.
TELLING = ("headers", "statements", "real")


class Failed(Exception):
    """A tool that could not be run; says why."""


def run(command, cwd, stdin=None, codes=(0,)):
    """Standard output, CPU seconds and peak megabytes of one command."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as inp:
        if stdin:
            inp.write(stdin.encode())
            inp.seek(0)
        try:
            child = subprocess.Popen(command, cwd=cwd, stdin=inp, stdout=out, stderr=err)
        except OSError as error:
            raise Failed(f"cannot start: {error.strerror}") from error
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode not in codes:
            words = err.read().decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
            raise Failed(f"exit {child.returncode}: {words[0][:160]}")
        return out.read().decode("utf-8", "replace"), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def vigie(program, bed, corpus, paths):
    out, cpu, peak = run([program, "licence", "--format", "json", *paths], bed)
    answers = {}
    for file in json.loads(out)["files"]:
        expression = file.get("expression")
        names = ids(expression)
        for licence in file.get("licences", []):
            if expression is None and not licence.get("rivals"):
                names += [n for n in ids(licence["id"]) if n not in names]
        answers[os.path.relpath(bed / file["path"], bed)] = names
    return answers, cpu, peak


def askalono(program, bed, corpus, paths, flags=()):
    out, cpu, peak = run([program, "--format", "json", "identify", "--batch", *flags], bed, "\n".join(paths) + "\n")
    answers = {}
    for line in out.splitlines():
        if line.startswith("{"):
            entry = json.loads(line)
            result = entry.get("result") or {}
            found = [result.get("license"), *[c.get("license") for c in result.get("containing", [])]]
            answers[entry["path"].strip()] = list(OrderedDict.fromkeys(f["name"] for f in found if f))
    return answers, cpu, peak


def askalono_optimize(program, bed, corpus, paths):
    return askalono(program, bed, corpus, paths, ("--optimize",))


CLASSIFIER = """
import json, sys
from licenseclassifier import identify_license
for path in sys.stdin.read().splitlines():
    data = open(path, 'rb').read()
    for codec in ('utf-16' if data[:2] in (b'\\xff\\xfe', b'\\xfe\\xff') else 'utf-8-sig', 'cp1252', 'latin-1'):
        try:
            text = data.decode(codec)
            break
        except UnicodeDecodeError:
            pass
    print(json.dumps([path, sorted({r.id for r in identify_license(text)})]))
"""


def licenseclassifier(program, bed, corpus, paths):
    out, cpu, peak = run([program, "-c", CLASSIFIER], bed, "\n".join(paths) + "\n")
    return dict(json.loads(line) for line in out.splitlines()), cpu, peak


def licensecheck(program, bed, corpus, paths):
    command = [program, "--shortname-scheme=spdx", "--machine", "--lines=0", "--encoding=utf8", "--check=.", "--ignore=^$"]
    out, cpu, peak = run([*command, *paths], bed)
    answers = {}
    for line in out.splitlines():
        path, _, names = line.partition("\t")
        found = []
        for name in re.split(r" and/or | or | and |, ", re.sub(r"\[.*?\]|\t.*", "", names)):
            name = name.strip()
            name = re.sub(r"^(A?GPL|LGPL|GFDL|EUPL|CECILL)-(\d)(\+?)$", r"\1-\2.0\3", name)
            if name and "~" not in name and name.upper() not in ("UNKNOWN", "*NO COPYRIGHT*"):
                found.append(name)
        answers[path] = [n for n in found if ids(n)]
    return answers, cpu, peak


LICENSEE = """
require 'licensee'
require 'json'
$stdin.each_line(chomp: true) do |path|
  text = File.read(path, encoding: 'utf-8').scrub
  match = Licensee::ProjectFiles::LicenseFile.new(text, File.basename(path)).match
  puts JSON.generate([path, match ? [match.spdx_id] : []])
end
"""


def licensee(program, bed, corpus, paths):
    out, cpu, peak = run([program, "-e", LICENSEE], bed, "\n".join(paths) + "\n")
    answers = {path: [n for n in names if n != "NOASSERTION"] for path, names in map(json.loads, out.splitlines())}
    return answers, cpu, peak


def like_scancode(command, bed, corpus):
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.json"
        _, cpu, peak = run([*command, str(target), str(Path("files") / corpus)], bed, codes=(0, 1))
        report = json.loads(target.read_text(encoding="utf-8"))
    answers = {}
    for file in report["files"]:
        if file.get("type") == "file":
            path = file["path"]
            path = path[path.index(corpus + "/"):] if corpus + "/" in path else path
            answers["files/" + path] = ids(file.get("detected_license_expression_spdx"))
    return answers, cpu, peak


def scancode(program, bed, corpus, paths):
    return like_scancode([program, "--license", "--quiet", "--processes", "1", "--json"], bed, corpus)


def provenant(program, bed, corpus, paths):
    return like_scancode([program, *PROVENANT], bed, corpus)


PROVENANT = ["scan", "--license", "--quiet", "--json"]

# name: (where it is under --peers, how it is run, what prints its version)
TOOLS = OrderedDict(
    [
        ("Vigie", (None, vigie, ["--version"])),
        ("askalono", ("bin/askalono", askalono, ["--version"])),
        ("askalono --optimize", ("bin/askalono", askalono_optimize, ["--version"])),
        ("licenseclassifier (PyPI)", ("venv/bin/python", licenseclassifier, ["-c", "import licenseclassifier as l; print(l.__version__)"])),
        ("licensecheck (Debian)", ("/usr/bin/licensecheck", licensecheck, ["--version"])),
        ("licensee (Debian)", ("/usr/bin/ruby", licensee, ["-e", "require 'licensee'; puts Licensee::VERSION"])),
        ("scancode-toolkit-mini", ("venv/bin/scancode", scancode, ["--version"])),
        ("provenant", ("bin/provenant", provenant, ["--version"])),
    ]
)


def program_of(name, args):
    place = TOOLS[name][0]
    if place is None:
        return str(args.vigie)
    return place if place.startswith("/") else str(args.peers / place)


def version_of(name, program):
    try:
        out = subprocess.run([program, *TOOLS[name][2]], capture_output=True, text=True, check=True, timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        raise Failed(f"not there ({type(error).__name__})") from error
    return " ".join(out.stdout.split())[:80]


def measure(name, args, bed, corpus, items, version):
    """Answers of one tool on one corpus, from the cache where a peer's are there."""
    paths = [i["path"] for i in items]
    stamp = json.dumps([[i["path"], i["sha256"]] for i in items] + [name, version]).encode()
    file = bed / "cache" / (hashlib.sha256(stamp).hexdigest()[:32] + ".json")
    if name != "Vigie" and file.exists():
        return json.loads(file.read_text(encoding="utf-8"))
    if name != "Vigie" and args.cached:
        return None
    answers, cpu, peak = TOOLS[name][1](program_of(name, args), bed, corpus, paths)
    result = {"tool": name, "version": version, "corpus": corpus, "answers": answers, "cpu": cpu, "peak": peak}
    if name != "Vigie":
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    return result


def score(result, items, same_text):
    right, wrong, told, strict, failures = 0, 0, 0, 0, []
    for item in items:
        named = result["answers"].get(item["path"], [])
        good, bad, exact = judge(item, named, same_text)
        right += good
        wrong += bool(bad)
        if exact is not None and item["corpus"] in TELLING:
            told += 1
            strict += exact
        if not good:
            failures.append((item["id"], item["expected"], named, bad))
    return {"right": right, "wrong": wrong, "told": told, "strict": strict, "n": len(items), "cpu": result["cpu"], "peak": result["peak"], "failures": failures}


def part_of(item):
    """The part of the bed that an item is in. All forms of one text are in the same."""
    stem = item["id"].removesuffix("." + item["form"]) if item.get("form") else item["id"]
    stem = stem.rpartition("/")[2]
    return "open" if int(hashlib.sha256(stem.encode()).hexdigest(), 16) % HELD_OUT else "held"


def table(title, head, rows):
    lines = [f"**{title}**", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(r) + " |" for r in rows]) + "\n"


def report(scores, versions, excluded, corpora):
    tools = [t for t in TOOLS if scores.get(t)]
    share = lambda a, b: f"{100 * a / b:.1f}" if b else "–"
    cell = lambda s, f: f(s) if s else "–"
    rows, cost, only = [], [], []
    for corpus in corpora:
        n = next((s[corpus]["n"] for s in scores.values() if corpus in s), 0)
        line = [scores[t].get(corpus) for t in tools]
        rows.append([f"{corpus} ({n})"] + [cell(s, lambda s: f"{share(s['right'], s['n'])} / {s['wrong']}") for s in line])
        cost.append([f"{corpus} ({n})"] + [cell(s, lambda s: f"{s['cpu']:.2f} / {s['peak']:.0f}") for s in line])
        if any(s and s["told"] for s in line):
            told = max(s["told"] for s in line if s)
            only.append([f"{corpus} ({told})"] + [cell(s, lambda s: share(s["strict"], s["told"])) for s in line])
    out = [table("Right % / files given a wrong identifier", ["corpus (n)", *tools], rows)]
    out.append(table("CPU seconds / peak megabytes", ["corpus (n)", *tools], cost))
    out.append(table("-only and -or-later right %, where the words tell", ["corpus (n)", *tools], only))
    out.append("Versions: " + "; ".join(f"{t} `{versions[t]}`" for t in tools) + ".\n")
    for name, why in excluded.items():
        out.append(f"Not quoted: {name}: {why}.\n")
    return "\n".join(out)


def evaluate(name, args, bed, corpora, same_text):
    """Version and scores of one tool; Failed when it is not there or fails the control."""
    version = version_of(name, program_of(name, args))
    scores = {}
    for corpus in ["control", "one-file", *corpora]:
        items = args.items["control"][:1] if corpus == "one-file" else args.items.get(corpus, [])
        if not items or (corpus == "one-file" and name in ("scancode-toolkit-mini", "provenant")):
            continue
        result = measure(name, args, bed, corpus, items, version)
        if result is None:
            continue
        scores[corpus] = score(result, items, same_text)
        print(f"{name}: {corpus}: {scores[corpus]['right']}/{len(items)}, {result['cpu']:.1f} s", file=sys.stderr)
        if corpus == "control" and scores[corpus]["right"] != len(items) and name != "Vigie":
            failures = ", ".join(f"{i} as {n or 'nothing'}" for i, _, n, _ in scores[corpus]["failures"])
            raise Failed(f"fails the control: {failures}")
    return version, scores


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bed", type=Path)
    parser.add_argument("--vigie", default="target/release/vigie", help="the program")
    parser.add_argument("--peers", type=Path, default=Path("peers"), help="folder with bin/ and venv/")
    parser.add_argument("--only", help="corpora, by commas")
    parser.add_argument("--tools", help="tools, by commas")
    parser.add_argument("--part", choices=("open", "held"), help="the part to look at while mending, or the part kept apart")
    parser.add_argument("--cached", action="store_true", help="peers only as far as they were measured before")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--errors", help="list what this tool gets wrong instead of the tables")
    args = parser.parse_args()
    args.vigie = Path(args.vigie).absolute() if "/" in args.vigie else args.vigie
    args.peers = args.peers.absolute()
    bed = args.bed.absolute()
    data = json.loads((bed / "bed.json").read_text(encoding="utf-8"))
    args.items = OrderedDict()
    for item in data["items"]:
        if args.part and item["corpus"] != "control" and part_of(item) != args.part:
            continue
        args.items.setdefault(item["corpus"], []).append(item)
    corpora = [c for c in args.items if c != "control" and (not args.only or c in args.only.split(","))]
    tools = [args.errors] if args.errors else [t for t in TOOLS if not args.tools or t in args.tools.split(",")]
    scores, versions, excluded = {}, {}, {}
    for name in tools:
        try:
            versions[name], scores[name] = evaluate(name, args, bed, corpora, data["same_text"])
        except Failed as why:
            excluded[name] = str(why)
            print(f"{name}: {why}", file=sys.stderr)
    if args.errors:
        for corpus in corpora:
            for item, expected, named, bad in scores.get(args.errors, {}).get(corpus, {}).get("failures", []):
                print(f"{'WRONG' if bad else 'miss '} {item}: expected {expected or 'nothing'}, named {named or 'nothing'}")
        return
    text = report(scores, versions, excluded, ["control", "one-file", *corpora])
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
