// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The closed vocabularies that rules, facts and declarations share.

use schemars::JsonSchema;
use serde::Deserialize;

/// Where a file comes from. Only `own` files speak for or against the repository unless a rule asks for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Written by the team.
    Own,
    /// Copied from another project.
    Vendored,
    /// Made by a program.
    Generated,
    /// Example or test data.
    Fixture,
}

/// The part that a document plays, told by its name and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// README at the root (or in `docs/`, `.gitlab/`, `.github/` when the root has none).
    Readme,
    /// LICENSE, LICENCE, COPYING, `LICENSES/`.
    Licence,
    /// CONTRIBUTING.
    Contributing,
    /// CHANGELOG, CHANGES, HISTORY, NEWS.
    Changelog,
    /// SECURITY or security.txt.
    Security,
    /// Code of conduct.
    CodeOfConduct,
    /// GOVERNANCE.
    Governance,
    /// AUTHORS, MAINTAINERS, CONTRIBUTORS.
    Authors,
    /// ROADMAP.
    Roadmap,
    /// Any other document in a markup or plain-text format.
    Other,
}

impl Role {
    /// The name used in rule files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Readme => "readme",
            Self::Licence => "licence",
            Self::Contributing => "contributing",
            Self::Changelog => "changelog",
            Self::Security => "security",
            Self::CodeOfConduct => "code-of-conduct",
            Self::Governance => "governance",
            Self::Authors => "authors",
            Self::Roadmap => "roadmap",
            Self::Other => "other",
        }
    }
}

/// Where a sentence of a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// In a paragraph, a list or a table.
    Prose,
    /// It is a heading.
    Heading,
    /// It is a line of a block of code.
    Code,
}

/// What a section may hold beside words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Holding {
    /// An image or a diagram.
    Picture,
    /// A block of code.
    Code,
    /// A list.
    List,
    /// A link.
    Link,
}

/// What a project explains to those who use it, install it or take it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Any documentation beside the README: a folder of documents, a site, a wiki.
    Any,
    /// What the project does.
    Functional,
    /// How to use it.
    User,
    /// What a developer must know.
    Technical,
    /// How to install and run it.
    Install,
    /// Its parts and their ties, in words.
    Architecture,
    /// Its parts and their ties, in a drawing.
    Diagram,
    /// Material to train people.
    Training,
}

impl Topic {
    /// The name used in rule files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Functional => "functional",
            Self::User => "user",
            Self::Technical => "technical",
            Self::Install => "install",
            Self::Architecture => "architecture",
            Self::Diagram => "diagram",
            Self::Training => "training",
        }
    }
}

/// A field that package manifests share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ManifestKey {
    /// The package's name.
    Name,
    /// The package's version.
    Version,
    /// The licence expression or name.
    Licence,
    /// The address of the source repository.
    Repository,
    /// The authors or the owner, joined by commas.
    Authors,
    /// The day of the last release (`releaseDate` of publiccode.yml, `date-released` of CITATION.cff).
    ReleaseDate,
}

impl ManifestKey {
    /// The name used in rule files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Version => "version",
            Self::Licence => "licence",
            Self::Repository => "repository",
            Self::Authors => "authors",
            Self::ReleaseDate => "release-date",
        }
    }
}

/// A fault that the source of an HTML page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarkupFault {
    /// A whole document whose `html` element has no `lang` (RGAA 8.3).
    HtmlWithoutLang,
    /// A whole document without a filled `title` element (RGAA 8.5).
    PageWithoutTitle,
    /// An `img` element without an `alt` attribute (RGAA 1.1).
    ImageWithoutAlt,
    /// A whole HTML document, fault or not: use it in `when`.
    Page,
}

impl MarkupFault {
    /// The name used in rule files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HtmlWithoutLang => "html-without-lang",
            Self::PageWithoutTitle => "page-without-title",
            Self::ImageWithoutAlt => "image-without-alt",
            Self::Page => "page",
        }
    }
}

/// A field that the forge knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ForgeKey {
    /// The project's description.
    Description,
    /// The project's topics, joined by spaces.
    Topics,
    /// `true` when the issue tracker is open.
    Issues,
    /// `true` when the project belongs to a group.
    InGroup,
    /// `true` when the project is archived.
    Archived,
    /// How many people may administer the project; above one it may be more.
    Maintainers,
    /// The last part of the project's path, by which people find it.
    Name,
    /// `public`, `internal` or `private`.
    Visibility,
    /// `true` when the project is a fork.
    Fork,
    /// `true` when the project is a template for others.
    Template,
}

impl ForgeKey {
    /// The name used in rule files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Topics => "topics",
            Self::Issues => "issues",
            Self::InGroup => "in-group",
            Self::Archived => "archived",
            Self::Maintainers => "maintainers",
            Self::Name => "name",
            Self::Visibility => "visibility",
            Self::Fork => "fork",
            Self::Template => "template",
        }
    }
}

/// A figure of the history. Those of people concern the twelve months that end with the audited commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HistoryFact {
    /// 1 when the files are kept in Git and a commit is there, 0 when there is none yet.
    Commits,
    /// People who wrote a commit, or shared one; programs are none.
    Contributors,
    /// The smallest number of people who made half of the commits.
    BusFactor,
    /// The share of the commits that the most active person had a part in, in percent.
    MainShare,
    /// Tags.
    Tags,
    /// Tags that name a release: a number of version, or a word for one; neither the mark of a deployment (`prod`) nor a
    /// mere day.
    Releases,
    /// Tags that name a version by semantic versioning.
    SemverTags,
    /// Tags that bear a signature, which is not verified.
    SignedTags,
    /// Commits by programs that update dependencies: Dependabot, Renovate and the like.
    DependencyUpdates,
    /// Kinds of addresses of authors that name a machine or nobody.
    GenericAddresses,
    /// Kinds of addresses of authors from providers for the public.
    PersonalAddresses,
}

impl HistoryFact {
    /// The name used in rule files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commits => "commits",
            Self::Contributors => "contributors",
            Self::BusFactor => "bus-factor",
            Self::MainShare => "main-share",
            Self::Tags => "tags",
            Self::Releases => "releases",
            Self::SemverTags => "semver-tags",
            Self::SignedTags => "signed-tags",
            Self::DependencyUpdates => "dependency-updates",
            Self::GenericAddresses => "generic-addresses",
            Self::PersonalAddresses => "personal-addresses",
        }
    }
}

/// What `.vigie.toml` can declare and a rule can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeclaredKey {
    /// The repository is a web interface.
    WebInterface,
    /// The licence is inherited from an upstream project.
    InheritedLicence,
    /// A reason is given for a licence that asks for reciprocity.
    ReciprocityReason,
    /// An algorithm grounds individual decisions.
    IndividualDecisions,
    /// The repository is open to all.
    Published,
    /// A team looks after it.
    Maintained,
    /// It receives public money.
    Funded,
    /// Several administrations use it.
    SeveralAdministrations,
    /// A web page presents it.
    WebPage,
    /// It has a logo.
    Logo,
}

impl DeclaredKey {
    /// The name used in rule files and in `.vigie.toml`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WebInterface => "web-interface",
            Self::InheritedLicence => "inherited-licence",
            Self::ReciprocityReason => "reciprocity-reason",
            Self::IndividualDecisions => "individual-decisions",
            Self::Published => "published",
            Self::Maintained => "maintained",
            Self::Funded => "funded",
            Self::SeveralAdministrations => "several-administrations",
            Self::WebPage => "web-page",
            Self::Logo => "logo",
        }
    }
}
