// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Audits built by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use vigie::model::{
    Bearing, CategoryId, Conclusion, Confidence, DataFile, DataFormat, DataLink, DatasetRecord, DatasetRole,
    DatasetUse, Disagreement, Environment, Evidence, Finding, Fingerprint, Gap, GapKind, Impact, Judged,
    Known, Lang, LicenceMethod, LicenceSeen, LicenceText, Licensing, LinkKind, LinkTarget, Localized,
    Message, NonEmpty, ObjectKind, Package, PersonalColumn, PersonalKind, Place, PortalAnswer, PortalObject,
    PortalOutcome, PortalSource, ProfileId, Publisher, Quality, Reason, Registry, ResourceRecord, RoleReason,
    RuleId, SameFile, Sameness, Subject, TableCheck, TableShape, Unchecked, Unknown, Verdict, Waived,
    WaiverState,
};
use vigie::report::{AuditView, CohortOutcome, CohortRow, Target, Templates, WaiverView};
use vigie::rule::{Category, Rule};
use vigie::score::{Action, FailOn, Scorecard, next_actions};

/// What an [`AuditView`] borrows.
pub struct World {
    pub rules: Vec<Rule>,
    pub categories: Vec<Category>,
    pub profile: ProfileId,
    pub target: Target,
    pub card: Scorecard,
    pub actions: Vec<Action>,
    pub waivers: Vec<WaiverView>,
    pub gaps: Vec<Gap>,
    pub licences: Vec<LicenceText>,
    pub licensing: Licensing,
    pub datasets: Vec<DataLink>,
    pub uses: Vec<DatasetUse>,
    pub data: Vec<DataFile>,
    pub tables: Vec<TableCheck>,
    pub impact: Impact,
}

/// Calls `use_it` with the view of a world.
pub fn with<T>(world: &World, lang: Lang, use_it: impl FnOnce(&AuditView) -> T) -> T {
    let rules: Vec<&Rule> = world.rules.iter().collect();
    use_it(&AuditView {
        rules: &rules,
        categories: &world.categories,
        profile: &world.profile,
        rules_digest: "0123456789abcdef",
        target: &world.target,
        card: &world.card,
        actions: &world.actions,
        waivers: &world.waivers,
        official: &[],
        gaps: &world.gaps,
        licences: &world.licences,
        licensing: &world.licensing,
        datasets: &world.datasets,
        uses: &world.uses,
        data: &world.data,
        tables: &world.tables,
        impact: &world.impact,
        generated: Some("2026-11-23T10:00:00Z"),
        anchor: Some("LISEZMOI.md"),
        lang,
    })
}

pub fn templates() -> Templates {
    Templates::new(&BTreeMap::new()).unwrap()
}

fn both(fr: &str, en: &str) -> Localized {
    Localized {
        fr: fr.to_owned(),
        en: en.to_owned(),
    }
}

/// A rule; the texts are those of a real one.
pub fn rule(id: &str, category: &str, level: &str, weight: u32, title: (&str, &str)) -> Rule {
    let text = format!(
        r#"
since = "0.1.0"
level = "{level}"
confidence = "high"
weight = {weight}
effort = "minutes"
[title]
fr = "{}"
en = "{}"
[why]
fr = """Sans ce texte, personne ne sait
ce que la loi permet : chacun doit demander."""
en = "Without this text, nobody knows what the law allows: everyone has to ask."
[fix]
fr = "Ajoutez un fichier `LICENSE` avec le texte entier d’une licence admise, puis relancez `vigie audit`."
en = "Add a file `LICENSE` with the whole text of an allowed licence, then run `vigie audit` again."
[[source]]
text = "CRPA, art. D.323-2-1"
url = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044346911"
read = 2026-11-23
[[any]]
file-exists = {{ globs = ["LICENSE*"] }}
[[example]]
name = "none"
expect = "fail"
[[example]]
name = "one"
expect = "pass"
tree = {{ LICENSE = "MIT" }}
"#,
        title.0, title.1
    );
    Rule::parse(
        RuleId::new(id).unwrap(),
        CategoryId::new(category).unwrap(),
        id,
        &text,
    )
    .unwrap()
}

pub fn finding(
    rule: &str,
    place: Place,
    message: Message,
    confidence: Confidence,
    ordinal: usize,
) -> Finding {
    Finding {
        fingerprint: Fingerprint::of(
            &RuleId::new(rule).unwrap(),
            place.path.as_deref(),
            message.salient(),
            ordinal,
        ),
        place,
        message,
        confidence,
    }
}

fn judged(rule: &str, verdict: Verdict) -> Judged {
    Judged {
        rule: RuleId::new(rule).unwrap(),
        verdict,
        also_waived: Vec::new(),
    }
}

