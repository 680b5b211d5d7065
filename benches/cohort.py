#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0

"""What a cohort costs, told as ratios to cloning the same repositories with git.

usage: benches/cohort.py VIGIE REPOSITORY…

VIGIE is a release build; each REPOSITORY is a folder of git (bare, or with .git). They are served over loopback by
the real `git http-backend`, behind a small stand-in for GitLab's list of projects. Each round runs, in turn,
`xargs -P8 git clone --bare --depth 1`, then for whole clones and for each size of FILTERS a first `vigie cohort` run
with an empty cache, and a second, unchanged one. Then 100 and 1,000 small repositories are audited, to see whether the
time per repository grows.

Ratios are those of each round, and the median of the rounds is told: on a machine that does other work the seconds of
two rounds cannot be compared. Processor seconds are those of the clients, without the server's.

environment: ROUNDS (3), FILTERS ("8MB 64kB"; empty for none), SMALL (1; 0 leaves the small repositories out)
"""

import http.server
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import typing
import urllib.parse

ROUNDS = int(os.environ.get("ROUNDS", "3"))
FILTERS = os.environ.get("FILTERS", "8MB 64kB").split()
SMALL = os.environ.get("SMALL", "1") == "1"
JOBS = 8


class Server:
    """git http-backend and a list of projects over HTTP/1.1; counts what it is asked and what it sends."""

    def __init__(self, root):
        self.root, self.requests, self.bytes = root, 0, 0
        lock = threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Small answers would wait for the acknowledgement of the ones before them.
            disable_nagle_algorithm = True

            def log_message(self, *_):
                pass

            def count(self, size):
                with lock:
                    outer.requests += 1
                    outer.bytes += size

            def body(self):
                if self.headers.get("Transfer-Encoding") == "chunked":
                    out = b""
                    while size := int(self.rfile.readline().strip() or b"0", 16):
                        out += self.rfile.read(size)
                        self.rfile.readline()
                    self.rfile.readline()
                    return out
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))

            def answer(self):
                url = urllib.parse.urlsplit(self.path)
                if url.path.startswith("/api/"):
                    return self.api(urllib.parse.parse_qs(url.query))
                data = self.body()
                env = dict(
                    os.environ,
                    GIT_PROJECT_ROOT=str(outer.root),
                    GIT_HTTP_EXPORT_ALL="1",
                    GIT_CONFIG_GLOBAL="/dev/null",
                    PATH_INFO=url.path,
                    QUERY_STRING=url.query,
                    REQUEST_METHOD=self.command,
                    CONTENT_TYPE=self.headers.get("Content-Type", ""),
                    HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""),
                    GIT_PROTOCOL=self.headers.get("Git-Protocol", ""),
                    CONTENT_LENGTH=str(len(data)),
                    REMOTE_ADDR="127.0.0.1",
                )
                command = ["git", "-c", "safe.directory=*", "-c", "uploadpack.allowFilter=true", "http-backend"]
                done = subprocess.run(command, input=data, env=env, capture_output=True, check=False).stdout
                head, _, content = done.partition(b"\r\n\r\n")
                status, headers = 200, []
                for line in head.decode().split("\r\n"):
                    name, _, value = line.partition(": ")
                    if name == "Status":
                        status = int(value[:3])
                    elif name:
                        headers.append((name, value))
                self.reply(status, headers, content)

            def api(self, query):
                page, size = int(query.get("page", ["1"])[0]), int(query.get("per_page", ["20"])[0])
                names = sorted(path.name[:-4] for path in outer.root.iterdir())
                host = f"http://127.0.0.1:{outer.port}"
                rows = [
                    {
                        "id": index + 1,
                        "path_with_namespace": f"eig/{name}",
                        "http_url_to_repo": f"{host}/{name}.git",
                        "web_url": f"{host}/eig/{name}",
                        "visibility": "public",
                        "archived": False,
                        "empty_repo": False,
                    }
                    for index, name in enumerate(names)
                ]
                part = rows[(page - 1) * size : page * size]
                more = page * size < len(rows)
                headers = [
                    ("Content-Type", "application/json"),
                    ("X-Total", str(len(rows))),
                    ("X-Page", str(page)),
                    ("X-Next-Page", str(page + 1) if more else ""),
                ]
                if more:
                    query = urllib.parse.urlsplit(self.path)
                    rest = [(k, v) for k, v in urllib.parse.parse_qsl(query.query) if k != "page"]
                    after = urllib.parse.urlencode([*rest, ("page", page + 1)])
                    headers.append(("Link", f'<{host}{query.path}?{after}>; rel="next"'))
                self.reply(200, headers, json.dumps(part).encode())

            def reply(self, status, headers, content):
                self.count(len(content))
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer

        # With the five waiting callers of the standard library, eight at once wait a second for their second attempt.
        kind = type("Listening", (http.server.ThreadingHTTPServer,), {"request_queue_size": 128})
        self.server = kind(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def taken(self):
        out = (self.requests, self.bytes)
        self.requests = self.bytes = 0
        return out


class Spent(typing.NamedTuple):
    """What a process and those that it waited for cost."""

    seconds: float
    processor: float
    peak: float


class Peak(threading.Thread):
    """The most memory that a process had at once, in MiB, as its system tells while it runs.

    What wait4 tells will not do: it counts the memory of this very program, from which the process was made.
    """

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.status, self.mebibytes, self.ended = pathlib.Path(f"/proc/{pid}/status"), 0.0, threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(0.01):
            try:
                lines = self.status.read_text("ascii", "replace").splitlines()
            except OSError:
                return
            told = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
            self.mebibytes = max([self.mebibytes, *(int(size) / 1024 for size in told)])


def timed(command, **more):
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    peak = Peak(child.pid)
    _, status, usage = os.wait4(child.pid, 0)
    spent = time.monotonic() - start
    peak.ended.set()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command} ended with {child.returncode}")
    return Spent(spent, usage.ru_utime + usage.ru_stime, peak.mebibytes)


