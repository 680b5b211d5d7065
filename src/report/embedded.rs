// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The templates and words that the binary carries, listed by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/embedded_templates.rs"));