fn many<T>(items: Vec<T>) -> NonEmpty<T> {
    NonEmpty::new(items).unwrap()
}

fn rules() -> Vec<Rule> {
    vec![
        rule(
            "licence-missing",
            "licence",
            "required",
            20,
            (
                "Aucun fichier de licence à la racine",
                "No licence file at the root",
            ),
        ),
        rule(
            "licence-unlisted",
            "licence",
            "required",
            15,
            (
                "La licence n’est pas sur la liste admise",
                "The licence is not on the allowed list",
            ),
        ),
        rule(
            "readme-missing",
            "documentation",
            "required",
            10,
            ("Pas de présentation du projet", "No presentation of the project"),
        ),
        rule(
            "readme-without-contact",
            "documentation",
            "recommended",
            6,
            (
                "La présentation ne dit pas qui contacter",
                "The presentation does not say whom to contact",
            ),
        ),
        rule(
            "changelog-missing",
            "documentation",
            "optional",
            3,
            ("Pas de journal des modifications", "No list of changes"),
        ),
        rule(
            "secret-in-file",
            "security",
            "required",
            20,
            (
                "Un mot de passe ou une clé est publié",
                "A password or a key is published",
            ),
        ),
        rule(
            "large-binary",
            "security",
            "recommended",
            5,
            (
                "Un gros fichier binaire est suivi par Git",
                "A large binary file is tracked by Git",
            ),
        ),
        rule(
            "dataset-dead",
            "data",
            "recommended",
            5,
            (
                "Un jeu de données cité n’existe plus",
                "A dataset that is cited is gone",
            ),
        ),
        rule(
            "project-without-description",
            "data",
            "info",
            0,
            (
                "Le projet n’a pas de description sur la forge",
                "The project has no description on the forge",
            ),
        ),
    ]
}

/// The pieces of text that a repository can choose, one for each use.
pub struct Texts {
    pub name: String,
    pub path: String,
    pub quote: String,
    pub reason: String,
}

impl Texts {
    pub fn plain() -> Self {
        Self {
            name: "ministere/mes-aides".to_owned(),
            path: "src/config/réglages.py".to_owned(),
            quote: "password = …".to_owned(),
            reason: "Licence d’un partenaire, remplacée à la prochaine version".to_owned(),
        }
    }

    pub fn hostile(text: &str) -> Self {
        Self {
            name: text.to_owned(),
            path: text.to_owned(),
            quote: text.to_owned(),
            reason: text.to_owned(),
        }
    }
}

/// One verdict of each kind at least, in the order of [`rules`].
fn verdicts(texts: &Texts) -> Vec<Judged> {
    let path: Arc<str> = Arc::from(texts.path.as_str());
    let quote = || texts.quote.clone();
    let secret = |line, ordinal, confidence| {
        finding(
            "secret-in-file",
            Place::at(&path, line, 3),
            Message::Passage(quote()),
            confidence,
            ordinal,
        )
    };
    let waived = |ordinal, line| Waived {
        finding: finding(
            "licence-unlisted",
            Place::line(&path, line),
            Message::Licence {
                id: quote(),
                score: 97,
            },
            Confidence::High,
            ordinal,
        ),
        waiver: 0,
    };
    vec![
        judged(
            "licence-missing",
            Verdict::Fail(many(vec![finding(
                "licence-missing",
                Place::repository(),
                Message::NoFileAmong(vec!["LICENSE*".to_owned(), "COPYING*".to_owned()]),
                Confidence::High,
                0,
            )])),
        ),
        judged("licence-unlisted", Verdict::Waived(many(vec![waived(0, 1)]))),
        judged(
            "readme-missing",
            Verdict::Pass(vec![Evidence {
                place: Place::file(&path),
                message: Message::FilePresent,
            }]),
        ),
        judged(
            "readme-without-contact",
            Verdict::Fail(many(vec![finding(
                "readme-without-contact",
                Place::file(&path),
                Message::NoHeading {
                    words: vec!["contact".to_owned(), quote()],
                    read: 7,
                },
                Confidence::Medium,
                0,
            )])),
        ),
        judged(
            "changelog-missing",
            Verdict::NotApplicable(Reason::Condition(Message::NoPassage)),
        ),
        Judged {
            also_waived: vec![waived(1, 2)],
            ..judged(
                "secret-in-file",
                Verdict::Fail(many(
                    (0..8)
                        .map(|n| {
                            secret(
                                n + 1,
                                n as usize,
                                if n == 0 { Confidence::High } else { Confidence::Low },
                            )
                        })
                        .collect(),
                )),
            )
        },
        judged(
            "large-binary",
            Verdict::Pass(vec![Evidence {
                place: Place::repository(),
                message: Message::NoFileOver(10_000_000),
            }]),
        ),
        judged(
            "dataset-dead",
            Verdict::Undetermined(many(vec![Unknown::Offline, Unknown::Dynamic(Arc::clone(&path))])),
        ),
        judged(
            "project-without-description",
            Verdict::Undetermined(NonEmpty::one(Unknown::NoForge)),
        ),
    ]
}