def cohort(vigie, server, work, *more):
    url = f"http://127.0.0.1:{server.port}"
    # The stand-in is the only server: nobody asks data.gouv.fr.
    env = dict(os.environ, TMPDIR=str(work), VIGIE_CACHE=str(work / "cache"), VIGIE_PORTAL="none")
    command = [vigie, "cohort", "--gitlab", url, "--group", "eig", "--jobs", str(JOBS), "--out", str(work / "out"), *more]
    return timed(command, env=env)


def clone(server, work, names):
    place = work / "clones"
    place.mkdir()
    urls = "\n".join(f"http://127.0.0.1:{server.port}/{name}" for name in names)
    script = f"xargs -P{JOBS} -n1 git -c gc.auto=0 clone --quiet --bare --depth 1"
    with subprocess.Popen(["printf", "%s", urls], stdout=subprocess.PIPE) as feed:
        spent = timed(["sh", "-c", script], stdin=feed.stdout, cwd=place, env=dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null"))
    shutil.rmtree(place)
    return spent


def real(vigie, repositories):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        root = folder / "root"
        root.mkdir()
        for path in map(pathlib.Path, repositories):
            git = path / ".git" if (path / ".git").exists() else path
            name = next(part for part in reversed(path.parts) if part not in ("repo", ".git")).removesuffix(".git")
            (root / f"{name}.git").symlink_to(git.resolve())
        server = Server(root)
        names = sorted(path.name for path in root.iterdir())
        clone(server, folder, names)  # warms the disk's cache; not counted
        git, runs = [], {name: [] for name in ("whole clones", *FILTERS)}
        for _ in range(ROUNDS):
            server.taken()
            git.append((clone(server, folder, names), server.taken()))
            for name, done in runs.items():
                more = () if name == "whole clones" else ("--filter", name)
                work = folder / "work"
                work.mkdir()
                first = (cohort(vigie, server, work, *more), server.taken())
                second = (cohort(vigie, server, work, *more), server.taken())
                summary = json.loads((work / "out" / "cohort.json").read_text("utf-8"))["summary"]
                done.append((first, second, summary["failed"]))
                shutil.rmtree(work)
        count = len(names)
        middle = statistics.median
        print(f"{count} repositories, {ROUNDS} rounds, medians of the rounds")
        print(
            f"  xargs -P{JOBS} git clone --bare --depth 1: {middle(one.seconds for one, _ in git):.2f} s, "
            f"{middle(one.processor for one, _ in git):.2f} s of processor, {git[0][1][0]} requests, {git[0][1][1] >> 20} MiB"
        )
        for name, done in runs.items():
            ratio = middle(first[0].seconds / one.seconds for (first, _, _), (one, _) in zip(done, git))
            busy = middle(first[0].processor / one.processor for (first, _, _), (one, _) in zip(done, git))
            again = middle(second[0].seconds / first[0].seconds for first, second, _ in done)
            print(f"  vigie cohort, {name}; failed: {done[0][2]}")
            print(f"    first run over git clone: {ratio:.2f} in time, {busy:.2f} in processor time of the clients")
            print(
                f"    {middle(first[0].seconds for first, _, _ in done):.2f} s, {middle(first[0].processor for first, _, _ in done):.2f} s "
                f"of processor, peak memory {max(first[0].peak for first, _, _ in done):.0f} MiB, "
                f"{done[0][0][1][0] / count:.2f} requests a repository, {done[0][0][1][1] >> 20} MiB"
            )
            print(
                f"    unchanged second run over the first: {again:.3f} ({middle(second[0].seconds for _, second, _ in done):.2f} s, "
                f"{middle(second[0].processor for _, second, _ in done):.2f} s of processor, {done[0][1][1][0] / count:.2f} requests a repository)"
            )


def small(vigie):
    spent = {}
    for count in (100, 1000):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            root = folder / "root"
            root.mkdir()
            work = folder / "seed"
            for command in (
                ["git", "init", "--quiet", str(work)],
                ["git", "-C", str(work), "-c", "user.name=v", "-c", "user.email=v@example.org", "commit", "--quiet", "--allow-empty", "-m", "one"],
            ):
                subprocess.run(command, check=True)
            (work / "README.md").write_text("# Outil\n\nUn petit outil.\n", "utf-8")
            subprocess.run(["git", "-C", str(work), "add", "."], check=True)
            subprocess.run(
                ["git", "-C", str(work), "-c", "user.name=v", "-c", "user.email=v@example.org", "commit", "--quiet", "-m", "two"],
                check=True,
            )
            subprocess.run(["git", "clone", "--quiet", "--bare", str(work), str(root / "r0000.git")], check=True)
            for index in range(1, count):
                shutil.copytree(root / "r0000.git", root / f"r{index:04}.git")
            server = Server(root)
            place = folder / "work"
            place.mkdir()
            spent[count] = cohort(vigie, server, place)
    few, many, peak = spent[100].seconds, spent[1000].seconds, spent[1000].peak
    print(f"small repositories: {few / 100 * 1000:.1f} ms each of 100, {many / 1000 * 1000:.1f} ms each of 1,000 (ratio {many / few / 10:.2f}), peak memory {peak:.0f} MiB")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    vigie = str(pathlib.Path(sys.argv[1]).resolve())
    if sys.argv[2:]:
        real(vigie, sys.argv[2:])
    if SMALL:
        small(vigie)


if __name__ == "__main__":
    main()
