// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The lines of a text that passes through a reader and is not kept.

use std::collections::VecDeque;
use std::io::{self, Read};

/// Most bytes that may pass without a row being finished: one that never ends would fill the memory.
const LONGEST_ROW: u64 = 8 << 20;

/// A reader that remembers where lines broke since it was last asked.
pub(super) struct Lines<R> {
    inner: R,
    /// Bytes that passed.
    passed: u64,
    /// The line of the place that was last asked for, and that place.
    line: u64,
    asked: u64,
    /// Breaks from there on.
    breaks: VecDeque<(u64, u8)>,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            passed: 0,
            line: 1,
            asked: 0,
            breaks: VecDeque::new(),
        }
    }

    /// The line of the first byte from a place on that breaks no line. Places are asked for in order. The reader of
    /// tables takes a record to begin before the line break that ends the one before, and knows neither blank lines nor
    /// what ends with a carriage return alone.
    pub(super) fn of(&mut self, place: u64) -> u64 {
        let mut place = place.max(self.asked);
        while let Some((at, sign)) = self.breaks.front().copied() {
            if at > place {
                break;
            }
            self.breaks.pop_front();
            // The first of "\r\n" is no break of its own.
            let pair = sign == b'\r' && self.breaks.front() == Some(&(at + 1, b'\n'));
            self.line += u64::from(!pair);
            place = place.max(at + 1);
        }
        self.asked = place;
        self.line
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.passed - self.asked.min(self.passed) > LONGEST_ROW {
            return Err(io::Error::other("a row without an end"));
        }
        let count = self.inner.read(buffer)?;
        let found = memchr::memchr2_iter(b'\n', b'\r', &buffer[..count]);
        self.breaks
            .extend(found.map(|at| (self.passed + at as u64, buffer[at])));
        self.passed += count as u64;
        Ok(count)
    }
}