/// Every kind of verdict.
pub fn world(texts: &Texts) -> World {
    let path: Arc<str> = Arc::from(texts.path.as_str());
    let quote = || texts.quote.clone();
    let verdicts = verdicts(texts);
    let rules = rules();
    let borrowed: Vec<&Rule> = rules.iter().collect();
    let card = Scorecard::new(&borrowed, verdicts, FailOn::Required);
    let actions = next_actions(&borrowed, &card.verdicts, &card.gate.blocking, 3);
    World {
        categories: categories(),
        profile: ProfileId::new("eig").unwrap(),
        target: Target {
            name: texts.name.clone(),
            url: Some("https://gitlab.example.gouv.fr/ministere/mes-aides".to_owned()),
            commit: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
            branch: Some(if texts.name == "ministere/mes-aides" {
                "main".to_owned()
            } else {
                texts.name.clone()
            }),
            folder: false,
        },
        card,
        actions,
        waivers: vec![
            waiver("licence-unlisted", texts, WaiverState::Active),
            waiver("readme-missing", texts, WaiverState::Expired),
            waiver("large-binary", texts, WaiverState::Unused),
        ],
        gaps: vec![
            Gap {
                path: Some(Arc::clone(&path)),
                kind: GapKind::TooLarge(12_345_678),
            },
            Gap {
                path: Some(Arc::clone(&path)),
                kind: GapKind::Unparsable(quote()),
            },
            Gap {
                path: None,
                kind: GapKind::TooManyEntries(500_000),
            },
        ],
        licences: vec![
            LicenceText {
                path: Arc::from("LICENSES/Etalab-2.0.txt"),
                id: Known::Yes("etalab-2.0".to_owned()),
                score: 98,
            },
            LicenceText {
                path: Arc::clone(&path),
                id: Known::No(Unknown::UnrecognisedLicence(Arc::clone(&path))),
                score: 0,
            },
        ],
        licensing: licensing(&path, &quote()),
        datasets: vec![DataLink {
            target: LinkTarget {
                kind: LinkKind::Object(ObjectKind::Dataset),
                host: "www.data.gouv.fr".to_owned(),
                env: Some(Environment::Production),
                key: Some("prod/dataset/base-adresse-nationale".parse().unwrap()),
                id: None,
                resource: None,
                version: None,
                uploaded: None,
                obsolete: true,
            },
            url: "https://www.data.gouv.fr/fr/datasets/base-adresse-nationale/".to_owned(),
            place: Place::line(&path, 12),
            role: None,
            bearing: Bearing::Claim,
        }],
        uses: uses(&path, &quote()),
        data: data(&path, &quote()),
        tables: vec![TableCheck {
            table: Arc::clone(&path),
            schema: Arc::clone(&path),
            rows: 321,
            errors: Vec::new(),
            count: 0,
            unchecked: vec![Unchecked::Schema(quote())],
        }],
        impact: Impact {
            packages: vec![Package {
                registry: Registry::Npm,
                name: quote(),
                manifest: Arc::clone(&path),
                place: Place::line(&path, 7),
            }],
            libraries: Some(vec![quote()]),
            ..Impact::default()
        },
        rules,
    }
}

/// A table with a column that seems personal.
fn data(path: &Arc<str>, quote: &str) -> Vec<DataFile> {
    vec![DataFile {
        path: Arc::clone(path),
        format: DataFormat::Csv,
        size: Some(12_345),
        lfs_sha256: None,
        table: Some(TableShape {
            rows: Some(321),
            header: vec!["code".to_owned(), quote.to_owned()],
            delimiter: Some(';'),
            encoding: Some("utf-8"),
        }),
        nameless: false,
        perhaps_organisations: false,
        personal: vec![PersonalColumn {
            column: quote.to_owned(),
            kind: PersonalKind::Email,
        }],
        licensed: true,
        schema: Some(Arc::clone(path)),
    }]
}

