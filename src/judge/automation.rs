// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks on what continuous integration runs.

use regex::Regex;

use crate::facts::Facts;
use crate::model::{Message, NonEmpty, Place, Screen, Unknown};
use crate::rule::check::CiCommand;

use super::outcome::{Outcome, seen};

/// Most places that one check reports.
const MOST_PLACES: usize = 20;

/// Most inclusions from elsewhere that are named.
const MOST_NAMED: usize = 3;

/// `ci-command`
pub(super) fn command(params: &CiCommand, facts: &Facts) -> Outcome {
    let automation = &facts.automation;
    let screen = Screen::new(automation.commands.iter().map(|command| command.text.as_str()));
    let (patterns, unless) = (screen.among(&params.patterns), screen.among(&params.unless));
    let found: Vec<_> = automation
        .commands
        .iter()
        .filter(|command| {
            let hit = |regex: &&Regex| regex.is_match(&command.text);
            patterns.iter().any(hit) && !unless.iter().any(hit)
        })
        .take(MOST_PLACES)
        .map(|command| seen(command.place.clone(), Message::Passage(command.text.clone())))
        .collect();
    if !found.is_empty() {
        return Outcome::Holds(found);
    }
    let elsewhere: Vec<_> = automation
        .elsewhere
        .iter()
        .take(MOST_NAMED)
        .map(|one| Unknown::Elsewhere(one.text.clone()))
        .collect();
    if let Some(elsewhere) = NonEmpty::new(elsewhere) {
        return Outcome::Unknown(elsewhere);
    }
    let place = automation
        .files
        .first()
        .map_or_else(Place::repository, Place::file);
    Outcome::lacks(place, Message::NoPassage)
}
