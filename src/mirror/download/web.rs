// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is fetched over HTTP: the default branch, the whole history with its tags, or one revision.

use git2::{Reference, Repository};

use super::super::smart::{Advertised, Fetch, Line};
use super::{Done, Job, LANDING, Outcome, Talk, Tip, UNBORN, full_name, names, set_head};

impl Job {
    pub(super) fn over_the_web(&self, repo: &Repository, talk: &Talk) -> Outcome {
        let token = self.token.as_ref();
        let line = Line::new(&self.remote.url, token, self.over_http, &self.eager, &self.shared)?;
        let mut fetch = Fetch {
            repo,
            line,
            shared: &self.shared,
            depth: self.depth,
            filter: self.filter,
            most_bytes: self.most_bytes,
        };
        let advertised = fetch.discover()?;
        if !self.only.is_empty() {
            fetch.bring_contents(&self.only, &advertised)?;
            return Ok(Done::Fetched);
        }
        let tip = Tip::of(&advertised, self.whole_history());
        if self.rev.is_none() && !talk.ask(tip.clone()) {
            return Ok(Done::Declined);
        }
        if let Some(rev) = &self.rev {
            return bring_revision(&fetch, &advertised, rev);
        }
        if advertised.references.is_empty() {
            return Ok(Done::Fetched);
        }
        let Some(head) = advertised.find("HEAD") else {
            repo.reference_symbolic(UNBORN, "refs/heads/unknown", true, "")?;
            return Ok(Done::Fetched);
        };
        if self.whole_history() {
            self.remember_tags(repo)?;
            let tags = advertised.tags().map(|(_, id)| id);
            fetch.bring(&tags.chain([head]).collect::<Vec<_>>(), &advertised)?;
            take_tags(repo, &advertised)?;
        } else {
            fetch.bring(&[head], &advertised)?;
        }
        repo.reference(LANDING, head, true, "")?;
        set_head(repo, LANDING, tip.branch.as_deref())?;
        Ok(Done::Fetched)
    }
}

/// Brings a branch, a tag or a commit near, and puts HEAD on it.
fn bring_revision(fetch: &Fetch<'_>, advertised: &Advertised, rev: &str) -> Outcome {
    let named = names(rev).find_map(|name| Some((advertised.find(&name)?, Some(name))));
    let Some((id, name)) = named.or_else(|| Some((full_name(rev)?, None))) else {
        return Ok(Done::NoRevision);
    };
    match fetch.bring(&[id], advertised) {
        Ok(()) => {}
        // The server does not have it, or does not give commits by their names.
        Err(error) if name.is_none() && error.message().contains("not our ref") => {
            return Ok(Done::NoRevision);
        }
        Err(error) => return Err(error),
    }
    fetch.repo.reference(LANDING, id, true, "")?;
    let branch = name.filter(|name| name.starts_with("refs/heads/"));
    set_head(fetch.repo, LANDING, branch.as_deref())?;
    Ok(Done::Fetched)
}

/// Makes the tags those of the server.
fn take_tags(repo: &Repository, advertised: &Advertised) -> Result<(), git2::Error> {
    for mut old in repo.references_glob("refs/tags/*")?.flatten() {
        let stays = old.name().is_ok_and(|name| advertised.find(name).is_some());
        if !stays {
            old.delete()?;
        }
    }
    for (name, id) in advertised.tags() {
        // One that this system cannot store, or that leads to a file left on the server, is left out.
        if Reference::is_valid_name(name) {
            let _ = repo.reference(name, id, true, "");
        }
    }
    Ok(())
}
