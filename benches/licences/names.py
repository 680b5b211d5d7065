# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0
"""What makes two licence names equal on this bed. The only place that says so."""

import re

# Names that tools give to what has an identifier in the SPDX list, or that the list itself replaced.
ALIASES = {
    "bsd-2-clause-freebsd": "bsd-2-clause",
    "bsd-2-clause-netbsd": "bsd-2-clause",
    "bzip2-1.0.5": "bzip2-1.0.6",
    "nunit": "zlib-acknowledgement",
    "standardml-nj": "smlnj",
    "wxwindows": "lgpl-2.0",
    "net-snmp": "net-snmp",
    "ofl-1.1-rfn": "ofl-1.1",
    "ofl-1.1-no-rfn": "ofl-1.1",
    "ofl-1.0-rfn": "ofl-1.0",
    "ofl-1.0-no-rfn": "ofl-1.0",
    "expat": "mit",
    "agplv3": "agpl-3.0",
    "agplv3+": "agpl-3.0",
    "lov2": "etalab-2.0",
    "licenseref-scancode-etalab-2.0-fr": "etalab-2.0",
    "licenseref-scancode-etalab-2.0-en": "etalab-2.0",
    "licenseref-etalab-2.0": "etalab-2.0",
}

# Words of tools for "some licence, or none": they name nothing.
# A name without its version (licensecheck's `Apache`) is none either.
NOTHING = re.compile(
    r"-exception|unknown|none|noassertion|unlicensed|public-domain|proprietary|commercial-license|see-license|"
    r"free-unknown|other-permissive|other-copyleft|generic-cla|(?<!no-)warranty-disclaimer|license-file-reference|"
    r"^(apache|[al]?gpl|gfdl|eupl|cecill|mpl|bsd|afl|osl|cddl|epl|cc-by(-(nc|nd|sa))*)$",
    re.I,
)


def ids(expression):
    """The identifiers of an SPDX expression, without the exceptions that follow WITH."""
    if not expression:
        return []
    words = re.findall(r"[^\s()]+", expression)
    out, skip = [], False
    for word in words:
        if word.upper() in ("AND", "OR"):
            continue
        if word.upper() == "WITH":
            skip = True
            continue
        if skip:
            skip = False
            continue
        if not NOTHING.search(word) and word not in out:
            out.append(word)
    return out


def family(name, same_text=None):
    """The family of an identifier: -only, -or-later and + are left off, and identifiers that the list gives the
    same text are one. Lower case."""
    low = name.strip().lower()
    if same_text:
        low = same_text.get(low, low)
    low = ALIASES.get(low, low)
    low = re.sub(r"^licenseref-scancode-((?:cecill|etalab|eupl|odbl|cc-by).*?)(-(en|fr))?$", r"\1", low)
    low = re.sub(r"(-only|-or-later|\+)$", "", low)
    low = ALIASES.get(low, low)
    if same_text:
        low = same_text.get(low, low)
    return re.sub(r"(-only|-or-later|\+)$", "", low)


def judge(item, named, same_text):
    """What an answer is worth: (right, wrong identifiers, whether -only or -or-later is right or None).

    Right: the named families are those expected, or those of one of the alternatives; identifiers of `may`
    neither help nor harm. Wrong: identifiers that are neither expected nor tolerated.
    """
    named = [n for n in named if not NOTHING.search(n)]
    got = {family(n, same_text) for n in named}
    may = {family(n, same_text) for n in item.get("may", []) if n != "*"}
    sets = [item["expected"], *item.get("alternatives", [])]
    wanted = [{family(n, same_text) for n in s} for s in sets]
    if "*" in item.get("may", []):
        right = any(w <= got for w in wanted)
        wrong = []
    else:
        right = any(w <= got and not (got - w - may) for w in wanted)
        allowed = set().union(*wanted) | may
        wrong = sorted(n for n in named if family(n, same_text) not in allowed)
    told = [e for e in item["expected"] if re.search(r"-(only|or-later)$", e)]
    strict = None
    if told:
        low = {n.lower().replace("+", "-or-later") if n.endswith("+") else n.lower() for n in named}
        strict = all(e.lower() in low for e in told)
    return right, wrong, strict
