// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A text as words that are compared: folded, numbered by line, without layout, marks and copyright lines.
//!
//! References and files go through the same reading, so what it forgets, it forgets on both sides.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::markup;
use super::spelling::{is_mark, is_year, spelling};

/// The hashes of numbers up to five digits begin here, so that they can be told from words.
pub(super) const NUMBERS: u32 = 0xffff_0000;

/// Longest copyright clause, in words, that gives a year.
const LONGEST_DATED: usize = 24;

/// Longest copyright clause, in words, that bears the sign and no year.
const LONGEST_SIGNED: usize = 14;

/// Words that begin the licence itself when it stands on the same line as the copyright.
const OPENINGS: &[&str] = &[
    "everyone",
    "permission",
    "redistribution",
    "redistributions",
    "this",
    "these",
    "licensed",
    "released",
    "distributed",
    "use",
    "you",
    "ce",
    "cette",
    "sous",
];

/// The words of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// A hash for each word.
    pub(super) hashes: Vec<u32>,
    /// The line of each word, from 1.
    pub(super) lines: Vec<u32>,
    /// The sentence of each word: the numbers grow, and may leave gaps.
    pub(super) sentences: Vec<u32>,
}

impl Words {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader {
            text,
            line: 1,
            ..Reader::default()
        };
        reader.run();
        reader.words
    }

    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }
}

