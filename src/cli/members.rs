// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The work on one repository of a cohort: asked for, reused or audited, written.

use std::cell::RefCell;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use super::interrupt::INTERRUPTED;
use super::output;
use super::sources::Cohort;
use super::store::{self, Store};
use super::trouble::Trouble;
use super::view::Told;
use crate::facts;
use crate::forge::{Forge as _, Place, Project, Unsaid};
use crate::mirror::{self, Cache, Hosts, MirrorOptions, Source, Tip, Update};
use crate::model::{ForgeFacts, Gap, GapKind, Known, Lang, Role, Silent, Unknown};
use crate::pipeline::{self, Audit, AuditError, Bounded, Failure, Outcome, Outside, Ready, Tools};
use crate::report::wire::v1;
use crate::report::{self, AuditSummary, CohortOutcome, CohortRow, Target, Templates, html};
use crate::snapshot::{self, LiteralSnapshot, Snapshot, SnapshotError};

/// What an audit weighs besides twice its repository, in bytes.
const LEAST_WEIGHT: u64 = 8 << 20;
/// How often a repository is looked at for what stayed on its server: what is read may lead to more.
const MOST_LOOKS: usize = 4;

/// What every repository of a run shares.
pub(super) struct Members<'a> {
    pub(super) tools: Tools,
    pub(super) templates: &'a Templates,
    /// Whether the templates are those of the program.
    pub(super) own_templates: bool,
    pub(super) lang: Lang,
    pub(super) generated: Option<String>,
    pub(super) cohort: &'a Cohort,
    /// Names of files, in the order of the projects.
    pub(super) ids: Vec<String>,
    pub(super) out: &'a Path,
    pub(super) cache: Cache,
    pub(super) hosts: Hosts,
    pub(super) store: Store,
    /// The size, in bytes, from which files stay on their servers.
    pub(super) filter: Option<u64>,
    /// How many commits are fetched; the whole history without it.
    pub(super) depth: Option<NonZeroU32>,
    /// Where clones go that no cache takes.
    pub(super) temporary: &'a Path,
    pub(super) time_limit: Duration,
    /// Trouble with writing: told once, at the end.
    pub(super) trouble: Mutex<Option<Trouble>>,
}

/// A repository that is ready to be audited.
pub(super) struct Prepared {
    place: Prepare,
    /// What the forge says.
    facts: Option<ForgeFacts>,
    /// The key of its result; `None` for what cannot be told from outside, such as a working folder.
    key: Option<String>,
}

enum Prepare {
    Local(PathBuf),
    Fetched(Source),
    Nothing,
}

/// A repository's row, and whether an earlier result was reused.
pub(super) type Row = (AuditSummary, bool);

