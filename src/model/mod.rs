// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The words of the house: identifiers, levels, places, messages, verdicts.
//!
//! Plain data without I/O. Nothing here is a report format (see `report::wire`)
//! and nothing here knows how a rule judges.
#![deny(clippy::disallowed_methods)]

mod answer;
mod comparison;
mod data_file;
mod data_link;
mod data_note;
mod dataset;
mod declarations;
mod finding;
mod forge;
mod gap;
mod hint;
mod history;
mod id;
mod level;
mod licence;
mod licence_note;
mod licensing;
mod message;
mod metadata_note;
mod narrow;
mod object;
mod path_index;
mod path_pattern;
mod paths;
mod pattern;
mod portal;
mod probe;
mod program;
mod programme;
mod progress;
mod relax;
mod schema_file;
mod screen;
mod seen;
mod text;
mod token;
mod verdict;
mod vocabulary;
mod waiver;

pub use answer::{Answer, Answered};
pub use comparison::{Comparison, Member, RuleChange, ScoreChange};
pub use data_file::{DataFile, DataFormat, PersonalColumn, PersonalKind, TableShape};
pub use data_link::{Bearing, DataLink, LinkKind, LinkTarget};
pub use data_note::{DataFolder, DataNote, KnownBytes};
pub use dataset::{
    DatasetFact, DatasetNote, DatasetUse, Lost, LostResource, PortalDoubt, SameFile, Sameness,
};
pub use declarations::{Datasets, Declarations, InheritedLicence, WebInterface};
pub use finding::{Evidence, Finding, Fingerprint, Place};
pub use forge::ForgeFacts;
pub use gap::{Gap, GapKind};
pub(crate) use hint::ODD_LETTERS;
pub use history::{History, PastCommit, Person, Tag};
pub use id::{CategoryId, CommitId, IdError, ProfileId, RuleId};
pub use level::{Confidence, Effort, Level};
pub use licence::{Copyright, LicenceMatch, LicenceMethod, NearestText, Subject};
pub use licence_note::{LicenceNote, ReuseFault};
pub use licensing::{
    Conclusion, Disagreement, FileLicences, HeaderLicence, Headers, LicenceSeen, Licensing, ManifestLicence,
    Standing,
};
pub use message::{Figure, Message, Reason, SecurityFault};
pub use metadata_note::{Form, Kind, MetadataNote};
pub use object::{Environment, IdForm, KeyError, ObjectKey, ObjectKind};
pub use path_index::PathIndex;
pub(crate) use paths::PathSet;
pub use pattern::{Globs, Pattern, Size, ValueError, Words, own_regex};
pub use portal::{
    Criterion, DatasetRecord, DatasetRole, PortalAnswer, PortalAnswers, PortalObject, PortalOutcome,
    PortalSource, Publisher, Quality, ResourceRecord, ReuseRecord, RoleReason, Silence,
};
pub use probe::Probe;
pub use program::{PROGRAM_PATHS, is_program};
pub use programme::{
    Challenge, Continuation, DeclaredImpact, Impact, Promotion, Thresholds, same_repository,
};
pub use progress::{Progress, Silent};
pub use schema_file::{
    CellError, CellFault, SchemaFault, SchemaFile, SchemaKind, SchemaTrouble, TableCheck, Unchecked,
};
pub use screen::Screen;
pub use seen::{LicenceText, Package, Registry};
pub use text::{Lang, Localized, beginning, fold, from_text, hex, is_invisible, printable};
pub use token::Token;
pub use verdict::{Judged, Known, NonEmpty, Unknown, Verdict, Waived, WaiverState};
pub use vocabulary::{
    DeclaredKey, ForgeKey, HistoryFact, Holding, ManifestKey, MarkupFault, Origin, Part, Role, Topic,
};
pub use waiver::Waiver;
