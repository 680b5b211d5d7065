#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0
"""Builds the bed of licence detection into a folder: files to read, and `bed.json` that says what each holds.

    build.py OUT [--registry DIR] [--spdx DIR] [--spdx-xml GITDIR] [--french DIR]... [--mirrors DIR]

What is not given is left out, and said. README.md tells where each source comes from.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

from forms import FORMS

HERE = Path(__file__).parent
TAGS = {"{{SPDX}}": "SPDX-License-Identifier", "{{FCT}}": "SPDX-FileCopyrightText"}

# The identifiers whose texts are met in every form.
POPULAR = """0BSD AFL-3.0 AGPL-3.0-or-later Apache-1.1 Apache-2.0 APSL-2.0 Artistic-1.0-Perl Artistic-2.0 BSD-1-Clause
BSD-2-Clause BSD-3-Clause BSD-3-Clause-Clear BSD-4-Clause BlueOak-1.0.0 BSL-1.0 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-3.0
CC-BY-SA-4.0 CC-BY-NC-4.0 CC-BY-NC-SA-4.0 CC0-1.0 CDDL-1.0 CECILL-2.1 CPL-1.0 ECL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1
EUPL-1.2 GFDL-1.3-or-later GPL-2.0-only GPL-3.0-or-later HPND ICU ISC LGPL-2.0-only LGPL-2.1-only LGPL-3.0-only
LPPL-1.3c MIT MIT-0 MPL-1.1 MPL-2.0 MS-PL MS-RL MulanPSL-2.0 NCSA ODbL-1.0 ODC-By-1.0 OFL-1.1 OSL-3.0 PDDL-1.0
PostgreSQL Python-2.0 Ruby UPL-1.0 Unicode-3.0 Unlicense W3C WTFPL X11 Zlib etalab-2.0""".split()

# Texts that any tool knows: a peer that fails one of these is not run as it should, and not quoted. Not ISC, whose
# text in the list bears the names of one holder.
CONTROL = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "GPL-2.0-only", "GPL-3.0-only"]

# What the name of a licence file of a crate says of its content.
FILE_NAMES = [
    (r"apache|_a2", "Apache-2.0"), (r"mit-?0", "MIT-0"), (r"mit", "MIT"), (r"unlicense", "Unlicense"),
    (r"zlib", "Zlib"), (r"isc", "ISC"), (r"0bsd", "0BSD"), (r"bsd-3", "BSD-3-Clause"), (r"bsd-2", "BSD-2-Clause"),
    (r"cc0", "CC0-1.0"), (r"unicode", "Unicode-3.0"), (r"boost", "BSL-1.0"),
]
LICENCE_FILE = re.compile(r"(licen[cs]es?|copying|unlicense|copyright|notice)([-_.].*)?$|.*licen[cs]e(\.md|\.txt)?$", re.I)
NOT_TEXT = (".toml", ".rs", ".json", ".html", ".orig")
# Words that would make a file more than plain code or prose.
OF_LICENCES = re.compile(r"licen[cs]|copyright|©|\bMIT\b|GPL|apache|public domain|CC0|creative commons|SPDX|warrant", re.I)


class Bed:
    def __init__(self, out):
        self.out, self.items, self.left_out = out, [], []

    def add(self, corpus, name, file, data, expected, **more):
        safe = re.sub(r"[^A-Za-z0-9._+-]+", "_", name)
        path = Path("files") / corpus / safe / file
        target = self.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != data:
            target.write_bytes(data)
        item = {"id": f"{corpus}/{safe}", "corpus": corpus, "path": str(path), "expected": expected}
        item.update({k: v for k, v in more.items() if v})
        item["sha256"] = hashlib.sha256(data).hexdigest()
        self.items.append(item)

    def drop_others(self):
        """Removes what an earlier build left and this one does not hold."""
        held = {str(self.out / item["path"]) for item in self.items}
        for folder, _, files in os.walk(self.out / "files", topdown=False):
            for file in files:
                if os.path.join(folder, file) not in held:
                    os.remove(os.path.join(folder, file))
            if not os.listdir(folder):
                os.rmdir(folder)


def plain(text):
    return re.sub(r"\W+", "", text.lower())


def spdx_texts(folder):
    """The list's texts by identifier: one JSON file each, with `licenseText`."""
    texts = {}
    for file in sorted(folder.glob("*.json")):
        text = json.loads(file.read_text(encoding="utf-8")).get("licenseText", "")
        if text.strip():
            texts[file.stem] = text
    return texts


