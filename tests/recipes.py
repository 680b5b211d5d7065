#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0

"""Tries the recipes of docs/deploy/ as far as a machine without a cluster can.

usage: tests/recipes.py VIGIE

The jobs of Kubernetes are checked against its schemas (kubernetes-validate) and their commands are run here, part
by part, with the index that a cluster would give; the report of the merge must be that of one run. The timer and
the service are checked by systemd, and the service's own command is run; the image's recipe is checked by hadolint.
"""

import filecmp
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

DEPLOY = pathlib.Path(__file__).resolve().parent.parent / "docs" / "deploy"
SOURCE = "--gitlab https://gitlab.example.org --group eig"


def run(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"tests/recipes.py: {command} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def checked_by(tool, *arguments):
    found = shutil.which(tool, path=os.pathsep.join([str(pathlib.Path(sys.executable).parent), os.environ["PATH"]]))
    if found is None:
        sys.exit(f"tests/recipes.py: {tool} is not installed")
    run([found, *arguments])
    print(f"   {tool}: {', '.join(pathlib.Path(one).name for one in arguments if not one.startswith('-'))}")


def repositories(folder):
    """Some bare repositories."""
    who = ["-c", "user.name=Vigie", "-c", "user.email=vigie@example.org"]
    for name in ("un", "deux", "trois", "quatre", "cinq", "six"):
        work = folder / "seed" / name
        run(["git", "init", "--quiet", str(work)])
        (work / "README.md").write_text(f"# {name}\n\nUn outil.\n", "utf-8")
        run(["git", "-C", str(work), "add", "--all"])
        run(["git", "-C", str(work), *who, "commit", "--quiet", "--message", "First version"])
        run(["git", "clone", "--quiet", "--bare", str(work), str(folder / "cohort" / f"{name}.git")])
    return folder / "cohort"


def same(one, other):
    """Both folders hold the same files."""
    seen = filecmp.dircmp(one, other)
    if seen.left_only or seen.right_only:
        sys.exit(f"tests/recipes.py: {one} and {other} differ: {seen.left_only} {seen.right_only}")
    _, differ, odd = filecmp.cmpfiles(one, other, seen.common_files, shallow=False)
    if differ or odd:
        sys.exit(f"tests/recipes.py: {one} and {other} differ: {differ} {odd}")
    for name in seen.common_dirs:
        same(one / name, other / name)


def cluster(vigie, work, cohort):
    """The commands of the two jobs, as a cluster would run them."""
    audit, merge = yaml.safe_load_all((DEPLOY / "cohort-job.yaml").read_text("utf-8"))
    audit, merge = (job["spec"]["jobTemplate"] for job in (audit, merge))
    parts = audit["spec"]["completions"]

    def shell(job, index=None):
        (script,) = job["spec"]["template"]["spec"]["containers"][0]["args"]
        script = script.replace("vigie ", f"{vigie} ", 1).replace("/data", str(work / "data"))
        script = script.replace(SOURCE, f"--from {cohort}")
        env = dict(os.environ, SOURCE_DATE_EPOCH="1790000000")
        if index is not None:
            env["JOB_COMPLETION_INDEX"] = str(index)
        run(["sh", "-c", script], env=env)

    for index in range(parts):
        shell(audit, index)
    shell(merge)
    whole = work / "whole"
    run(
        [vigie, "cohort", "--from", str(cohort), "--no-cache", "--out", str(whole)],
        env=dict(os.environ, SOURCE_DATE_EPOCH="1790000000"),
    )
    # The merge keeps the history elsewhere.
    (whole / "history.jsonl").unlink()
    same(work / "data" / "report", whole)
    print(f"   the jobs of Kubernetes: {parts} parts make the report of one run")


def service(vigie, work, cohort):
    """The service's own command, with the folders that systemd would give it."""
    text = (DEPLOY / "vigie-cohort.service").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("ExecStart="))
    for place, folder in (("%d", "credentials"), ("%S", "state"), ("%C", "cache")):
        (work / folder).mkdir(exist_ok=True)
        line = line.replace(place, str(work / folder))
    (work / "credentials" / "gitlab-token").write_text("unused\n", "utf-8")
    file = work / "cohort.toml"
    file.write_text(f'folder = "{cohort}"\n', "utf-8")
    command = line.removeprefix("ExecStart=").replace("/usr/local/bin/vigie", vigie).replace("/etc/vigie/cohort.toml", str(file))
    run(command.split(), env=dict(os.environ, VIGIE_CACHE=str(work / "cache" / "vigie")))
    if not (work / "state" / "vigie" / "report" / "index.html").is_file():
        sys.exit("tests/recipes.py: the service leaves no report")
    print("   the command of the service leaves a report")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    vigie = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        cohort = repositories(work)
        cluster(vigie, work, cohort)
        service(vigie, work, cohort)
        # systemd looks whether the command exists.
        units = [work / "vigie-cohort.service", work / "vigie-cohort.timer"]
        for unit in units:
            text = (DEPLOY / unit.name).read_text("utf-8")
            unit.write_text(text.replace("/usr/local/bin/vigie", vigie), "utf-8")
        checked_by("systemd-analyze", "verify", *map(str, units))
    checked_by("kubernetes-validate", "--strict", str(DEPLOY / "cohort-job.yaml"))
    checked_by("hadolint", str(DEPLOY / "Dockerfile"))


if __name__ == "__main__":
    main()
