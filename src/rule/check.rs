// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The closed set of check primitives, as a rule file writes them.
//!
//! The doc comments of this file are the reference that `docs/rules-reference.md`
//! prints: they speak to whoever writes a rule.

use schemars::JsonSchema;
use serde::Deserialize;

pub use super::dataset::{DatasetQuestion, DatasetState};
use crate::model::{
    DeclaredKey, ForgeKey, Globs, HistoryFact, Holding, ManifestKey, MarkupFault, Origin, Part, Pattern,
    Probe, Role, Size, Topic, Words,
};

/// One condition. Each is written as a table with one key, the name of the primitive.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Holds when at least one file that is not empty bears one of these names.
    FileExists(FileExists),
    /// Holds when the project has a program of its own: a file that is not empty with the extension of a programming
    /// language. Pages, styles, queries and notebooks are none.
    SourceCode(SourceCode),
    /// Holds when at least one of these files is larger than a limit.
    FileSize(FileSize),
    /// Holds when a document of this role is there, with at least so many words of its own.
    Document(DocumentCheck),
    /// Holds when one of the patterns is found in one of the files or documents.
    TextMatch(Probe),
    /// Holds when a sentence of a document, as a reader sees it, says one of these things.
    ProseMatch(ProseMatch),
    /// Holds when the project explains this topic: in a section, a document, a site, behind a link, in a picture.
    Documented(Documented),
    /// Holds when a heading of a document speaks of one of these words.
    HeadingMatch(HeadingMatch),
    /// Holds when a link of a document leads to one of these places.
    LinkMatch(LinkMatch),
    /// Holds when every recognised licence text of the project is in the list.
    LicenceIn(LicenceIn),
    /// Holds when a package manifest gives this field, with one of these values when patterns are given.
    ManifestField(ManifestField),
    /// Holds when a link to data.gouv.fr, or the object that it leads to, is in this state. What the portal did not say
    /// is not known; so is what only publishers answer for, while nobody says who publishes a dataset.
    DatasetState(DatasetState),
    /// Holds when an HTML page shows this fault.
    Markup(MarkupCheck),
    /// Holds when the forge gives this field of the project, with one of these values when patterns are given.
    ForgeField(ForgeField),
    /// Holds when the last commit or the last release is recent enough.
    Activity(Activity),
    /// Holds when a figure of the history lies within bounds.
    History(HistoryCheck),
    /// Holds when continuous integration runs a command that matches one of these patterns. Files that a pipeline
    /// includes, templates, and tasks that it calls (Makefile, npm, Composer, tox, scripts…) are followed inside the
    /// repository; what it takes from elsewhere is not known.
    CiCommand(CiCommand),
    /// Holds when `.vigie.toml` declares this key with this value.
    Declared(Declared),
    /// A check that no primitive can express: a named function of Vigie.
    Native(Native),
}

fn own() -> Vec<Origin> {
    vec![Origin::Own]
}

/// Parameters of `file-exists`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileExists {
    /// Names or paths, with `*`, `**`, `?`, `[ab]` and `{a,b}`; case does not matter; `*` stops at `/`.
    #[schemars(with = "Vec<String>")]
    pub globs: Globs,
    /// Names or paths that do not count although they match.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Globs,
    /// Whether a document must say something: one that holds headings alone, a tool's text, or "TODO" does not count. Default: false.
    #[serde(default)]
    pub filled: bool,
    /// Origins of the files that count. Default: `["own"]`.
    #[serde(default = "own")]
    pub origins: Vec<Origin>,
}

/// Parameters of `source-code`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourceCode {
    /// Names or paths that do not count, such as those of a language that needs no such thing.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Globs,
}

/// Parameters of `file-size`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileSize {
    /// Names or paths. Default: every file.
    #[serde(default = "Globs::everything")]
    #[schemars(with = "Vec<String>")]
    pub globs: Globs,
    /// Names or paths that do not count although they match.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Globs,
    /// The limit, such as `"500 kB"` or `"10 MiB"`.
    #[schemars(with = "String")]
    pub over: Size,
    /// Origins of the files that count. Default: `["own"]`.
    #[serde(default = "own")]
    pub origins: Vec<Origin>,
}

/// Parameters of `document`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DocumentCheck {
    /// The roles; one of them is enough.
    pub roles: Vec<Role>,
    /// Least number of words outside code, badges and comments. Default: 1.
    #[serde(default = "one")]
    pub min_words: usize,
}

fn one() -> usize {
    1
}