def same_texts(texts):
    """For identifiers that the list gives one text: all of them to the first, in lower case."""
    first, same = {}, {}
    for name in sorted(texts, key=lambda n: (len(n), n)):
        key = plain(texts[name])
        if key in first:
            same[name.lower()] = first[key].lower()
        else:
            first[key] = name
    return same


def add_spdx(bed, texts):
    for name in CONTROL:
        bed.add("control", name, "LICENSE.txt", texts[name].encode(), [name])
    for name, text in texts.items():
        bed.add("spdx-exact", name, "LICENSE.txt", text.encode(), [name])
    for name in POPULAR:
        for form, (ext, make) in FORMS.items():
            bed.add("spdx-forms", f"{name}.{form}", "LICENSE" + ext, make(texts[name]), [name], form=form)


def add_headers(bed, git_dir):
    """The standard headers of the list, from its XML sources."""
    found = {}
    for path in git(git_dir, "ls-tree", "--name-only", "HEAD", "src/").decode().split():
        if not path.endswith(".xml"):
            continue
        root = ET.fromstring(git(git_dir, "show", f"HEAD:{path}"))
        for licence in root.iter("{http://www.spdx.org/license}license"):
            if licence.get("isDeprecated") == "true" or licence.get("deprecatedVersion"):
                continue
            for i, header in enumerate(licence.iter("{http://www.spdx.org/license}standardLicenseHeader")):
                text = element_text(header)
                if len(text) > 40:
                    found[f"{licence.get('licenseId')}{'.' + str(i) if i else ''}"] = (licence.get("licenseId"), text)
    by_text = {}
    for name, text in found.values():
        by_text.setdefault(plain(text), []).append(name)
    for key, (name, text) in sorted(found.items()):
        others = [[o] for o in by_text[plain(text)] if o != name]
        bed.add("headers", key, "header.txt", text.encode(), [name], alternatives=others)


def element_text(element):
    out = []

    def walk(e):
        tag = e.tag.rsplit("}", 1)[-1]
        if tag in ("p", "item", "list"):
            out.append("\n\n")
        if tag == "br":
            out.append("\n")
        out.append(re.sub(r"\s+", " ", e.text or ""))
        for child in e:
            walk(child)
            out.append(re.sub(r"\s+", " ", child.tail or ""))

    walk(element)
    text = "\n".join(line.strip() for line in "".join(out).splitlines())
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def add_french(bed, folders):
    """Texts named `SPDX-ID.LANGUAGE[.form].ext`; every form of the plain ones."""
    seen = set()
    for folder in folders:
        for file in sorted(folder.iterdir()):
            match = re.match(r"(.+?)\.(fr|en)\.", file.name)
            if not match or not file.is_file():
                continue
            data = file.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if digest in seen:
                continue
            seen.add(digest)
            expected = [match.group(1)]
            bed.add("french-exact", file.name, file.name, data, expected)
            if file.suffix == ".htm":
                continue
            text = data.decode("utf-8-sig")
            for form, (ext, make) in FORMS.items():
                bed.add("french-forms", f"{file.name}.{form}", "LICENCE" + ext, make(text), expected, form=form)


def add_statements(bed):
    source = (HERE / "statements.toml").read_text(encoding="utf-8")
    for tag, word in TAGS.items():
        source = source.replace(tag, word)
    for s in tomllib.loads(source)["statement"]:
        subjects = {k: s[k] for k in ("project", "code", "documentation", "data") if k in s}
        expected = []
        for expression in subjects.values():
            for name in re.findall(r"[^\s()]+", re.sub(r"WITH\s+\S+", "", expression)):
                if name not in ("AND", "OR") and name not in expected:
                    expected.append(name)
        corpus = "statements" if expected else "statements-negative"
        bed.add(corpus, s["id"], s["file"], s["text"].lstrip("\n").encode(), expected, may=s.get("may"), subjects=subjects)


def git(git_dir, *args):
    return subprocess.run(["git", "-C", str(git_dir), *args], check=True, capture_output=True).stdout


def from_mirror(mirrors, entry):
    """The text of a labelled file, or None when no clone has it."""
    base = mirrors / entry["repo"].replace("/", "+")
    for git_dir in (base / "repo" / ".git", base / "repo", base / ".git", base):
        if (git_dir / "HEAD").exists():
            try:
                data = git(git_dir, "cat-file", "blob", entry["blob"])
            except subprocess.CalledProcessError:
                return None
            return data if hashlib.sha256(data).hexdigest() == entry["sha256"] else None
    return None


