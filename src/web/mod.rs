// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Asking a server politely: by name, at a bounded pace, in bounded time, and nobody else.
//!
//! Must never know what is asked for: forges and portals do.

mod line;
mod patience;

pub use line::{Line, TransportError, classify};
pub use patience::{Clock, Failed, Patience, SystemClock, asked};
