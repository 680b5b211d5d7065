// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON: `serde_json` says whether it is valid, `jsonc-parser` where each value stands.

use std::sync::Arc;

use jsonc_parser::ast::Value as Written;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::de::IgnoredAny;

use crate::facts::decode::Text;

use super::{Entry, MOST_DEPTH, MOST_NODES, Node, Spot, Trouble, Value};

pub(super) fn read(text: &Text) -> Result<Node, Trouble> {
    let source = text.as_str();
    if let Err(error) = serde_json::from_str::<IgnoredAny>(source) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).max(1);
        let spot = Spot {
            line: number(error.line()),
            column: number(error.column()),
        };
        return Err(Trouble::broken("JSON", &error.to_string(), Some(spot)));
    }
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = parse_to_ast(source, &CollectOptions::default(), &strict)
        .map_err(|error| Trouble::broken("JSON", &error.to_string(), None))?;
    let Some(written) = parsed.value else {
        return Err(Trouble::broken("JSON", "the file holds no value", None));
    };
    let mut walk = Walk {
        source,
        at: 0,
        spot: Spot { line: 1, column: 1 },
        nodes: 0,
    };
    walk.node(written, 0)
}

/// Goes through the text once, as the values stand in it.
struct Walk<'a> {
    source: &'a str,
    at: usize,
    spot: Spot,
    nodes: usize,
}

impl Walk<'_> {
    fn node(&mut self, written: Written<'_>, depth: usize) -> Result<Node, Trouble> {
        self.nodes += 1;
        if depth > MOST_DEPTH {
            return Err(Trouble::limit("JSON: too many levels"));
        }
        if self.nodes > MOST_NODES {
            return Err(Trouble::limit("JSON: too many values"));
        }
        let spot = self.spot(written.start());
        let value = match written {
            Written::StringLit(text) => Value::Text(text.value.into_owned()),
            Written::NumberLit(number) => Value::Number(number.value.to_owned()),
            Written::BooleanLit(truth) => Value::Bool(truth.value),
            Written::NullKeyword(_) => Value::Null,
            Written::Array(list) => {
                let mut items = Vec::with_capacity(list.elements.len());
                for element in list.elements {
                    items.push(Arc::new(self.node(element, depth + 1)?));
                }
                Value::List(items)
            }
            Written::Object(map) => {
                let mut entries = Vec::with_capacity(map.properties.len());
                for property in map.properties {
                    let spot = self.spot(property.name.start());
                    entries.push(Entry {
                        name: property.name.into_string(),
                        spot,
                        node: Arc::new(self.node(property.value, depth + 1)?),
                    });
                }
                Value::Map(entries)
            }
        };
        Ok(Node {
            spot,
            value,
            tag: None,
        })
    }

    /// The place of an offset, which must not be before the last one.
    fn spot(&mut self, offset: usize) -> Spot {
        for c in self.source[self.at..offset.max(self.at)].chars() {
            if c == '\n' {
                self.spot.line = self.spot.line.saturating_add(1);
                self.spot.column = 1;
            } else {
                self.spot.column = self.spot.column.saturating_add(1);
            }
        }
        self.at = offset.max(self.at);
        self.spot
    }
}
