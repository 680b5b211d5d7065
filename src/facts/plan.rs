// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which searches concern which file, told fast for a hundred searches and a hundred thousand files.

use std::collections::BTreeMap;

use super::cue::Cues;
use crate::model::{Origin, PathSet, Probe, Role};

/// The rules' searches without duplicates, and a quick way to those that may want a path.
pub(super) struct Plan<'a> {
    probes: Vec<(String, &'a Probe)>,
    by_role: Vec<(Role, Vec<usize>)>,
    /// Every path pattern of every probe in one set, each owned by its probe.
    globs: PathSet,
    /// What the texts must hold for the patterns to match, and for extractors to find something.
    pub(super) cues: Cues,
    /// Probes that must be asked for each path: their patterns could not join the set.
    always: Vec<usize>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(probes: &'a [Probe]) -> Self {
        let unique: BTreeMap<String, &Probe> = probes.iter().map(|probe| (probe.key(), probe)).collect();
        let probes: Vec<_> = unique.into_iter().collect();
        let mut by_role: Vec<(Role, Vec<usize>)> = Vec::new();
        for (index, (_, probe)) in probes.iter().enumerate() {
            for role in &probe.roles {
                match by_role.iter_mut().find(|(known, _)| known == role) {
                    Some((_, list)) => list.push(index),
                    None => by_role.push((*role, vec![index])),
                }
            }
        }
        let searched: Vec<&Probe> = probes.iter().map(|(_, probe)| *probe).collect();
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
    pub(super) fn probes(&self) -> &[(String, &'a Probe)] {
        &self.probes
    }

    /// The probes that want a file, in order.
    pub(super) fn wanted(&self, path: &str, role: Option<Role>, origin: Origin) -> Vec<usize> {
        let mut found = self.always.clone();
        if let Some(role) = role
            && let Some((_, list)) = self.by_role.iter().find(|(known, _)| *known == role)
        {
            found.extend(list);
        }
        found.extend(self.globs.owners(path));
        found.sort_unstable();
        found.dedup();
        found.retain(|index| self.probes[*index].1.wants(path, role, origin));
        found
    }
}
