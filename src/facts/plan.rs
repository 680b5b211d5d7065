// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which searches concern which file, told fast for a hundred searches and a hundred thousand files.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::cue::Cues;
use crate::model::{Origin, PathSet, Probe, Role};

/// Plans that are kept at once: a cohort knows a few profiles.
const MOST_PLANS: usize = 8;

/// The plans made so far, shared by the audits of a run: repositories that ask for the same searches find them
/// prepared, expressions compiled. Sharing saves time and changes no fact.
#[derive(Debug, Default)]
pub struct Plans(Mutex<Vec<Arc<Plan>>>);

impl Plans {
    /// The plan of these searches, made when it is the first time that they are asked for.
    pub(super) fn of(&self, probes: &[Probe]) -> Arc<Plan> {
        let mut unique: BTreeMap<String, &Probe> = BTreeMap::new();
        for probe in probes {
            unique.entry(probe.key()).or_insert(probe);
        }
        // What is kept is whole at any time: a thread that stopped with the lock in its hand spoils nothing.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |plan: &&Arc<Plan>| plan.probes.iter().map(|(key, _)| key).eq(unique.keys());
        if let Some(plan) = kept.iter().find(same) {
            return Arc::clone(plan);
        }
        let probes = unique.into_iter().map(|(key, probe)| (key, probe.clone()));
        let plan = Arc::new(Plan::new(probes.collect()));
        if kept.len() == MOST_PLANS {
            kept.remove(0);
        }
        kept.push(Arc::clone(&plan));
        plan
    }
}

/// The rules' searches without duplicates, and a quick way to those that may want a path.
#[derive(Debug)]
pub(super) struct Plan {
    probes: Vec<(String, Probe)>,
    by_role: Vec<(Role, Vec<usize>)>,
    /// Every path pattern of every probe in one set, each owned by its probe.
    globs: PathSet,
    /// What the texts must hold for the patterns to match, and for extractors to find something.
    pub(super) cues: Cues,
    /// Probes that must be asked for each path: their patterns could not join the set.
    always: Vec<usize>,
}

impl Plan {
    /// `probes` have keys that differ, and are sorted by them.
    fn new(probes: Vec<(String, Probe)>) -> Self {
        let mut by_role: Vec<(Role, Vec<usize>)> = Vec::new();
        for (index, (_, probe)) in probes.iter().enumerate() {
            for role in &probe.roles {
                match by_role.iter_mut().find(|(known, _)| known == role) {
                    Some((_, list)) => list.push(index),
                    None => by_role.push((*role, vec![index])),
                }
            }
        }
        let searched: Vec<&Probe> = probes.iter().map(|(_, probe)| probe).collect();
        let globs = probes.iter().enumerate().flat_map(|(index, (_, probe))| {
            let sources = probe.globs.sources();
            sources.iter().map(move |glob| (glob.as_str(), index))
        });
        let (globs, always) = match PathSet::new(globs) {
            Ok(globs) => (globs, Vec::new()),
            Err(_) => (PathSet::default(), (0..probes.len()).collect()),
        };
        Self {
            cues: Cues::new(&searched),
            probes,
            by_role,
            globs,
            always,
        }
    }

    /// The probes with their keys, in the order that [`Plan::wanted`] counts.
    pub(super) fn probes(&self) -> &[(String, Probe)] {
        &self.probes
    }

    /// The probes that want a file, in order.
    pub(super) fn wanted(&self, path: &str, role: Option<Role>, origin: Origin) -> Vec<usize> {
        let mut found = self.globs.owners(path);
        if let Some(role) = role
            && let Some((_, list)) = self.by_role.iter().find(|(known, _)| *known == role)
        {
            found.extend(list);
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|index| self.probes[*index].1.allows(path, origin));
        if !self.always.is_empty() {
            let asked = self
                .always
                .iter()
                .filter(|index| self.probes[**index].1.wants(path, role, origin));
            found.extend(asked);
            found.sort_unstable();
            found.dedup();
        }
        found
    }
}
