// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Checks on the history: people, versions, dates.

use crate::facts::{AddressKind, Facts, Life};
use crate::model::{Evidence, Figure, HistoryFact, Known, Message, Place, Unknown};
use crate::rule::check::{Activity, HistoryCheck};

use super::outcome::{Outcome, seen};
use super::state::day_of;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// `activity`
pub(super) fn activity(params: &Activity, facts: &Facts) -> Outcome {
    match params {
        Activity::LastCommitWithinDays(limit) => last_commit(*limit, facts),
        Activity::LastReleaseWithinDays(limit) => last_release(*limit, facts),
        Activity::LastCommitOfAnyBranchWithinDays(limit) => any_branch(*limit, facts),
    }
}

fn last_commit(limit: i64, facts: &Facts) -> Outcome {
    match &facts.last_commit_days {
        Known::No(why) => Outcome::unknown(why.clone()),
        Known::Yes(days) => {
            let day = day_of(facts.last_commit.unwrap_or_default());
            let sighting = seen(Place::repository(), Message::LastCommit { day, limit });
            if *days <= limit {
                Outcome::Holds(vec![sighting])
            } else {
                Outcome::Lacks(sighting)
            }
        }
    }
}

/// The audited commit is proof when it is recent; an old one is none while other branches may have newer ones.
fn any_branch(limit: i64, facts: &Facts) -> Outcome {
    let life = facts.life.as_option();
    let Some(newest) = facts.last_commit.max(life.and_then(|life| life.newest)) else {
        return match &facts.last_commit_days {
            Known::No(why) => Outcome::unknown(why.clone()),
            Known::Yes(_) => Outcome::unknown(Unknown::NoHistory),
        };
    };
    let day = day_of(newest);
    let sighting = seen(Place::repository(), Message::LastCommit { day, limit });
    if facts.now.saturating_sub(newest) / DAY <= limit {
        return Outcome::Holds(vec![sighting]);
    }
    match &facts.life {
        Known::Yes(life) if life.every_branch => Outcome::Lacks(sighting),
        Known::Yes(_) => Outcome::unknown(Unknown::OtherBranches),
        Known::No(why) => Outcome::unknown(why.clone()),
    }
}

/// A recent tag is proof, even where other tags may lack; an old one is none.
fn last_release(limit: i64, facts: &Facts) -> Outcome {
    let life = match &facts.life {
        Known::Yes(life) => life,
        Known::No(why) => return Outcome::unknown(why.clone()),
    };
    let lacks = |message| {
        if life.tags_whole {
            Outcome::lacks(Place::repository(), message)
        } else {
            Outcome::unknown(Unknown::NoHistory)
        }
    };
    let Some((tag, time)) = life.last_release().and_then(|tag| Some((tag, tag.time?))) else {
        return lacks(Message::NoTag);
    };
    let message = Message::LastRelease {
        name: tag.name.clone(),
        day: day_of(time),
        limit,
    };
    if facts.now.saturating_sub(time) / DAY <= limit {
        Outcome::Holds(vec![seen(Place::repository(), message)])
    } else {
        lacks(message)
    }
}

/// `history`
pub(super) fn history(params: &HistoryCheck, facts: &Facts) -> Outcome {
    if params.fact == HistoryFact::Commits {
        return match &facts.last_commit_days {
            Known::Yes(_) => figure(params, 1, false),
            Known::No(Unknown::EmptyRepository) => figure(params, 0, true),
            Known::No(why) => Outcome::unknown(why.clone()),
        };
    }
    let life = match &facts.life {
        Known::Yes(life) => life,
        Known::No(why) => return Outcome::unknown(why.clone()),
    };
    match params.fact {
        HistoryFact::Commits => Outcome::Nothing,
        HistoryFact::Contributors => figure(params, life.contributors, life.whole),
        HistoryFact::BusFactor => people(params, life, life.bus_factor),
        HistoryFact::MainShare => people(params, life, life.main_share),
        HistoryFact::Tags => figure(params, life.tags.len(), life.tags_whole),
        HistoryFact::Releases => figure(params, life.releases().count(), life.tags_whole),
        HistoryFact::SemverTags => figure(params, life.versions().count(), life.tags_whole),
        HistoryFact::SignedTags => {
            let signed = life.tags.iter().filter(|tag| tag.signed).count();
            figure(params, signed, life.tags_whole)
        }
        HistoryFact::DependencyUpdates => figure(params, life.dependency_updates, life.whole),
        HistoryFact::GenericAddresses => addresses(params, life, AddressKind::Generic),
        HistoryFact::PersonalAddresses => addresses(params, life, AddressKind::Personal),
    }
}

/// A figure that more commits could change either way.
fn people(params: &HistoryCheck, life: &Life, value: Option<usize>) -> Outcome {
    match value {
        Some(value) if life.whole => figure(params, value, true),
        Some(_) => Outcome::unknown(Unknown::Truncated),
        None => Outcome::Nothing,
    }
}

/// Compares a figure. One that is not whole is a least: it proves "at least", and neither "at most" nor
/// "fewer than".
fn figure(params: &HistoryCheck, value: usize, whole: bool) -> Outcome {
    let sighting = seen(
        Place::repository(),
        Message::Figure(Figure {
            fact: params.fact,
            value,
            at_least: params.at_least,
            at_most: params.at_most,
        }),
    );
    let enough = params.at_least.is_none_or(|least| value >= least);
    let few = params.at_most.is_none_or(|most| value <= most);
    match (enough, few) {
        (_, false) => Outcome::Lacks(sighting),
        (true, true) if whole || params.at_most.is_none() => Outcome::Holds(vec![sighting]),
        (false, true) if whole => Outcome::Lacks(sighting),
        _ => Outcome::unknown(Unknown::NoHistory),
    }
}

/// One sighting an address, as each is mended on its own.
fn addresses(params: &HistoryCheck, life: &Life, kind: AddressKind) -> Outcome {
    let found: Vec<Evidence> = life
        .addresses
        .iter()
        .filter(|one| one.kind == kind)
        .map(|one| {
            let message = Message::CommitAddress {
                shown: one.shown.clone(),
                commits: one.commits,
            };
            seen(Place::repository(), message)
        })
        .collect();
    match figure(params, found.len(), life.whole) {
        Outcome::Holds(sighting) if found.is_empty() => Outcome::Holds(sighting),
        Outcome::Holds(_) => Outcome::Holds(found),
        other => other,
    }
}
