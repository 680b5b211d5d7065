// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From an [`AuditView`] to the types of the wire format.

use super::audit::{
    Action, Audit, AuditSchema, Category, Dataset, Evidence, Finding, Gap, Gate, Grade, Licence, RuleVerdict,
    Score, ScoreCore, Source, Target, TargetSource, Tool, VerdictName, Waived, Waiver,
};
use super::impact::Impact;
use super::licensing::Licensing;
use super::official::OfficialScore;
use super::portal::{DataFile, DatasetState, PortalObject, TableCheck, rank};
use crate::model::{self, Known, Lang, Verdict};
use crate::report::wording::{self, typeset};
use crate::report::{AuditView, WaiverView};
use crate::rule::Rule;
use crate::score;

/// Most data files that a report lists.
const MOST_DATA: usize = 1_000;

impl Audit {
    /// Puts an audit into the words of its language.
    #[must_use]
    pub fn new(view: &AuditView) -> Self {
        let lang = view.lang;
        let card = view.card;
        Self {
            schema: AuditSchema::V1,
            tool: Tool::new(view.rules_digest, view.profile.as_str()),
            target: target(view),
            generated: view.generated.map(str::to_owned),
            lang: lang.as_str().to_owned(),
            gate: Gate {
                passed: card.gate.passed,
                blocking: card.gate.blocking.iter().map(ToString::to_string).collect(),
                unverified: card.gate.unverified.iter().map(ToString::to_string).collect(),
                left_out: card.gate.left_out.iter().map(ToString::to_string).collect(),
            },
            score: Score::new(card.overall, card.without_waivers),
            cut_history: card.verdicts.iter().filter(|one| cut_short(one)).count(),
            categories: card.categories.iter().map(|one| category(view, one)).collect(),
            actions: view.actions.iter().filter_map(|one| action(view, one)).collect(),
            verdicts: view
                .rules
                .iter()
                .zip(&card.verdicts)
                .map(|(rule, judged)| verdict(view, rule, judged))
                .collect(),
            waivers: view.waivers.iter().map(|one| waiver(lang, one)).collect(),
            licences: view.licences.iter().map(|one| licence(lang, one)).collect(),
            licensing: Licensing::new(lang, view.licensing),
            datasets: view
                .datasets
                .iter()
                .filter_map(|link| dataset(link, view.uses))
                .collect(),
            portal: portal(view),
            data: view
                .data
                .iter()
                .take(MOST_DATA)
                .map(|file| DataFile::new(file, view.uses))
                .collect(),
            tables: view.tables.iter().map(|one| TableCheck::new(lang, one)).collect(),
            impact: Impact::new(view.impact),
            official: view
                .official
                .iter()
                .map(|one| OfficialScore::new(lang, one))
                .collect(),
            gaps: view.gaps.iter().map(|one| gap(lang, one)).collect(),
        }
    }
}

/// Whether a rule is undetermined because the clone holds only the end of the history.
fn cut_short(judged: &model::Judged) -> bool {
    matches!(&judged.verdict, Verdict::Undetermined(all) if all.as_slice().contains(&model::Unknown::ShallowHistory))
}

/// What the team publishes first; the places in the repository decide among those alike.
fn portal(view: &AuditView) -> Vec<PortalObject> {
    let mut told: Vec<PortalObject> = view
        .uses
        .iter()
        .map(|one| PortalObject::new(view.lang, one))
        .collect();
    told.sort_by_key(|one| rank(&one.role));
    told
}

impl Tool {
    pub(super) fn new(rules_digest: &str, profile: &str) -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules_digest: rules_digest.to_owned(),
            profile: profile.to_owned(),
        }
    }
}

impl From<score::Grade> for Grade {
    fn from(grade: score::Grade) -> Self {
        match grade {
            score::Grade::A => Self::A,
            score::Grade::B => Self::B,
            score::Grade::C => Self::C,
            score::Grade::D => Self::D,
            score::Grade::E => Self::E,
        }
    }
}

impl Score {
    pub(super) fn new(overall: score::Score, bare: score::Score) -> Self {
        Self {
            earned: overall.earned,
            judged: overall.judged,
            possible: overall.possible,
            percent: overall.percent(),
            grade: overall.grade().map(Into::into),
            coverage: overall.coverage(),
            without_waivers: ScoreCore {
                earned: bare.earned,
                judged: bare.judged,
                percent: bare.percent(),
                grade: bare.grade().map(Into::into),
            },
        }
    }
}

fn target(view: &AuditView) -> Target {
    Target {
        name: view.target.name.clone(),
        url: view.target.url.clone(),
        commit: view.target.commit.clone(),
        branch: view.target.branch.clone(),
        source: if view.target.folder {
            TargetSource::Folder
        } else {
            TargetSource::Commit
        },
    }
}

fn category(view: &AuditView, scored: &score::CategoryScore) -> Category {
    let title = view
        .categories
        .iter()
        .find(|category| category.id == scored.id)
        .map_or(scored.id.as_str(), |category| category.title.get(view.lang));
    Category {
        id: scored.id.to_string(),
        title: typeset(view.lang, title),
        earned: scored.score.earned,
        judged: scored.score.judged,
        possible: scored.score.possible,
        percent: scored.score.percent(),
        grade: scored.score.grade().map(Into::into),
        coverage: scored.score.coverage(),
    }
}

