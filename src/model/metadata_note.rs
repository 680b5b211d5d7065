// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is said of files that describe the software (`publiccode.yml`, `codemeta.json`, `CITATION.cff`), before any
//! language.

/// One thing said of such a file. Keys are written as paths (`description.fr.features`); values come from the
/// audited repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetadataNote {
    /// The text breaks its format; the parser's words.
    Syntax(String),
    /// The file is in another encoding than UTF-8, which its standard asks for.
    Encoding,
    /// The file holds several documents where its standard asks for one.
    SeveralDocuments,
    /// A key that the standard asks for is absent or empty.
    Missing(String),
    /// A value is of another kind than the standard says.
    Kind {
        /// The key.
        key: String,
        /// What the standard asks for.
        wanted: Kind,
    },
    /// A value is not among those that the standard lists.
    NotListed {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// The list, when it is short enough to be told.
        among: Vec<&'static str>,
    },
    /// A text is too long, in characters.
    Long {
        /// The key.
        key: String,
        /// Its length.
        length: usize,
        /// The greatest length.
        most: usize,
    },
    /// A text is too short, in characters.
    Short {
        /// The key.
        key: String,
        /// Its length.
        length: usize,
        /// The least length.
        least: usize,
    },
    /// A value has not the form that the standard asks for.
    Malformed {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// The form.
        form: Form,
    },
    /// A key must not stand beside the value of another one.
    Unfit {
        /// The key.
        key: String,
        /// The other key.
        beside: &'static str,
        /// The value of the other key.
        value: String,
    },
    /// A value names a file that the repository does not hold.
    NoFile {
        /// The key.
        key: String,
        /// The path.
        value: String,
    },
    /// The standard knows no such key.
    UnknownKey(String),
    /// A key is written twice in one map.
    Twice(String),
    /// The standard asks to use something else.
    Deprecated {
        /// The key.
        key: String,
        /// What is to be used; empty when the key can go.
        instead: &'static str,
    },
    /// The file follows an older version of its standard.
    OldVersion {
        /// The version.
        version: String,
        /// The newest one that is known.
        newest: &'static str,
    },
    /// No description is in French.
    NoFrench,
    /// A date that should lie ahead is past.
    Past {
        /// The key.
        key: String,
        /// The date.
        date: String,
    },
    /// The file keeps to its standard, in this version.
    Valid(String),
    /// Two files give different values for one field.
    Differs {
        /// The field of manifests.
        field: &'static str,
        /// The value here.
        said: String,
        /// The value there.
        against: String,
        /// Where the other value stands, as `path:line`.
        place: String,
    },
    /// The version of a manifest is older than a tag.
    BehindTag {
        /// The version.
        said: String,
        /// The tag.
        tag: String,
    },
    /// The day of the last release is well before that of a tag.
    DayBeforeTag {
        /// The day as it is given.
        said: String,
        /// The tag.
        tag: String,
        /// The day of the tag, as `2026-01-31`.
        day: String,
    },
    /// So many files give the same value for a field.
    Agree {
        /// The field of manifests.
        field: &'static str,
        /// How many.
        files: usize,
    },
}

/// Kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// `true` or `false`.
    Truth,
    /// A list.
    List,
    /// Keys with values.
    Map,
    /// A person or an organisation.
    Person,
}

/// Forms of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An absolute address.
    Address,
    /// An `http` or `https` address.
    WebAddress,
    /// An address, or a URN.
    Identifier,
    /// `YYYY-MM-DD`.
    Date,
    /// An electronic address.
    Email,
    /// A language tag by BCP 47.
    Language,
    /// An SPDX expression.
    Licence,
    /// An identifier of the SPDX list, letter by letter.
    LicenceId,
    /// A country code by ISO 3166-1.
    Country,
    /// A media type by RFC 6838.
    MediaType,
    /// A path in the repository, or an address.
    PathOrAddress,
    /// A picture in a format that the standard takes.
    Picture,
    /// A version of the standard.
    Version,
    /// A DOI without its resolver.
    Doi,
    /// An ORCID address.
    Orcid,
    /// An identifier of Software Heritage.
    Swhid,
    /// Another form that the standard gives.
    Other,
}

impl MetadataNote {
    /// What tells one note from another in the same file, whatever the language.
    #[must_use]
    pub fn salient(&self) -> &str {
        match self {
            Self::Syntax(_) => "syntax",
            Self::Encoding => "encoding",
            Self::SeveralDocuments => "documents",
            Self::NoFrench => "fr",
            Self::Missing(key)
            | Self::UnknownKey(key)
            | Self::Twice(key)
            | Self::Valid(key)
            | Self::Kind { key, .. }
            | Self::NotListed { key, .. }
            | Self::Long { key, .. }
            | Self::Short { key, .. }
            | Self::Malformed { key, .. }
            | Self::Unfit { key, .. }
            | Self::NoFile { key, .. }
            | Self::Deprecated { key, .. }
            | Self::Past { key, .. } => key,
            Self::OldVersion { version, .. } => version,
            Self::Differs { said, .. } | Self::BehindTag { said, .. } | Self::DayBeforeTag { said, .. } => {
                said
            }
            Self::Agree { field, .. } => field,
        }
    }
}
