// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The lines of the places that JSON Pointers (RFC 6901) name in a text.

use std::collections::BTreeMap;

/// The lines of some places of a text.
pub(super) struct Lines(BTreeMap<String, Option<u32>>);

impl Lines {
    /// Looks for some places in a JSON text, in one walk. The text must have been read as JSON before: nesting is
    /// not bounded here.
    pub(super) fn new<'a>(text: &str, pointers: impl IntoIterator<Item = &'a str>) -> Self {
        let mut wanted: BTreeMap<String, Option<u32>> = BTreeMap::new();
        for pointer in pointers {
            for part in around(pointer) {
                wanted.entry(part.to_owned()).or_default();
            }
        }
        let mut walk = Walk {
            text,
            at: 0,
            line: 1,
            path: String::new(),
            wanted,
        };
        // What was found before a fault of the text is kept.
        let _ = walk.value();
        Self(walk.wanted)
    }

    /// The line of a place, from 1; of one that is not there, the line of the nearest value around it.
    pub(super) fn of(&self, pointer: &str) -> Option<u32> {
        around(pointer).find_map(|part| self.0.get(part).copied().flatten())
    }
}

/// A pointer and those of the values around it, from the inside out.
fn around(pointer: &str) -> impl Iterator<Item = &str> {
    let ends = std::iter::once(pointer.len()).chain(pointer.rmatch_indices('/').map(|(at, _)| at));
    ends.map(|end| &pointer[..end])
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    path: String,
    wanted: BTreeMap<String, Option<u32>>,
}

impl<'a> Walk<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        if self.peek() == Some(b'\n') {
            self.line = self.line.saturating_add(1);
        }
        self.at += 1;
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.step();
        }
    }

    /// Passes over a sign, if it is the next one.
    fn sign(&mut self, sign: u8) -> bool {
        self.space();
        let is = self.peek() == Some(sign);
        if is {
            self.at += 1;
        }
        is
    }

    /// Walks over a value that is wanted, or that holds one; `None` where the text ends or is no JSON.
    fn value(&mut self) -> Option<()> {
        self.space();
        if let Some(found) = self.wanted.get_mut(&self.path) {
            found.get_or_insert(self.line);
        }
        match self.peek()? {
            b'{' => {
                self.at += 1;
                while self.peek().is_some() && !self.sign(b'}') {
                    self.space();
                    let line = self.line;
                    let name = self.string()?;
                    self.sign(b':').then_some(())?;
                    self.below(&pointer_part(name), Some(line))?;
                    self.sign(b',');
                }
            }
            b'[' => {
                self.at += 1;
                let mut index = 0_usize;
                while self.peek().is_some() && !self.sign(b']') {
                    self.below(&index.to_string(), None)?;
                    self.sign(b',');
                    index += 1;
                }
            }
            _ => self.pass()?,
        }
        Some(())
    }

    /// Walks over a member. Its line is that of its name, when it has one: there an editor's reader looks.
    fn below(&mut self, part: &str, line: Option<u32>) -> Option<()> {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(part);
        let wanted = match self.wanted.get_mut(&self.path) {
            Some(found) => {
                if let Some(line) = line {
                    found.get_or_insert(line);
                }
                true
            }
            None => false,
        };
        let done = if wanted { self.value() } else { self.pass() };
        self.path.truncate(length);
        done
    }

    /// Passes over a value in which nothing is wanted.
    fn pass(&mut self) -> Option<()> {
        self.space();
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                // A number or a word.
                byte if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.') => {
                    while self.peek().is_some_and(|byte| {
                        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
                    }) {
                        self.at += 1;
                    }
                }
                b',' | b':' if depth > 0 => self.at += 1,
                b' ' | b'\t' | b'\r' | b'\n' => {
                    self.step();
                    continue;
                }
                _ => return None,
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Passes over a string and gives it with its quotes.
    fn string(&mut self) -> Option<&'a str> {
        let start = self.at;
        (self.peek()? == b'"').then_some(())?;
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return self.text.get(start..self.at);
                }
                b'\\' => self.at += 2,
                _ => self.step(),
            }
        }
    }
}

/// A name as it stands in a pointer.
fn pointer_part(written: &str) -> String {
    let name = serde_json::from_str::<String>(written).unwrap_or_default();
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::Lines;

    #[test]
    fn pointers_lead_to_lines() {
        let text = "{\n  \"a\": [\n    {\"b\\\"/~\": 1},\n    [ ],\n    {\n      \"c\":\n        -1.5e+3\n    }\n  ],\n  \"d\": \"x\\\\\"\n}\n";
        serde_json::from_str::<Value>(text).unwrap();
        let wanted = [
            "",
            "/a",
            "/a/0/b\"~1~0",
            "/a/1",
            "/a/2/c",
            "/a/2/none/x",
            "/d",
            "/e",
        ];
        let lines = Lines::new(text, wanted);
        assert_eq!(
            wanted.map(|one| lines.of(one).unwrap()),
            [1, 2, 3, 4, 6, 5, 10, 1]
        );
    }

    proptest! {
        #[test]
        fn any_text_ends(text in r#"[\[\]{}",:\\ \na1]{0,80}"#) {
            let line = Lines::new(&text, ["/a/0/a", "/1", ""]).of("/a/0/a");
            let last = 1 + u32::try_from(text.matches('\n').count()).unwrap();
            prop_assert!(line.is_none_or(|line| (1..=last).contains(&line)));
        }

        #[test]
        fn every_place_of_a_json_text_has_its_line(keys in prop::collection::btree_set("[a-c\"\\\\/~é]{1,3}", 1..6)) {
            let object: serde_json::Map<String, Value> = keys.iter().map(|key| (key.clone(), Value::from(vec![key.clone()]))).collect();
            let text = serde_json::to_string_pretty(&object).unwrap();
            let pointers: Vec<String> = object
                .keys()
                .map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1")))
                .collect();
            let lines = Lines::new(&text, pointers.iter().map(String::as_str));
            // Each member takes three lines: its name, its value, and the bracket.
            for (at, pointer) in (0_u32..).zip(&pointers) {
                prop_assert_eq!(lines.of(pointer), Some(2 + 3 * at));
                prop_assert_eq!(lines.of(&format!("{pointer}/none")), Some(2 + 3 * at));
            }
        }
    }
}
