#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of what is counted as right, and of the forms: `python3 -m unittest` in this folder."""

import unittest

from forms import FORMS
from names import family, ids, judge


class Names(unittest.TestCase):
    def test_families(self):
        for a, b in [("GPL-3.0-only", "gpl-3.0+"), ("AGPLv3", "AGPL-3.0-or-later"), ("OFL-1.1-RFN", "OFL-1.1"),
                     ("LicenseRef-scancode-etalab-2.0-fr", "etalab-2.0")]:
            self.assertEqual(family(a), family(b))
        for a, b in [("GPL-3.0", "LGPL-3.0"), ("GPL-2.0", "GPL-3.0"), ("LicenseRef-scancode-bsl-1.0", "BSL-1.0"),
                     ("CECILL-B", "CECILL-C"), ("LicenseRef-etalab-1.0", "etalab-2.0")]:
            self.assertNotEqual(family(a), family(b))

    def test_ids(self):
        self.assertEqual(ids("(MIT OR Apache-2.0 WITH LLVM-exception) AND unknown"), ["MIT", "Apache-2.0"])
        self.assertEqual(ids(None), [])
        self.assertEqual(ids("FSFAP-no-warranty-disclaimer"), ["FSFAP-no-warranty-disclaimer"])

    def test_judge(self):
        one = {"expected": ["GPL-3.0-or-later"]}
        self.assertEqual(judge(one, ["GPL-3.0-only"], {}), (True, [], False))
        self.assertEqual(judge(one, ["GPL-3.0-or-later", "MIT"], {}), (False, ["MIT"], True))
        self.assertEqual(judge(one, [], {})[:2], (False, []))
        both = {"expected": ["MIT", "etalab-2.0"], "may": ["ISC"]}
        self.assertEqual(judge(both, ["MIT"], {})[:2], (False, []))
        self.assertEqual(judge(both, ["etalab-2.0", "MIT", "ISC"], {})[:2], (True, []))
        none = {"expected": []}
        self.assertEqual(judge(none, ["unknown", "Apache"], {})[:2], (True, []))
        self.assertEqual(judge(none, ["MIT"], {})[:2], (False, ["MIT"]))
        either = {"expected": ["X11"], "alternatives": [["MIT"]]}
        self.assertTrue(judge(either, ["MIT"], {})[0])


class Forms(unittest.TestCase):
    TEXT = "A Title\n\nCopyright (c) <year> <copyright holders>\n\n1. One \"thing\"\n\n* a bullet of l'essai\n"

    def test_every_form_is_another_text_and_the_same_each_time(self):
        made = {name: make(self.TEXT) for name, (_, make) in FORMS.items()}
        self.assertEqual(made, {name: make(self.TEXT) for name, (_, make) in FORMS.items()})
        self.assertGreaterEqual(len(made), 16)
        for name, data in made.items():
            if name not in ("width60", "width120", "latin1"):
                self.assertNotEqual(data, self.TEXT.encode(), name)

    def test_holders_are_filled_in(self):
        self.assertIn("Copyright (c) 2023 Ministère", FORMS["copyright"][1](self.TEXT).decode())


if __name__ == "__main__":
    unittest.main()