fn action(view: &AuditView, action: &score::Action) -> Option<Action> {
    let rule = view.rules.iter().find(|rule| rule.id == action.rule)?;
    Some(Action {
        rule: rule.id.to_string(),
        title: typeset(view.lang, rule.title.get(view.lang)),
        fix: typeset(view.lang, rule.fix.get(view.lang).trim()),
        points: action.points,
    })
}

fn verdict(view: &AuditView, rule: &Rule, judged: &model::Judged) -> RuleVerdict {
    let lang = view.lang;
    let text = |both: &model::Localized| typeset(lang, both.get(lang).trim());
    let mut told = RuleVerdict {
        rule: rule.id.to_string(),
        category: rule.category.to_string(),
        level: rule.level,
        confidence: rule.confidence,
        weight: rule.weight,
        title: text(&rule.title),
        why: text(&rule.why),
        fix: text(&rule.fix),
        sources: rule.sources.iter().map(source).collect(),
        verdict: VerdictName::Pass,
        findings: Vec::new(),
        waived: waived(view, &judged.also_waived),
        reason: None,
        evidence: Vec::new(),
    };
    match &judged.verdict {
        Verdict::Pass(seen) => told.evidence = seen.iter().map(|one| evidence(lang, one)).collect(),
        Verdict::Fail(findings) => {
            told.verdict = VerdictName::Fail;
            told.findings = findings.as_slice().iter().map(|one| finding(lang, one)).collect();
        }
        Verdict::NotApplicable(reason) => {
            told.verdict = VerdictName::NotApplicable;
            told.reason = Some(wording::reason(lang, reason));
        }
        Verdict::Undetermined(unknowns) => {
            told.verdict = VerdictName::Undetermined;
            told.reason = Some(wording::unknowns(lang, unknowns.as_slice()));
        }
        Verdict::Waived(all) => {
            told.verdict = VerdictName::Waived;
            told.waived.splice(0..0, waived(view, all.as_slice()));
        }
    }
    told
}

fn source(source: &crate::rule::Source) -> Source {
    Source {
        text: source.text.clone(),
        url: source.url.clone(),
        read: source.read.to_string(),
    }
}

fn finding(lang: Lang, finding: &model::Finding) -> Finding {
    Finding {
        path: finding.place.path.as_deref().map(str::to_owned),
        line: finding.place.line,
        column: finding.place.column,
        message: wording::message(lang, &finding.message),
        confidence: finding.confidence,
        fingerprint: finding.fingerprint.as_str().to_owned(),
    }
}

fn evidence(lang: Lang, evidence: &model::Evidence) -> Evidence {
    Evidence {
        path: evidence.place.path.as_deref().map(str::to_owned),
        line: evidence.place.line,
        column: evidence.place.column,
        message: wording::message(lang, &evidence.message),
    }
}

fn waived(view: &AuditView, all: &[model::Waived]) -> Vec<Waived> {
    all.iter()
        .map(|one| {
            // A waiver that the caller did not list leaves its fields empty rather than the report unmade.
            let waiver = view.waivers.get(one.waiver);
            let field = |get: fn(&WaiverView) -> &String| waiver.map(get).cloned().unwrap_or_default();
            Waived {
                finding: finding(view.lang, &one.finding),
                reason: field(|waiver| &waiver.reason),
                until: field(|waiver| &waiver.until),
                owner: field(|waiver| &waiver.owner),
                central: waiver.is_some_and(|waiver| waiver.central),
            }
        })
        .collect()
}

fn waiver(lang: Lang, waiver: &WaiverView) -> Waiver {
    Waiver {
        rule: waiver.rule.clone(),
        path: waiver.path.clone(),
        reason: waiver.reason.clone(),
        until: waiver.until.clone(),
        owner: waiver.owner.clone(),
        central: waiver.central,
        state: waiver.state.as_str().to_owned(),
        message: wording::waiver_state(lang, waiver.state).to_owned(),
    }
}

fn licence(lang: Lang, licence: &model::LicenceText) -> Licence {
    let (id, reason) = match &licence.id {
        Known::Yes(id) => (Some(id.clone()), None),
        Known::No(unknown) => (None, Some(wording::unknown(lang, unknown))),
    };
    Licence {
        path: licence.path.to_string(),
        id,
        score: licence.score,
        reason,
    }
}

fn dataset(link: &model::DataLink, uses: &[model::DatasetUse]) -> Option<Dataset> {
    let key = link.target.key.as_ref()?;
    Some(Dataset {
        kind: key.kind().as_str().to_owned(),
        id: key.id().to_owned(),
        url: link.url.clone(),
        path: link.place.path.as_deref().map(str::to_owned),
        line: link.place.line,
        state: uses
            .iter()
            .find(|one| one.keys.contains(key))
            .map_or(DatasetState::NotVerified, |one| DatasetState::of(&one.answer)),
    })
}

fn gap(lang: Lang, gap: &model::Gap) -> Gap {
    Gap {
        path: gap.path.as_deref().map(str::to_owned),
        kind: wording::gap_name(&gap.kind).to_owned(),
        message: wording::gap(lang, &gap.kind),
    }
}
