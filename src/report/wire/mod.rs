// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What leaves Vigie as data: the only serialisable types, by version.

pub mod codequality;
pub mod v1;
