// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! How long work tells how far it is.

/// A listener to long work. Every method may be called from any thread.
pub trait Progress: Sync {
    /// A new stage of `total` steps begins.
    fn stage(&self, name: &'static str, total: u64);
    /// `steps` more steps are done.
    fn advance(&self, steps: u64);
}

/// Listens to nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _name: &'static str, _total: u64) {}
    fn advance(&self, _steps: u64) {}
}