/// Parameters of `heading-match`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HeadingMatch {
    /// Roles of the documents to read.
    #[serde(rename = "in")]
    pub roles: Vec<Role>,
    /// Words or phrases; accents, case, numbering and signs do not matter; whole words only,
    /// unless the word ends with `*`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub words: Words,
    /// Words or phrases that are the whole heading, its number and signs aside: "Sécurité", and not "Sécurité routière".
    /// Give `words`, `alone` or both.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub alone: Words,
    /// A heading that also speaks of one of these does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub except: Words,
    /// Least number of words below the heading, code included. Default: 0.
    #[serde(default)]
    pub min_words: usize,
    /// What below the heading is enough without so many words. Default: `["picture"]`.
    #[serde(default = "picture")]
    pub or_holds: Vec<Holding>,
    /// Regular expressions of which one must be found in a sentence below the heading, in lower case and without accents
    /// or as it is written. Default: none is asked for.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub says: Vec<Pattern>,
    /// Regular expressions of which one must be found in the address of a link below the heading, pictures aside. Default:
    /// none is asked for.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub leads: Vec<Pattern>,
    /// A sentence that also matches one of these, in either form, does not say what is asked; nor does a link whose
    /// address, or whose line, matches one.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Pattern>,
}

fn picture() -> Vec<Holding> {
    vec![Holding::Picture]
}

/// Parameters of `prose-match`. Text that a tool wrote into the document is left out. Give `patterns`, `written` or both.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProseMatch {
    /// Roles of the documents to read.
    #[serde(rename = "in")]
    pub roles: Vec<Role>,
    /// Regular expressions searched in each sentence in lower case, without accents, where each run of other signs is one space: "Maintenu·e par l'État" is searched as "maintenu e par l etat".
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Pattern>,
    /// Regular expressions searched in each sentence as it is written, links replaced by their words.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub written: Vec<Pattern>,
    /// A sentence that also matches one of these, in either form, does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Pattern>,
    /// Where to search. Default: `["prose", "heading"]`.
    #[serde(default = "prose")]
    pub parts: Vec<Part>,
}

fn prose() -> Vec<Part> {
    vec![Part::Prose, Part::Heading]
}

/// Parameters of `documented`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Documented {
    /// The topic.
    pub topic: Topic,
}

/// Parameters of `link-match`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LinkMatch {
    /// Roles of the documents to read.
    #[serde(rename = "in")]
    pub roles: Vec<Role>,
    /// Regular expressions searched in the link's target. One of them is enough.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Pattern>,
    /// Words of which one stands in what the link shows. One of them is enough.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub words: Words,
    /// A link whose target also matches one of these does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Pattern>,
}

/// Parameters of `licence-in`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LicenceIn {
    /// SPDX identifiers, exactly as in the SPDX list.
    pub ids: Vec<String>,
}

/// Parameters of `manifest-field`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ManifestField {
    /// The field.
    pub field: ManifestKey,
    /// Regular expressions on the value. Default: any value.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Pattern>,
}

/// Parameters of `markup`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MarkupCheck {
    /// The fault.
    pub fault: MarkupFault,
}

/// Parameters of `forge-field`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ForgeField {
    /// The field.
    pub field: ForgeKey,
    /// Regular expressions on the value. Default: any value that is not empty.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Pattern>,
}

/// Parameters of `activity`: one of them.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Activity {
    /// Most days between the last commit of the audited branch and the day of the audit.
    LastCommitWithinDays(i64),
    /// Most days between the last commit of any branch that the clone holds and the day of the audit. An older one
    /// proves nothing where the clone does not hold every branch.
    LastCommitOfAnyBranchWithinDays(i64),
    /// Most days between the tag of the latest date and the day of the audit.
    LastReleaseWithinDays(i64),
}

/// Parameters of `history`.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HistoryCheck {
    /// The figure.
    pub fact: HistoryFact,
    /// The least that it must be.
    #[serde(default)]
    pub at_least: Option<usize>,
    /// The most that it may be.
    #[serde(default)]
    pub at_most: Option<usize>,
}

/// Parameters of `ci-command`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CiCommand {
    /// Regular expressions on a command's line, or on the name of a job followed by a colon. One of them is enough.
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Pattern>,
    /// A command that also matches one of these does not count.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Pattern>,
}

/// Parameters of `declared`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Declared {
    /// A key of the `[declare]` table, such as `web-interface` or `inherited-licence`.
    pub key: DeclaredKey,
    /// The value that is asked for. Default: true.
    #[serde(default = "yes")]
    pub is: bool,
}

fn yes() -> bool {
    true
}

/// Parameters of `native`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Native {
    /// The function.
    pub name: NativeName,
}