/// A dataset that the team publishes, late and with gaps, and one that the portal did not answer for.
fn uses(path: &Arc<str>, quote: &str) -> Vec<DatasetUse> {
    let key = |text: &str| text.parse().unwrap();
    let record = DatasetRecord {
        organization: Some(Publisher {
            name: quote.to_owned(),
            badges: Some(vec!["certified".to_owned()]),
            ..Publisher::default()
        }),
        licence: Some(quote.to_owned()),
        frequency: Some("daily".to_owned()),
        last_update: Some(1_700_000_000),
        quality: Quality {
            answers: [
                Some(true),
                Some(false),
                None,
                Some(true),
                Some(false),
                Some(true),
                Some(true),
                Some(true),
                Some(false),
            ],
            ..Quality::default()
        },
        resources: Some(vec![ResourceRecord {
            title: quote.to_owned(),
            available: Some(false),
            ..ResourceRecord::default()
        }]),
        resource_count: Some(1),
        ..DatasetRecord::default()
    };
    let published = DatasetUse {
        key: key("prod/dataset/5d13a8b6634f41070a43dff3"),
        keys: vec![key("prod/dataset/base-adresse-nationale")],
        slugs: Vec::new(),
        lost: Vec::new(),
        undecided: false,
        answer: PortalAnswer {
            outcome: PortalOutcome::Found(Box::new(PortalObject {
                id: "5d13a8b6634f41070a43dff3".to_owned(),
                slug: Some("base-adresse-nationale".to_owned()),
                title: Some(quote.to_owned()),
                dataset: Some(record),
                ..PortalObject::default()
            })),
            asked: Some(1_790_000_000),
            source: Some(PortalSource::Api),
        },
        role: DatasetRole::Published,
        reason: RoleReason::Declared,
        backlink: Some(false),
        places: vec![Place::line(path, 12)],
        same_files: vec![SameFile {
            path: Arc::clone(path),
            resource: quote.to_owned(),
            by: Sameness::Checksum,
        }],
    };
    let silent = DatasetUse {
        key: key("prod/reuse/une-carte"),
        keys: vec![key("prod/reuse/une-carte")],
        slugs: Vec::new(),
        lost: Vec::new(),
        undecided: true,
        answer: PortalAnswer::silence(vigie::model::Silence::Failed(503)),
        role: DatasetRole::ToConfirm,
        reason: RoleReason::InDocument,
        backlink: None,
        places: vec![Place::line(path, 14)],
        same_files: Vec::new(),
    };
    vec![published, silent]
}

fn categories() -> Vec<Category> {
    [
        ("licence", "Licence", "Licence"),
        ("documentation", "Documentation", "Documentation"),
        (
            "security",
            "Sécurité de la publication",
            "Safety of the publication",
        ),
        ("data", "Données", "Data"),
    ]
    .map(|(id, fr, en)| Category {
        id: CategoryId::new(id).unwrap(),
        title: both(fr, en),
    })
    .into()
}

fn waiver(rule: &str, texts: &Texts, state: WaiverState) -> WaiverView {
    WaiverView {
        central: false,
        rule: rule.to_owned(),
        path: Some(texts.path.clone()),
        reason: texts.reason.clone(),
        until: "2027-06-30".to_owned(),
        owner: texts.name.clone(),
        state,
    }
}

/// A row of a cohort under its usual file name.
pub fn row(name: &str, url: Option<&str>, outcome: CohortOutcome) -> CohortRow {
    CohortRow {
        id: vigie::report::slugs([name]).remove(0),
        key: name.to_owned(),
        state: "active".to_owned(),
        visibility: None,
        name: name.to_owned(),
        url: url.map(str::to_owned),
        outcome,
    }
}

/// Licences of everything that reports show: settled, not settled, inherited, of a folder, contradicted.
fn licensing(path: &Arc<str>, quote: &str) -> Licensing {
    let seen = |expression: &str, method| LicenceSeen {
        place: Place::line(path, 3),
        last_line: Some(9),
        expression: expression.to_owned(),
        method,
        confidence: 90,
    };
    let one = |subject, folder: &str, expression: Option<&str>, rivals: &[&str]| Conclusion {
        subject,
        folder: Arc::from(folder),
        expression: expression.map(str::to_owned),
        rivals: rivals.iter().map(|rival| (*rival).to_owned()).collect(),
        confidence: if expression.is_some() { 80 } else { 0 },
        inherited: subject == Subject::Documentation,
        evidence: expression
            .map(|id| seen(id, LicenceMethod::Exact))
            .into_iter()
            .collect(),
        unnamed: if expression.is_none() {
            vec![Arc::clone(path)]
        } else {
            Vec::new()
        },
    };
    Licensing {
        conclusions: vec![
            one(Subject::Code, "", Some("GPL-3.0-or-later"), &["GPL-3.0-only"]),
            one(Subject::Documentation, "", Some("GPL-3.0-or-later"), &[]),
            one(Subject::Data, "", None, &[]),
            one(Subject::Code, &format!("paquets/{path}"), Some(quote), &[]),
        ],
        disagreements: vec![Disagreement {
            subject: Subject::Code,
            seen: seen(quote, LicenceMethod::Statement),
            against: seen("GPL-3.0-or-later", LicenceMethod::Exact),
        }],
        ..Licensing::default()
    }
}
