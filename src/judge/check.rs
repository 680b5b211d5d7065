// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From a primitive to the function that evaluates it.

use crate::facts::Facts;
use crate::model::Unknown;
use crate::rule::{Check, Law};

use super::outcome::Outcome;
use super::{automation, dataset, document, file, history, native, prose, state};

/// Evaluates one check. On a tree that was not listed whole, an absence proves nothing.
pub(super) fn evaluate(check: &Check, law: &Law, facts: &Facts) -> Outcome {
    let outcome = match check {
        Check::FileExists(params) => file::exists(params, facts),
        Check::SourceCode(params) => file::program(params, facts),
        Check::FileSize(params) => file::size(params, facts),
        Check::TextMatch(probe) => file::text(probe, facts),
        Check::Document(params) => document::present(params, facts),
        Check::ProseMatch(params) => prose::matches(params, facts),
        Check::Documented(params) => prose::documented(params, facts),
        Check::HeadingMatch(params) => document::heading(params, facts),
        Check::LinkMatch(params) => document::link(params, facts),
        Check::LicenceIn(params) => state::licence(params, facts),
        Check::ManifestField(params) => state::manifest(params, facts),
        Check::DatasetState(params) => dataset::state(params, law, facts),
        Check::Markup(params) => state::markup(params, facts),
        Check::ForgeField(params) => state::forge(params, facts),
        Check::Activity(params) => history::activity(params, facts),
        Check::History(params) => history::history(params, facts),
        Check::CiCommand(params) => automation::command(params, facts),
        Check::Declared(params) => state::declared(params, facts),
        Check::Native(params) => native::run(params.name, law, facts),
    };
    match outcome {
        Outcome::Lacks(_) | Outcome::LacksPerhaps(_) if facts.truncated && reads_the_tree(check) => {
            Outcome::unknown(Unknown::Truncated)
        }
        outcome => outcome,
    }
}

/// Whether the check looks for something in the tree, where an entry past the limit may hold it.
fn reads_the_tree(check: &Check) -> bool {
    !matches!(
        check,
        Check::ForgeField(_) | Check::Activity(_) | Check::History(_) | Check::Declared(_)
    )
}
