# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0
"""The forms in which licence texts are met: each takes a text and gives the bytes of a file."""

import html
import re
import textwrap

HOLDERS = (
    "Copyright (c) 2017-2024 Direction interministérielle du numérique (DINUM)\n"
    "Copyright © 2021, 2023 Institut national de l'information géographique et forestière\n"
)

BEFORE = (
    "Registre des aires de covoiturage\n=================================\n\n"
    "Ce dépôt contient le service qui publie chaque nuit la liste des aires de covoiturage.\n"
    "This repository holds the service that publishes the list of car-pooling areas every night.\n\n"
    "Contact : equipe-covoiturage@example.gouv.fr\n\n"
)

AFTER = (
    "\n\nAnnexe : contacts\n-----------------\n\n"
    "Pour toute question, écrire à l'équipe ou ouvrir un ticket. Les logos de l'organisme et les icônes\n"
    "du dossier `assets/` restent la propriété de leurs auteurs.\n\n"
    "For any question, write to the team or open an issue. Logos and icons stay the property of their authors.\n"
)

PLACEHOLDERS = re.compile(
    r"<year>|<yyyy>|\[year\]|\[yyyy\]|<name of author>|<name of copyright owner>|\[name of copyright owner\]|"
    r"<copyright holders?>|\[fullname\]|<owner>|<OWNER>|<YEAR>|<COPYRIGHT HOLDER>|YYYY|\{yyyy\}|"
    r"\{name of copyright owner\}|<Owner Organization Name>",
    re.I,
)


def paragraphs(text):
    """The paragraphs of a text, each on one line."""
    return [re.sub(r"\s*\n\s*", " ", p.strip()) for p in re.split(r"\n\s*\n", text.strip()) if p.strip()]


def wrapped(text, width):
    return "\n\n".join(textwrap.fill(p, width, break_long_words=False) for p in paragraphs(text)) + "\n"


def filled(text):
    def fill(match):
        return "2023" if "y" in match.group().lower().strip("<[{")[:1] else "Ministère de la Transition écologique"

    return HOLDERS + "\n" + PLACEHOLDERS.sub(fill, text)


def markdown(text):
    out = []
    for i, p in enumerate(paragraphs(text)):
        p = re.sub(r"<?(https?://[^\s<>\")]+[^\s<>\").,;])>?", r"<\1>", p)
        p = re.sub(r'"(\w[\w ]{0,30})"', r'**"\1"**', p)
        if i == 0 and len(p) < 90:
            out.append("# " + p)
        elif re.match(r"(\d+\.|article|section|§)\s?\S", p, re.I) and len(p) < 70:
            out.append("## " + p)
        else:
            out.append(re.sub(r"^(\*|•|-|\([a-z]\)|[a-z]\))\s+", "- ", p))
    return "\n\n".join(out) + "\n"


def web_page(text):
    body = "\n".join(f"<p>{html.escape(p)}</p>" for p in paragraphs(text))
    page = f'<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8"><title>Licence</title></head>\n<body>\n{body}\n</body>\n</html>\n'
    return page.encode("ascii", "xmlcharrefreplace")


def cut(text):
    return text[: len(text) * 85 // 100].rsplit("\n", 1)[0] + "\n" if "\n" in text[: len(text) * 85 // 100] else text[: len(text) * 85 // 100]


def quotes(text):
    opened = False

    def turn(_):
        nonlocal opened
        opened = not opened
        return "“" if opened else "”"

    return re.sub('"', turn, text).replace("'", "’").replace(" -- ", " — ").replace("``", "“")


def bullets(text):
    text = re.sub(r"(?m)^(\s*)[*•-]\s+", r"\1o ", text)
    text = re.sub(r"(?m)^(\s*)\(([a-z]|\d)\)\s+", r"\1\2) ", text)
    return re.sub(r"(?m)^(\s*)(\d+)\.\s+", r"\1\2) ", text)


def comments(text):
    return "/*\n" + "".join((" * " + line).rstrip() + "\n" for line in text.splitlines()) + " */\n\nint main(void) { return 0; }\n"


def spaced(text):
    return "".join(line + (" \t" if i % 3 else "   ") + "\n" + ("\n" if not line.strip() else "") for i, line in enumerate(text.splitlines()))


def hard_spaces(text):
    return re.sub(r" (?=[:;!?»])|(?<=«) ", "\u00a0", text)


# name: (extension, function to bytes)
FORMS = {
    "width60": (".txt", lambda t: wrapped(t, 60).encode()),
    "width120": (".txt", lambda t: wrapped(t, 120).encode()),
    "one-line": (".txt", lambda t: " ".join(t.split()).encode()),
    "crlf": (".txt", lambda t: t.replace("\n", "\r\n").encode()),
    "bom": (".txt", lambda t: b"\xef\xbb\xbf" + t.encode()),
    "latin1": (".txt", lambda t: t.encode("cp1252", "replace")),
    "utf16": (".txt", lambda t: t.encode("utf-16")),
    "markdown": (".md", lambda t: markdown(t).encode()),
    "html": (".html", web_page),
    "cut85": (".txt", lambda t: cut(t).encode()),
    "copyright": (".txt", lambda t: filled(t).encode()),
    "prefixed": (".txt", lambda t: (BEFORE + t).encode()),
    "followed": (".txt", lambda t: (t.rstrip() + AFTER).encode()),
    "quotes": (".txt", lambda t: quotes(t).encode()),
    "bullets": (".txt", lambda t: bullets(t).encode()),
    "upper": (".txt", lambda t: t.upper().encode()),
    "comments": (".c", lambda t: comments(t).encode()),
    "indented": (".txt", lambda t: textwrap.indent(t, " " * 8).encode()),
    "spaces": (".txt", lambda t: hard_spaces(spaced(t)).encode()),
}
