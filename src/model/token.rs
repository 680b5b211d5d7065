// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Credentials that never show.

use std::fmt;

/// An access token. Its `Debug` is redacted and it has no `Display`: it cannot enter
/// an address, a message, a log or a report by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a token; blanks around it are dropped. `None` when nothing is left, or when it holds
    /// a character that no HTTP header can carry.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty() && text.chars().all(|c| c.is_ascii_graphic())).then(|| Self(text.to_owned()))
    }

    /// The secret, for the one call that sends it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_never_shows() {
        let token = Token::new(" glpat-secret\n").unwrap();
        assert_eq!(token.reveal(), "glpat-secret");
        assert!(!format!("{token:?}").contains("secret"));
        assert!(Token::new(" \n").is_none());
        assert!(Token::new("a\r\nb").is_none());
    }
}
