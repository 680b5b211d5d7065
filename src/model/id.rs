// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Identifiers: rules, categories, profiles and commits.

use std::fmt;
use std::sync::Arc;

use super::text::from_text;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{text}\" is not a valid identifier: use lower-case letters, digits and single hyphens, such as \"licence-missing\""
)]
pub struct IdError {
    /// The text that was refused.
    pub text: String,
}

fn is_kebab(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads a kebab-case identifier of at most 64 characters.
            ///
            /// # Errors
            /// When the text is empty, too long or not kebab-case.
            pub fn new(text: &str) -> Result<Self, IdError> {
                if is_kebab(text) {
                    Ok(Self(Arc::from(text)))
                } else {
                    Err(IdError { text: text.to_owned() })
                }
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from_text(from)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(&text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    };
}

identifier! {
    /// A rule's identifier: the stem of its file, named after the fault.
    RuleId
}
identifier! {
    /// A category's identifier: the folder that holds its rules.
    CategoryId
}
identifier! {
    /// A profile's identifier: the stem of its file.
    ProfileId
}

/// A Git commit, as its full hexadecimal object name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(String);

impl CommitId {
    /// Takes the hexadecimal name that Git gave.
    #[must_use]
    pub fn new(hex: String) -> Self {
        Self(hex)
    }

    /// The full hexadecimal name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first ten digits, for people.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}