impl Members<'_> {
    /// Asks for a repository: the network's part.
    pub(super) fn prepare(&self, index: usize, project: &Project) -> Result<Ready<Prepared, Row>, String> {
        if let Some(obstacle) = project.state.obstacle() {
            return Err(obstacle);
        }
        let work = |place, key, weight| {
            let facts = self.complete(project, &place);
            Ready::Work(Prepared { place, facts, key }, weight)
        };
        match &project.place {
            Place::Empty => Ok(work(Prepare::Nothing, None, 0)),
            Place::Local(path) => {
                let tip = mirror::local_tip(path);
                let key = tip.map(|tip| self.key(project, &tip));
                if let Some(key) = &key
                    && let Some(found) = self.known(project, key)
                {
                    return Ok(Ready::Known(self.reuse(index, found)));
                }
                Ok(work(Prepare::Local(path.clone()), key, LEAST_WEIGHT))
            }
            Place::Remote(url) => {
                let found = RefCell::new((None, None));
                let known = |tip: &Tip| {
                    let key = self.key(project, tip);
                    let result = self.known(project, &key);
                    let is_known = result.is_some();
                    found.replace((Some(key), result));
                    is_known
                };
                let update = self.update(project, url, &known)?;
                match (update, found.into_inner()) {
                    (Update::Here(source), (key, _)) => {
                        let weight = source.bytes().saturating_mul(2).saturating_add(LEAST_WEIGHT);
                        Ok(work(Prepare::Fetched(source), key, weight))
                    }
                    (Update::Declined(_), (_, Some(result))) => Ok(Ready::Known(self.reuse(index, result))),
                    (Update::Declined(_), _) => {
                        Err("the repository was asked for and not fetched".to_owned())
                    }
                }
            }
        }
    }

    /// What the forge says, and what it says besides where the repository is silent.
    fn complete(&self, project: &Project, place: &Prepare) -> Option<ForgeFacts> {
        let (Prepare::Fetched(source), Some(forge)) = (place, &self.cohort.gitlab) else {
            return project.facts.clone();
        };
        let names = source.names();
        let holds = |role| names.iter().any(|name| facts::role_of(name) == Some(role));
        let unsaid = Unsaid {
            licence: !holds(Role::Licence) && !names.iter().any(|name| name == "LICENSES"),
            changes: !holds(Role::Changelog),
        };
        forge.complete(project, unsaid)
    }

    fn options(&self) -> MirrorOptions<'static> {
        MirrorOptions {
            filter: self.filter,
            depth: self.depth,
            token: self.cohort.token.clone(),
            token_over_http: self.cohort.allow_http,
            folder: Some(self.temporary.to_owned()),
            interrupted: Some(&INTERRUPTED),
            ..MirrorOptions::default()
        }
    }

    fn update(&self, project: &Project, url: &str, known: &dyn Fn(&Tip) -> bool) -> Result<Update, String> {
        let options = self.options();
        let key = store::stable(&project.key);
        let done = self
            .cache
            .update(&key, url, &options, &self.hosts, known, &Silent);
        done.map_err(|error| self.told(error))
    }

    /// Why a repository has no audit, as its row of the report says it.
    fn told(&self, error: impl Into<Trouble>) -> String {
        error.into().told(self.lang)
    }

    fn key(&self, project: &Project, tip: &Tip) -> String {
        // Neither a star nor an issue makes a verdict: facts that no rule asks for do not count.
        let facts = project.facts.as_ref().map(ForgeFacts::for_rules);
        let central = self.cohort.central(project).fingerprint();
        let addresses = addresses(project);
        let told = format!("{:?} {addresses:?} {facts:?} {central}", project.name);
        self.store.key(&told, tip)
    }

    fn known(&self, project: &Project, key: &str) -> Option<store::Result> {
        self.store.get(&store::stable(&project.key), key, self.tools.now)
    }

    /// Writes a result that is known. When that fails the run says so at its end.
    fn reuse(&self, index: usize, found: store::Result) -> Row {
        let page = found
            .page
            .filter(|_| self.own_templates && self.generated.is_none());
        let (text, page) = match page {
            Some(page) => (Ok(found.audit), Ok(page)),
            None => match serde_json::from_str(&found.audit) {
                Ok(audit) => self.tell(audit),
                Err(error) => (Err(error.into()), Ok(String::new())),
            },
        };
        self.write(index, text, page);
        (found.summary, true)
    }

    /// Audits a repository: the processor's part.
    pub(super) fn audit(&self, index: usize, prepared: Prepared) -> Result<Row, String> {
        let project = self.project(index)?;
        let Prepared { place, facts, key } = prepared;
        match place {
            Prepare::Nothing => self.judge(index, project, facts, &LiteralSnapshot::default(), None),
            Prepare::Local(path) => {
                let tree =
                    snapshot::open(&path, None, &self.tools.limits).map_err(|error| self.told(error))?;
                self.judge(index, project, facts, tree.as_ref(), key)
            }
            Prepare::Fetched(source) => self.judge_fetched(index, project, facts, source, key),
        }
    }

    fn project(&self, index: usize) -> Result<&Project, String> {
        let project = self.cohort.projects.get(index);
        project.ok_or_else(|| "the repository is not in the list".to_owned())
    }

    /// Judges what was fetched. A mirror that proves damaged, on its way to the verdicts too, is cloned anew, once: what
    /// lacks then lacks on the server.
    fn judge_fetched(
        &self,
        index: usize,
        project: &Project,
        facts: Option<ForgeFacts>,
        source: Source,
        key: Option<String>,
    ) -> Result<Row, String> {
        let first = self.examine(project, facts.clone(), &source);
        let has_holes = match &first {
            Ok(audit) => audit.gaps.iter().any(is_hole),
            Err(reason) => reason.may_be_a_hole(),
        };
        let first = first.map_err(|reason| self.unexamined(reason));
        let Place::Remote(url) = &project.place else {
            return self.keep(index, project, &first?, key);
        };
        if !has_holes || !source.is_mirror() {
            return self.keep(index, project, &first?, key);
        }
        let _ = source.discard();
        // The server may have moved on meanwhile.
        let key = RefCell::new(None);
        let learn = |tip: &Tip| {
            key.replace(Some(self.key(project, tip)));
            false
        };
        match self.update(project, url, &learn)? {
            Update::Here(source) => {
                let again = self.examine(project, facts, &source);
                let audit = again.map_err(|reason| self.unexamined(reason))?;
                self.keep(index, project, &audit, key.into_inner())
            }
            Update::Declined(_) => Err("the repository was asked for and not fetched".to_owned()),
        }
    }

    /// Opens and judges what was fetched. What was left on the server and proves to be needed is asked for; where
    /// it cannot be had, the verdicts say that it was not read.
    fn examine(
        &self,
        project: &Project,
        facts: Option<ForgeFacts>,
        source: &Source,
    ) -> Result<Audit, Unexamined> {
        let open = || snapshot::open(source.path(), None, &self.tools.limits).map_err(Unexamined::Open);
        let judge =
            |tree: &dyn Snapshot, facts| self.audit_tree(project, facts, tree).map_err(Unexamined::Audit);
        for _ in 1..MOST_LOOKS {
            let tree = open()?;
            let audit = judge(tree.as_ref(), facts.clone())?;
            let options = MirrorOptions {
                only: tree.lacking(),
                ..self.options()
            };
            let Place::Remote(url) = &project.place else {
                return Ok(audit);
            };
            if options.only.is_empty() || self.cache.complete(source, url, &options, &self.hosts).is_err() {
                return Ok(audit);
            }
        }
        judge(open()?.as_ref(), facts)
    }

    fn unexamined(&self, reason: Unexamined) -> String {
        match reason {
            Unexamined::Open(error) => self.told(error),
            Unexamined::Audit(error) => self.told(error),
        }
    }

    fn judge(
        &self,
        index: usize,
        project: &Project,
        facts: Option<ForgeFacts>,
        tree: &dyn Snapshot,
        key: Option<String>,
    ) -> Result<Row, String> {
        let audit = self
            .audit_tree(project, facts, tree)
            .map_err(|error| self.told(error))?;
        self.keep(index, project, &audit, key)
    }

    fn audit_tree(
        &self,
        project: &Project,
        facts: Option<ForgeFacts>,
        tree: &dyn Snapshot,
    ) -> Result<Audit, AuditError> {
        let bounded = Bounded::new(tree, self.time_limit, &INTERRUPTED);
        let outside = Outside {
            forge: facts.map_or(Known::No(Unknown::NoForge), Known::Yes),
            central: self.cohort.central(project),
            addresses: addresses(project),
        };
        pipeline::audit_member(&bounded, outside, &self.tools, &Silent)
    }

    /// Writes a result, and keeps it for the next run. One that judged nothing because nothing could be read is none.
    fn keep(
        &self,
        index: usize,
        project: &Project,
        audit: &Audit,
        key: Option<String>,
    ) -> Result<Row, String> {
        if audit.card.gate.blind
            && let Some(gap) = unread(&audit.gaps)
        {
            return Err(self.told(Trouble::Unread(gap.clone())));
        }
        let target = Target {
            name: project.name.clone(),
            url: project.url.clone(),
            commit: audit.commit.as_ref().map(|commit| commit.as_str().to_owned()),
            branch: audit.branch.clone(),
            folder: audit.folder,
        };
        let told = Told::new(audit);
        let wire = v1::Audit::new(&told.view(&self.tools, &target, None, self.lang));
        let summary = AuditSummary::of(&wire);
        let kept = report::json::wire(&wire).ok();
        let (text, page) = self.tell(wire);
        if let (Some(key), Some(kept)) = (key, kept) {
            let page = page
                .as_ref()
                .ok()
                .filter(|_| self.own_templates && self.generated.is_none());
            let moment = (self.tools.now, audit.valid_until);
            self.store.put(
                &store::stable(&project.key),
                key,
                moment,
                &summary,
                &kept,
                page.map(String::as_str),
            );
        }
        self.write(index, text, page);
        Ok((summary, false))
    }

    /// The audit as JSON and as a page, with the time of the run when it is asked for.
    fn tell(&self, mut audit: v1::Audit) -> (Result<String, Trouble>, Result<String, Trouble>) {
        audit.generated.clone_from(&self.generated);
        let text = report::json::wire(&audit).map_err(Trouble::from);
        let page = html::member(audit, self.lang, self.templates).map_err(Trouble::from);
        (text, page)
    }

    fn write(&self, index: usize, text: Result<String, Trouble>, page: Result<String, Trouble>) {
        let id = self.ids.get(index).map(String::as_str).unwrap_or_default();
        let done = text.and_then(|text| {
            output::keep_file(&self.out.join("audits").join(format!("{id}.json")), &text)?;
            output::keep_file(&self.out.join("repositories").join(format!("{id}.html")), &page?)
        });
        if let Err(trouble) = done
            && let Ok(mut first) = self.trouble.lock()
        {
            first.get_or_insert(trouble);
        }
    }

    /// The row of a repository.
    pub(super) fn row(&self, index: usize, outcome: Outcome<AuditSummary>) -> Option<CohortRow> {
        let project = self.cohort.projects.get(index)?;
        Some(CohortRow {
            id: self.ids.get(index)?.clone(),
            key: project.key.clone(),
            name: project.name.clone(),
            url: project.url.clone(),
            state: project.state.as_str().to_owned(),
            visibility: if project.closed {
                Some("private".to_owned())
            } else {
                project.facts.as_ref().and_then(|facts| facts.visibility.clone())
            },
            outcome: match outcome {
                Ok(audit) => CohortOutcome::Audited(Box::new(audit)),
                Err(Failure::Failed(reason)) => CohortOutcome::Failed(reason),
                Err(Failure::Panicked(reason)) => {
                    CohortOutcome::Failed(format!("internal error, please report it: {reason}"))
                }
                Err(Failure::Interrupted) => CohortOutcome::Failed("the run was interrupted".to_owned()),
            },
        })
    }
}