/// The functions that `native` can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NativeName {
    /// Every manifest's licence is an SPDX expression; deprecated identifiers are one.
    ManifestLicenceIsSpdx,
    /// A manifest's licence has a deprecated identifier: for `none`, so that each one is a finding.
    ManifestLicenceDeprecated,
    /// Two sources name different licences: for `none`, so that each contradiction is a finding.
    LicencesDisagree,
    /// The law lets an administration give the code's licence to code. In a repository without code, the
    /// licences for data and documents count too.
    CodeLicenceAllowed,
    /// The law lets an administration give the data's licence to data; only the licence of the data itself,
    /// or the project's when nothing speaks of the data, is judged.
    DataLicenceAllowed,
    /// The licence that is given to the documentation is open.
    DocumentationLicenceOpen,
    /// A licence is given to the data itself, or the project's one is for data too.
    DataLicenceSaid,
    /// The code is under a GNU licence of which later versions may be chosen, said in so many words.
    LaterVersionsAllowed,
    /// The code's licence asks for reciprocity: for `when`.
    LicenceIsReciprocal,
    /// The licence of a fork is in the list, or its upstream is declared.
    ForkLicenceExplained,
    /// Nine source files in ten name their licence in their first lines.
    SourcesNameLicence,
    /// A licence that source files name has no text in the repository: for `none`.
    UsedLicenceWithoutText,
    /// A fault by REUSE: for `none`, so that each one is a finding.
    ReuseFaults,
    /// The licence of copied code cannot stand under the project's: for `none`.
    VendoredLicenceIncompatible,
    /// The licence of a dependency, as a lockfile tells it, does not go with the project's: for `none`.
    DependencyLicenceIncompatible,
    /// The README names a licence, or leads to the licence file.
    ReadmeNamesLicence,
    /// A folder of copied code has no licence file: for `none`, so that each folder is a finding.
    VendoredCodeWithoutLicence,
    /// A relative link of the README leads to nothing: for `none`, so that each link is a finding.
    ReadmeLinkDead,
    /// A link of the README names a place that is not there: for `none`, so that each link is a finding.
    ReadmeAnchorDead,
    /// A relative link of another document leads to nothing: for `none`, so that each link is a finding.
    DocumentLinkDead,
    /// A release on the forge tells what changed. Without tags there is none; where there are some, only the forge
    /// knows.
    ReleaseNotes,
    /// The README holds a text that a tool wrote and that should be replaced: for `none`.
    ReadmeStillTemplate,
    /// The README of the root leads to the README of a part, and that one explains how to install or use the part.
    PartsExplained,
    /// The team tracks programs, recipes, notebooks, templates or settings, and not texts, data and pictures alone: for `when`.
    MoreThanTexts,
    /// The README begins with what the project is.
    ReadmeIntroduces,
    /// A security.txt lacks a field of RFC 9116 or is out of date: for `none`.
    SecurityTxtFault,
    /// A fault of `publiccode.yml` by its standard: for `none`, so that each one is a finding.
    PubliccodeFaults,
    /// Something of `publiccode.yml` that its standard asks to change: for `none`.
    PubliccodeStale,
    /// `publiccode.yml` names another licence than the rest of the repository: for `none`.
    PubliccodeLicenceDiffers,
    /// A fault of `CITATION.cff` by its schema: for `none`.
    CitationFaults,
    /// A fault of `codemeta.json` by its context: for `none`.
    CodemetaFaults,
    /// A document links to the demonstration or development portal of data.gouv.fr: for `none`.
    LinkToOtherPortal,
    /// A document links to data.gouv.fr by a form that is no longer used: for `none`.
    LinkOfOldForm,
    /// A link leads to one upload of a file of data.gouv.fr: for `none`.
    LinkToOneUpload,
    /// The repository tracks data: no fixture, translation or configuration, nothing under a kilobyte.
    DataPresent,
    /// A licence is said for each data file that the repository tracks: the data's, its folder's, its data
    /// package's, or by REUSE.
    DataFilesLicensed,
    /// Data that could be published is tracked, and nothing links to a dataset: for `none`, so that each folder
    /// is a finding. Tables that seem to speak of persons are left out.
    UnlinkedData,
    /// The columns of a table seem to hold personal data: for `none`, so that each table is a finding.
    TableOfPersons,
    /// A Table Schema, Data Package or JSON Schema has a fault: for `none`.
    SchemaFault,
    /// A table breaks the schema that describes it: for `none`, so that each cell is a finding.
    TableBreaksSchema,
    /// The repository of a schema lacks what schema.data.gouv.fr expects: for `none`.
    SchemaRepositoryFault,
    /// Manifests of one package give different versions: for `none`, so that each one is a finding.
    VersionsDisagree,
    /// A version in a manifest at the root, or the day of its release, is older than the newest version among the
    /// tags: for `none`.
    VersionBehindTags,
    /// Manifests of one package give different addresses of the repository: for `none`.
    RepositoriesDisagree,
    /// Manifests of one package give names that have nothing in common: for `none`.
    NamesDisagree,
    /// Citation files name no author in common: for `none`.
    AuthorsDisagree,
    /// A notebook keeps what its cells printed: for `none`.
    NotebookOutputs,
    /// At least one licence text was recognised.
    LicenceRecognised,
    /// No licence file takes back what its licence grants. Unknown where one is not recognised.
    LicenceUnrestricted,
}
