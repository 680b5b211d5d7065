// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The `vigie` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    vigie::cli::main()
}
