// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! How a data package says that a table is written: CSV Dialect (version 1) and Table Dialect (version 2).

use serde_json::Value;

/// How a table is written, as far as its package tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// The sign between columns; `None` when nothing tells it.
    pub delimiter: Option<u8>,
    pub(super) quote: u8,
    pub(super) double_quote: bool,
    pub(super) escape: Option<u8>,
    pub(super) comment: Option<u8>,
    /// The number of the row with the names of the columns, from 1; 0 when there is none.
    pub(super) header_row: u64,
    pub(super) trims: bool,
    pub(super) null: Option<String>,
    /// Names of columns are the same whatever their case.
    pub(super) any_case: bool,
    /// The first thing that it says and that Vigie cannot follow.
    pub unread: Option<String>,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            delimiter: None,
            quote: b'"',
            double_quote: true,
            escape: None,
            comment: None,
            header_row: 1,
            trims: false,
            null: None,
            any_case: false,
            unread: None,
        }
    }
}

/// What is said of a dialect and changes nothing here: how lines end is seen, the rest concerns other formats.
const SILENT: &[&str] = &[
    "lineTerminator",
    "csvddfVersion",
    "$schema",
    "name",
    "title",
    "description",
    "type",
];

impl Dialect {
    /// Reads what a resource says under `dialect`.
    #[must_use]
    pub fn read(value: &Value) -> Self {
        let mut dialect = Self::default();
        match value {
            Value::Null => {}
            Value::Object(object) => {
                for (name, value) in object {
                    if dialect.take(name, value).is_none() && dialect.unread.is_none() {
                        dialect.unread = Some(format!("dialect/{name}"));
                    }
                }
            }
            // A file or an address that holds it.
            _ => dialect.unread = Some("dialect".to_owned()),
        }
        dialect
    }

    /// Follows one thing; `None` when it cannot be followed.
    fn take(&mut self, name: &str, value: &Value) -> Option<()> {
        match name {
            "delimiter" => self.delimiter = Some(sign(value)?),
            "quoteChar" => self.quote = sign(value)?,
            "doubleQuote" => self.double_quote = value.as_bool()?,
            "escapeChar" if value.is_null() => {}
            "escapeChar" => self.escape = Some(sign(value)?),
            "commentChar" if value.is_null() || value == "" => {}
            "commentChar" => self.comment = Some(sign(value)?),
            "header" if !value.as_bool()? => self.header_row = 0,
            "headerRows" => match value.as_array()?.as_slice() {
                [] => self.header_row = 0,
                [row] => self.header_row = row.as_u64().filter(|row| *row > 0)?,
                _ => return None,
            },
            "skipInitialSpace" => self.trims = value.as_bool()?,
            "nullSequence" => self.null = Some(value.as_str()?.to_owned()),
            "caseSensitiveHeader" | "headerCase" => self.any_case = !value.as_bool()?,
            "header" | "headerJoin" => {}
            "commentRows" if value.as_array().is_some_and(Vec::is_empty) => {}
            name if SILENT.contains(&name) => {}
            _ => return None,
        }
        Some(())
    }
}

fn sign(value: &Value) -> Option<u8> {
    match value.as_str()? {
        "\\t" => Some(b'\t'),
        text => match text.as_bytes() {
            [sign] if sign.is_ascii() => Some(*sign),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Dialect;

    #[test]
    fn what_cannot_be_followed_is_told() {
        let dialect = Dialect::read(&json!({"delimiter": "^", "header": false, "lineTerminator": "\r\n"}));
        assert_eq!(
            (dialect.delimiter, dialect.header_row, dialect.unread),
            (Some(b'^'), 0, None)
        );
        let unread = |value| Dialect::read(&value).unread;
        assert_eq!(
            unread(json!({"delimiter": "||"})).as_deref(),
            Some("dialect/delimiter")
        );
        assert_eq!(
            unread(json!({"commentRows": [1]})).as_deref(),
            Some("dialect/commentRows")
        );
        assert_eq!(unread(json!("dialect.json")).as_deref(), Some("dialect"));
        assert_eq!(unread(json!(null)), None);
    }
}