def add_real(bed, mirrors):
    for corpus, source in (("real", "real.toml"), ("negative", "negatives.toml")):
        missing = 0
        for entry in tomllib.loads((HERE / source).read_text(encoding="utf-8"))["file"]:
            data = from_mirror(mirrors, entry)
            if data is None:
                missing += 1
                continue
            more = {k: entry.get(k) for k in ("lines", "may", "alternatives", "hard")}
            name = f"{entry['repo']}_{entry['path']}"
            bed.add(corpus, name, Path(entry["path"]).name, data, entry.get("expected", []), **more)
        if missing:
            bed.left_out.append(f"{source}: {missing} files that no clone holds")


def add_crates(bed, registry):
    table = {e["sha256"]: e for e in tomllib.loads((HERE / "crates.toml").read_text(encoding="utf-8"))["file"]}
    seen, unlabelled = set(), []
    crates = sorted(p.parent for p in registry.glob("*/*/Cargo.toml"))
    for crate in crates:
        try:
            licence = tomllib.loads((crate / "Cargo.toml").read_text(encoding="utf-8"))["package"].get("license")
        except (tomllib.TOMLDecodeError, KeyError, UnicodeDecodeError):
            licence = None
        for file in sorted(crate.iterdir()):
            if not file.is_file() or not LICENCE_FILE.match(file.name) or file.name.lower().endswith(NOT_TEXT):
                continue
            data = file.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if digest in seen:
                continue
            seen.add(digest)
            more, expected = {}, crate_label(file.name, licence)
            if digest in table:
                entry = table[digest]
                expected, more = entry["expected"], {k: entry.get(k) for k in ("lines", "may")}
            if expected is None:
                unlabelled.append(f"{crate.name}/{file.name}")
                continue
            bed.add("crates", f"{crate.name}_{file.name}", file.name, data, expected, **more)
    if unlabelled:
        bed.left_out.append(f"crates: {len(unlabelled)} files without a label: {', '.join(unlabelled[:20])}")
    add_crate_negatives(bed, crates)


def crate_label(name, licence):
    for pattern, identifier in FILE_NAMES:
        if re.search(pattern, name, re.I):
            return [identifier]
    single = licence and not re.search(r"\b(AND|OR|WITH)\b|/", licence)
    vague = re.match(r"copyright|notice|.*third|.*other", name, re.I)
    return [licence] if single and not vague else None


def add_crate_negatives(bed, crates):
    """Twenty sources and twelve change logs of crates in which no word of licences stands."""
    for pattern, wanted in (("src/lib.rs", 20), ("CHANGELOG.md", 12)):
        done = 0
        for crate in crates[::7]:
            file = crate / pattern
            if done == wanted:
                break
            if file.is_file() and file.stat().st_size > 1500:
                data = file.read_bytes()
                if not OF_LICENCES.search(data.decode("utf-8", "replace")):
                    bed.add("negative", f"{crate.name}_{pattern}", file.name, data, [])
                    done += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--registry", type=Path, help="cargo's registry/src")
    parser.add_argument("--spdx", type=Path, help="folder `licenses` of the npm package spdx-license-list")
    parser.add_argument("--spdx-xml", type=Path, help="git directory of spdx/license-list-XML")
    parser.add_argument("--french", type=Path, action="append", default=[], help="texts named SPDX-ID.LANGUAGE.ext")
    parser.add_argument("--mirrors", type=Path, help="clones, one folder OWNER+NAME each")
    args = parser.parse_args()
    bed, same = Bed(args.out), {}
    args.out.mkdir(parents=True, exist_ok=True)
    if args.spdx:
        texts = spdx_texts(args.spdx)
        same = same_texts(texts)
        add_spdx(bed, texts)
    if args.spdx_xml:
        add_headers(bed, args.spdx_xml)
    add_french(bed, args.french)
    add_statements(bed)
    if args.mirrors:
        add_real(bed, args.mirrors)
    if args.registry:
        add_crates(bed, args.registry)
    for option in ("spdx", "spdx_xml", "french", "mirrors", "registry"):
        if not getattr(args, option):
            bed.left_out.append(f"--{option.replace('_', '-')} was not given")
    bed.drop_others()
    (args.out / "bed.json").write_text(json.dumps({"same_text": same, "items": bed.items}, ensure_ascii=False, indent=1))
    sizes = {}
    for item in bed.items:
        sizes[item["corpus"]] = sizes.get(item["corpus"], 0) + 1
    for corpus, size in sizes.items():
        print(f"{corpus}: {size}")
    for line in bed.left_out:
        print(f"left out: {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