/// A stable hash of a folded word: FNV-1a of 64 bits, folded to 32 below [`NUMBERS`].
pub(super) fn hash(word: &str) -> u32 {
    if let (true, Ok(number)) = (
        word.bytes().all(|byte| byte.is_ascii_digit()),
        word.parse::<u16>(),
    ) {
        return NUMBERS | u32::from(number);
    }
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in word.bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let mixed = (state ^ (state >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32;
    u32::try_from(mixed).unwrap_or(0) & 0x7fff_ffff
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    words: Words,
    word: String,
    /// The line on which the word began.
    word_line: u32,
    sentence: u32,
    row: Row,
    /// Set once an element without end was met, so that its end is not looked for again.
    endless: bool,
}

/// What the current line has shown.
#[derive(Default)]
struct Row {
    /// Words on it, those left out included.
    seen: usize,
    /// The clause that says whose work it is.
    clause: Option<Clause>,
    /// The place of the word before, when that was `copyright`.
    copyright: Option<usize>,
}

/// A copyright clause that is being read.
#[derive(Default)]
struct Clause {
    /// How many words were kept before it.
    start: usize,
    /// Words in it.
    seen: usize,
    /// The sign stands in it.
    sign: bool,
    /// A year or its placeholder stands in it.
    dated: bool,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(c) = self.text[self.at..].chars().next() {
            match c {
                '\n' => {
                    self.end_word(Some(c));
                    self.end_line();
                }
                '<' | '&' => self.markup(c),
                '-' | '\u{2010}' | '\u{2011}' => self.hyphen(c),
                '.' => self.dot(),
                // Soft hyphen, zero-width signs, byte-order mark: nothing that is read.
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => self.at += c.len_utf8(),
                '©' => {
                    self.sign();
                    self.at += c.len_utf8();
                }
                _ => self.plain(c),
            }
        }
        self.end_word(None);
        self.end_line();
    }

    fn plain(&mut self, c: char) {
        if c.is_ascii_alphanumeric() {
            if self.word.is_empty() && self.skips_url() {
                return;
            }
            self.push(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            self.end_word(Some(c));
            if matches!(c, ';' | '!' | '?') && self.row.seen > 0 {
                self.end_sentence();
            }
        } else if c == '®' || c == '™' {
            self.end_word(None);
        } else {
            let mut any = false;
            for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
                if part.is_alphanumeric() {
                    any = true;
                    part.to_lowercase().for_each(|low| self.push(low));
                }
            }
            match c {
                'œ' | 'Œ' => self.ligature('o', 'e'),
                'æ' | 'Æ' => self.ligature('a', 'e'),
                _ if !any && !is_combining_mark(c) => self.end_word(Some(c)),
                _ => {}
            }
        }
        self.at += c.len_utf8();
    }

    fn ligature(&mut self, first: char, second: char) {
        self.word.pop();
        self.push(first);
        self.push(second);
    }

    fn push(&mut self, c: char) {
        if self.word.is_empty() {
            self.word_line = self.line;
        }
        self.word.push(c);
    }

    fn skips_url(&mut self) -> bool {
        let length = markup::url(&self.text[self.at..]);
        self.at += length;
        length > 0
    }

    /// Tags are left out, entities are read as what they stand for.
    fn markup(&mut self, c: char) {
        let rest = &self.text[self.at..];
        if c == '&' {
            if let Some((length, stands_for)) = markup::entity(rest) {
                self.at += length;
                match stands_for {
                    Some('©') => self.sign(),
                    Some(letter) if letter.is_alphanumeric() => self.push(letter),
                    _ => self.end_word(None),
                }
                return;
            }
        } else if let Some(length) = markup::tag(rest, &mut self.endless) {
            self.end_word(None);
            if markup::parts(&rest[..length]) {
                self.end_sentence();
            }
            for _ in rest[..length].matches('\n') {
                self.end_line();
            }
            self.at += length;
            return;
        }
        self.end_word(Some(c));
        self.at += 1;
    }

    /// A hyphen joins what it stands between, even when the line ends after it.
    fn hyphen(&mut self, c: char) {
        let after = self.at + c.len_utf8();
        let joins = self.word.chars().next_back().is_some_and(char::is_alphabetic);
        if joins {
            let rest = &self.text[after..];
            if rest.starts_with(char::is_alphabetic) {
                self.at = after;
                return;
            }
            let tail = rest.trim_start_matches([' ', '\t', '\r']);
            if let Some(next) = tail.strip_prefix('\n') {
                let begin = next.trim_start_matches([' ', '\t', '/', '*', '#', ';', '%', '|', '>', '!']);
                let same_paragraph = !next[..next.len() - begin.len()].contains('\n');
                if same_paragraph && begin.starts_with(char::is_lowercase) {
                    self.next_row();
                    self.at = self.text.len() - begin.len();
                    return;
                }
            }
        }
        self.end_word(Some(c));
        if self.row.seen == 0 && self.text[after..].starts_with(' ') {
            self.end_sentence();
        }
        self.at = after;
    }

    /// A dot between digits is a part of a version.
    fn dot(&mut self) {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if digit(self.word.chars().next_back()) && digit(self.text[self.at + 1..].chars().next()) {
            self.word.push('.');
        } else {
            self.end_word(Some('.'));
            if self.text[self.at + 1..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric())
            {
                self.end_sentence();
            }
        }
        self.at += 1;
    }

    /// The sign of copyright.
    fn sign(&mut self) {
        self.end_word(None);
        self.open(true);
    }

    /// A clause begins here when the line does, or with the word before when that is `copyright`. `(c)` alone
    /// may be a letter of a list: it is the sign only beside that word.
    fn open(&mut self, sign: bool) {
        let sign = sign || self.row.copyright.is_some() || self.row.clause.is_some();
        let start = self
            .row
            .copyright
            .or((self.row.seen == 0).then_some(self.words.len()));
        if let (None, Some(start)) = (&self.row.clause, start) {
            self.row.clause = Some(Clause {
                start,
                seen: 1,
                ..Clause::default()
            });
        }
        if let Some(clause) = &mut self.row.clause {
            clause.sign |= sign;
        }
    }

    fn end_word(&mut self, next: Option<char>) {
        if self.word.is_empty() {
            return;
        }
        let sign = self.word == "c" && next == Some(')');
        let year = is_year(&self.word);
        let after = year && self.row.copyright.is_some() && self.row.clause.is_none();
        if sign || after {
            self.open(false);
        } else if self.row.clause.is_none() && self.row.seen == 0 && self.word == "copyright" {
            self.row.clause = Some(Clause {
                start: self.words.len(),
                ..Clause::default()
            });
        } else if self.row.clause.is_some() && OPENINGS.contains(&self.word.as_str()) {
            self.end_clause();
        }
        if let Some(clause) = &mut self.row.clause {
            clause.dated |= year;
            clause.seen += 1;
        }
        self.row.seen += 1;
        self.row.copyright = (self.word == "copyright").then_some(self.words.len());
        if !is_mark(&self.word, next) {
            self.words.hashes.push(hash(spelling(&self.word)));
            self.words.lines.push(self.word_line);
            self.words.sentences.push(self.sentence);
            self.forget_reserved_rights();
        }
        self.word.clear();
    }

    /// "All rights reserved" stands in some copies of every text and says nothing.
    fn forget_reserved_rights(&mut self) {
        if self.word == "reserved"
            && let [.., all, rights, _] = self.words.hashes.as_slice()
            && *all == hash("all")
            && *rights == hash("rights")
        {
            self.truncate(self.words.len() - 3);
        }
    }

    fn truncate(&mut self, length: usize) {
        self.words.hashes.truncate(length);
        self.words.lines.truncate(length);
        self.words.sentences.truncate(length);
    }

    /// What comes next begins a sentence, a point of a list or a paragraph.
    fn end_sentence(&mut self) {
        self.sentence = self.sentence.saturating_add(1);
    }

    fn end_clause(&mut self) {
        if let Some(clause) = self.row.clause.take()
            && (clause.dated && clause.seen <= LONGEST_DATED || clause.sign && clause.seen <= LONGEST_SIGNED)
        {
            self.truncate(clause.start);
        }
        self.row.copyright = None;
    }

    fn end_line(&mut self) {
        if self.row.seen == 0 {
            self.end_sentence();
        }
        self.end_clause();
        self.next_row();
    }

    fn next_row(&mut self) {
        if self.text[self.at..].starts_with('\n') {
            self.at += 1;
        }
        self.line = self.line.saturating_add(1);
        self.row = Row::default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NUMBERS, Words, hash};

    fn same(one: &str, other: &str) {
        assert_eq!(
            Words::of(one).hashes,
            Words::of(other).hashes,
            "{one:?} {other:?}"
        );
    }

    #[test]
    fn layout_marks_and_spelling_are_forgotten() {
        let plain = "permission is hereby granted free of charge to any person";
        for form in [
            "Permission is hereby granted, free of charge,\r\nto any person",
            "// Permission is hereby granted,\n// free of charge, to any person",
            "/*\n * PERMISSION IS HEREBY GRANTED\n * free of charge\n *\n * to any person */",
            "dnl Permission is hereby\ndnl granted free of charge to any person",
            "<p>Permission is <b>hereby</b> granted,&nbsp;free of charge</p>\n<br/>to any person",
            "## **Permission** is _hereby_ granted\n\n> free of charge `to` any person",
            "1. Permission is hereby granted (a) free of charge ii) to any person",
            "\u{feff}Permis\u{ad}sion is here-\nby granted, free of charge to any person",
            "Copyright (c) 2024 Ministère X\nPermission is hereby granted free of charge to any person",
            "© Ministère X\nPermission is hereby granted free of charge to any person",
            "Permission is hereby granted <https://x.org/a?b> free of charge http://y.z to any person",
        ] {
            same(plain, form);
        }
        same("l’étude non-commerciale", "L&#39;&eacute;tude non-\ncommerciale");
        same("œuvre", "oeuvre");
        same("the Licence", "the license");
    }

    #[test]
    fn copyright_is_forgotten_and_conditions_are_kept() {
        for (line, kept) in [
            ("Copyright (c) 2024 Ministère X", 0),
            ("(c) 2024 Ministère X", 0),
            ("Copyright © Ministère X", 0),
            ("Copyright 2019, 2020 by A and B. All rights reserved.", 0),
            ("MIT License Copyright (c) 2024 X Permission is granted", 5),
            ("(c) Convey individual copies of the object code", 7),
            ("Copyright holders must be paid.", 5),
            ("The above copyright notice of the year", 7),
        ] {
            assert_eq!(Words::of(line).len(), kept, "{line}");
        }
    }

    #[test]
    fn words_and_versions_are_kept() {
        assert_ne!(Words::of("version 2.0").hashes, Words::of("version 2.1").hashes);
        assert_eq!(Words::of("Copyright holders must be paid.").len(), 5);
        assert_eq!(
            Words::of("Copyright (c) <year> <owner>. All rights reserved.").len(),
            0
        );
        assert_eq!(Words::of("<owner> shall").len(), 2);
        assert!(hash("12") >= NUMBERS && hash("twelve") < NUMBERS);
    }

    #[test]
    fn words_know_their_lines() {
        let words = Words::of("un deux\n\ntrois <br\n/> quatre\ncinq-\nsix sept");
        assert_eq!(words.lines, [1, 1, 3, 4, 5, 6]);
    }

    #[test]
    fn sentences_end_with_their_marks_and_with_paragraphs() {
        for (text, sentences) in [
            ("One two. Three (v. 2.0) four", vec![0, 0, 1, 2, 2]),
            ("// One\n// two\n//\n// three", vec![0, 0, 1]),
            ("One:\n- two\n- three; four", vec![0, 1, 2, 3]),
            ("<p>One</p><p>two <b>three</b></p>", vec![0, 1, 1]),
            ("; one\n; two", vec![0, 0]),
        ] {
            let words = Words::of(text);
            let mut numbers = words.sentences.clone();
            numbers.dedup();
            let place = |one: &u32| numbers.iter().position(|other| other == one).unwrap();
            assert_eq!(
                words.sentences.iter().map(place).collect::<Vec<_>>(),
                sentences,
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(?s).{0,400}") {
            let words = Words::of(&text);
            prop_assert_eq!(words.hashes.len(), words.lines.len());
            prop_assert_eq!(words.hashes.len(), words.sentences.len());
            prop_assert!(words.sentences.is_sorted());
            let last = u32::try_from(text.matches('\n').count()).unwrap() + 1;
            prop_assert!(words.lines.is_sorted());
            prop_assert!(words.lines.iter().all(|line| (1..=last).contains(line)));
        }

        #[test]
        fn any_markup_is_read(text in "[<>&;a-z/!#x0-9 \\-\n\"é.]{0,200}") {
            let words = Words::of(&text);
            let last = u32::try_from(text.matches('\n').count()).unwrap() + 1;
            prop_assert!(words.lines.is_sorted());
            prop_assert!(words.lines.iter().all(|line| (1..=last).contains(line)));
        }
    }
}
