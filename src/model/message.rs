// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is said, before any language: `report::wording` puts it into French and English.

use super::{DataNote, DatasetNote, HistoryFact, LicenceNote, MetadataNote, RuleId};

/// One thing seen or missed, with its figures and quotations. Quotations come from
/// the audited repository and are not safe to print as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A file is there.
    FilePresent,
    /// A file is there and says nothing: it is empty, or holds headings or a tool's text alone.
    FileSaysNothing,
    /// No file bears any of these names.
    NoFileAmong(Vec<String>),
    /// No program in any language that is known here.
    NoProgram,
    /// A file's size in bytes, over a limit in bytes.
    FileOver { size: u64, limit: u64 },
    /// A file that was left on its server has so many bytes at least, over a limit in bytes.
    FileOverUnread { least: u64, limit: u64 },
    /// No file is over the limit in bytes.
    NoFileOver(u64),
    /// A passage was found; the excerpt.
    Passage(String),
    /// A passage was found that must not be shown (a secret).
    HiddenPassage,
    /// None of the expected passages is in the file or files.
    NoPassage,
    /// A heading was found; its text.
    Heading(String),
    /// No heading speaks of these words; how many headings were read.
    NoHeading { words: Vec<String>, read: usize },
    /// A heading was found with too few words below it, and no picture.
    ThinSection {
        /// The heading's text.
        heading: String,
        /// Words below it.
        words: usize,
        /// Least number of words.
        least: usize,
    },
    /// A link was found; its target.
    Link(String),
    /// No link leads to one of these hosts or paths.
    NoLink(Vec<String>),
    /// The number of words of a document.
    Words { words: usize, least: usize },
    /// There is no document of this role (`readme`, `contributing`…).
    NoDocument(&'static str),
    /// A licence was recognised in the file: identifier and score in percent.
    Licence { id: String, score: u8 },
    /// There is no licence text to judge.
    NoLicence,
    /// A manifest's field holds this value.
    ManifestValue { field: &'static str, value: String },
    /// A manifest lacks a field.
    ManifestLacks(&'static str),
    /// Something of a licence.
    Licensing(LicenceNote),
    /// How many of a notebook's cells of code keep what they printed; the number of the first, from 1.
    CellOutputs {
        /// Those that keep it.
        kept: usize,
        /// All cells of code.
        cells: usize,
        /// The first that keeps it; 0 without any.
        first: usize,
    },
    /// Something of a file that describes the software.
    Metadata(MetadataNote),
    /// Something of data, of a link to it or of a schema.
    Data(DataNote),
    /// Markup without what accessibility asks; the excerpt of the tag.
    Markup { fault: &'static str, tag: String },
    /// Pages were read and the fault was not seen; how many pages.
    NoMarkup { fault: &'static str, pages: usize },
    /// A link to a dataset on data.gouv.fr: kind and identifier.
    Dataset { kind: &'static str, id: String },
    /// No link to a dataset was found.
    NoDataset,
    /// Something that the portal says of an object.
    Portal(Box<DatasetNote>),
    /// None of the objects looked at is in that case; how many they are.
    PortalClear(usize),
    /// The forge gives this value for a field.
    ForgeValue { field: &'static str, value: String },
    /// The forge's field is empty.
    ForgeLacks(&'static str),
    /// The day of the last commit (UTC), which stays true on other days; the limit in days.
    LastCommit { day: jiff::civil::Date, limit: i64 },
    /// The tag of the latest date: its name, its day (UTC); the limit in days.
    LastRelease {
        name: String,
        day: jiff::civil::Date,
        limit: i64,
    },
    /// There is no tag.
    NoTag,
    /// A release on the forge tells what changed.
    ReleaseNotes,
    /// No release on the forge tells what changed.
    NoReleaseNotes,
    /// A figure of the history.
    Figure(Figure),
    /// An address of commits, as it may be shown, and how many commits bear one like it.
    CommitAddress { shown: String, commits: usize },
    /// The repository's file declares this.
    Declared {
        key: String,
        value: String,
        central: bool,
    },
    /// So many folders of copied code have a licence file each.
    CopiesKeepLicence(usize),
    /// A folder of copied code has no licence file of its own.
    NoLicenceInFolder(String),
    /// A relative link leads to nothing.
    BrokenLink(String),
    /// A link names a place that its document does not have.
    BrokenAnchor(String),
    /// A text that a tool wrote, or that waits to be replaced: the tool's name, empty when nobody knows it, and the text.
    TemplateText { tool: &'static str, text: String },
    /// Nothing explains a topic.
    NoGuide(&'static str),
    /// A document's introduction; how many words it has.
    Introduction(usize),
    /// A document does not say at its beginning what the project is for.
    NoIntroduction,
    /// A field of a security.txt lacks, or is wrong.
    SecurityTxt {
        field: &'static str,
        fault: SecurityFault,
        value: String,
    },
}

/// What is wrong with a field of a security.txt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecurityFault {
    /// It lacks.
    Missing,
    /// It is no address with its scheme.
    NoAddress,
    /// It is no moment in the form that is asked for.
    NoMoment,
    /// The moment is past.
    Past,
    /// It may be given once, and was given before.
    Repeated,
}

impl Message {
    /// The part that tells this finding from others of the same rule and file,
    /// in no language: it enters the fingerprint.
    #[must_use]
    pub fn salient(&self) -> &str {
        match self {
            Self::Passage(text)
            | Self::Heading(text)
            | Self::Link(text)
            | Self::BrokenLink(text)
            | Self::BrokenAnchor(text)
            | Self::TemplateText { text, .. } => text,
            Self::SecurityTxt { field, .. } => field,
            Self::Licence { id, .. } | Self::Dataset { id, .. } => id,
            Self::ManifestValue { value, .. }
            | Self::ForgeValue { value, .. }
            | Self::Declared { value, .. } => value,
            Self::Licensing(note) => note.salient(),
            Self::Metadata(note) => note.salient(),
            Self::Data(note) => note.salient(),
            Self::Portal(note) => &note.id,
            Self::Markup { tag, .. } => tag,
            Self::NoLicenceInFolder(folder) => folder,
            Self::CommitAddress { shown, .. } => shown,
            _ => "",
        }
    }
}

/// A figure of the history and what it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub fact: HistoryFact,
    /// How many.
    pub value: usize,
    /// The least that is expected.
    pub at_least: Option<usize>,
    /// The most that is expected.
    pub at_most: Option<usize>,
}

/// Why a rule does not concern a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A condition of the rule is not met; what was looked for.
    Condition(Message),
    /// Another rule already tells this fault.
    Needs(RuleId),
    /// There is nothing of the kind that the rule judges.
    NothingToJudge,
}