/// The addresses of a project: its page, and where it is cloned from.
fn addresses(project: &Project) -> Vec<String> {
    let cloned = match &project.place {
        Place::Remote(address) => Some(mirror::shown_url(address)),
        Place::Local(path) => mirror::origin(path),
        Place::Empty => None,
    };
    project.url.clone().into_iter().chain(cloned).collect()
}

/// Why what was fetched was not judged.
enum Unexamined {
    /// It did not open.
    Open(SnapshotError),
    /// Its audit could not be done.
    Audit(AuditError),
}

impl Unexamined {
    /// Whether a whole clone might do better: settings that are not valid are so in each clone.
    fn may_be_a_hole(&self) -> bool {
        match self {
            Self::Open(_) => true,
            Self::Audit(error) => matches!(error, AuditError::ReadConfig(_)),
        }
    }
}

/// Whether something lacks that a whole clone would hold.
fn is_hole(gap: &Gap) -> bool {
    matches!(gap.kind, GapKind::MissingObject | GapKind::CorruptObject)
}

/// The first of the gaps that hid something; where there was nothing, nothing is hidden.
fn unread(gaps: &[Gap]) -> Option<&Gap> {
    let nothing = |gap: &Gap| matches!(gap.kind, GapKind::EmptyRepository | GapKind::UnbornHead);
    gaps.first().filter(|_| !gaps.iter().any(nothing))
}
