// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Progress on stderr: a bar on a terminal, plain lines elsewhere, nothing for the first second.

use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{notice, output};
use crate::model::{Lang, Progress};

/// How long work may take before anything shows.
const QUIET: Duration = Duration::from_secs(1);
/// Time between two plain lines.
const PLAIN: Duration = Duration::from_secs(10);

/// Shows long work.
#[derive(Debug)]
pub(super) struct Bar {
    shown: ProgressBar,
    state: Mutex<State>,
    terminal: bool,
    lang: Lang,
}

#[derive(Debug)]
struct State {
    name: &'static str,
    last: Instant,
    shown: bool,
}

impl Bar {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            shown: ProgressBar::hidden(),
            state: Mutex::new(State {
                name: "",
                last: Instant::now(),
                shown: false,
            }),
            terminal: std::io::stderr().is_terminal(),
            lang,
        }
    }

    /// Takes the bar away, before a report is printed.
    pub(super) fn finish(&self) {
        self.shown.finish_and_clear();
    }

    fn show(&self, state: &mut State) {
        if self.terminal {
            if !state.shown && state.last.elapsed() >= QUIET {
                state.shown = true;
                self.shown.set_draw_target(ProgressDrawTarget::stderr());
            }
        } else if state.last.elapsed() >= PLAIN {
            state.last = Instant::now();
            let (done, all) = (self.shown.position(), self.shown.length().unwrap_or_default());
            let (rate, left) = (self.shown.per_sec(), self.shown.eta().as_secs());
            output::warn(&notice::progress(self.lang, state.name, [done, all], rate, left));
        }
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, total: u64) {
        if let Ok(mut state) = self.state.lock() {
            state.name = name;
        }
        self.shown.reset();
        self.shown.set_length(total);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {per_sec} {eta}") {
            self.shown.set_style(style);
        }
        self.shown.set_message(notice::stage(self.lang, name));
    }

    fn advance(&self, steps: u64) {
        self.shown.inc(steps);
        // Another thread is already showing: this step need not.
        if let Ok(mut state) = self.state.try_lock() {
            self.show(&mut state);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.finish();
    }
}
