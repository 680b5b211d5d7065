// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One column of a Table Schema, and whether a cell keeps to it.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime;
use regex::Regex;
use serde_json::Value;

use super::table::whole;
use crate::model::CellFault;

/// The types of the specification.
pub(super) const TYPES: &[&str] = &[
    "string",
    "number",
    "integer",
    "boolean",
    "object",
    "array",
    "list",
    "date",
    "time",
    "datetime",
    "year",
    "yearmonth",
    "duration",
    "geopoint",
    "geojson",
    "any",
];

/// What a column must be.
#[derive(Debug)]
pub(super) struct Column {
    pub name: String,
    kind: String,
    format: String,
    pub required: bool,
    pub unique: bool,
    decimal: char,
    group: Option<char>,
    bare: bool,
    truths: Vec<String>,
    pattern: Option<Regex>,
    source: String,
    list: Option<Vec<String>>,
    minimum: Option<String>,
    maximum: Option<String>,
    shortest: Option<u64>,
    longest: Option<u64>,
}

impl Column {
    /// Reads a field; `None` without a name. What cannot be checked is told.
    pub(super) fn new(field: &Value, unchecked: &mut Vec<String>) -> Option<Self> {
        let name = field["name"].as_str()?.trim().to_owned();
        let rules = &field["constraints"];
        let word = |name: &str, default: &str| field[name].as_str().unwrap_or(default).to_owned();
        let source = rules["pattern"].as_str().unwrap_or_default().to_owned();
        let pattern = if source.is_empty() { None } else { whole(&source) };
        if pattern.is_none() && !source.is_empty() {
            unchecked.push(source.clone());
        }
        let mut truths = texts(&field["trueValues"], &["true", "True", "TRUE", "1"]);
        truths.extend(texts(&field["falseValues"], &["false", "False", "FALSE", "0"]));
        Some(Self {
            kind: word("type", "string"),
            format: word("format", "default"),
            required: rules["required"].as_bool().unwrap_or(false),
            unique: rules["unique"].as_bool().unwrap_or(false),
            decimal: word("decimalChar", ".").chars().next().unwrap_or('.'),
            group: field["groupChar"].as_str().and_then(|sign| sign.chars().next()),
            bare: field["bareNumber"].as_bool().unwrap_or(true),
            truths,
            pattern,
            source,
            list: rules["enum"]
                .as_array()
                .map(|list| list.iter().map(plain).collect()),
            minimum: rules.get("minimum").map(plain),
            maximum: rules.get("maximum").map(plain),
            shortest: rules["minLength"].as_u64(),
            longest: rules["maxLength"].as_u64(),
            name,
        })
    }

    /// What is wrong with a value that is not missing.
    pub(super) fn fault(&self, value: &str) -> Option<CellFault> {
        if !self.is_of_type(value) {
            return Some(CellFault::NotOfType(self.told_type()));
        }
        if let Some(list) = &self.list
            && !list.iter().any(|one| self.same(one, value))
        {
            return Some(CellFault::NotInList);
        }
        if let Some(pattern) = &self.pattern
            && !pattern.is_match(value)
        {
            return Some(CellFault::NoMatch(self.source.clone()));
        }
        let length = value.chars().count() as u64;
        if let Some(least) = self.shortest.filter(|least| length < *least) {
            return Some(CellFault::WrongLength(format!("≥ {least}")));
        }
        if let Some(most) = self.longest.filter(|most| length > *most) {
            return Some(CellFault::WrongLength(format!("≤ {most}")));
        }
        if let Some(least) = self.minimum.as_deref().filter(|least| self.less(value, least)) {
            return Some(CellFault::OutOfRange(format!("≥ {least}")));
        }
        if let Some(most) = self.maximum.as_deref().filter(|most| self.less(most, value)) {
            return Some(CellFault::OutOfRange(format!("≤ {most}")));
        }
        None
    }

    fn told_type(&self) -> String {
        match self.format.as_str() {
            "default" => self.kind.clone(),
            format => format!("{} ({format})", self.kind),
        }
    }

    fn same(&self, one: &str, value: &str) -> bool {
        one == value
            || matches!(self.kind.as_str(), "number" | "integer")
                && self
                    .number(one)
                    .is_some_and(|number| Some(number) == self.number(value))
    }

    /// Whether a value is less than another; never when they cannot be compared.
    fn less(&self, one: &str, other: &str) -> bool {
        match self.kind.as_str() {
            "number" | "integer" | "year" => match (self.number(one), self.number(other)) {
                (Some(one), Some(other)) => one < other,
                _ => false,
            },
            "date" if self.format == "default" => match (one.parse::<Date>(), other.parse::<Date>()) {
                (Ok(one), Ok(other)) => one < other,
                _ => false,
            },
            _ => false,
        }
    }

    fn number(&self, value: &str) -> Option<f64> {
        let plain: String = value
            .chars()
            .filter(|c| Some(*c) != self.group)
            .map(|c| if c == self.decimal { '.' } else { c })
            .collect();
        let plain = if self.bare {
            plain.as_str()
        } else {
            plain.trim_matches(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+' | '.')))
        };
        if matches!(plain, "NaN" | "INF" | "-INF") {
            return Some(f64::NAN);
        }
        let shaped = plain.bytes().any(|b| b.is_ascii_digit())
            && plain
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
        plain.parse().ok().filter(|_| shaped)
    }

    fn is_of_type(&self, value: &str) -> bool {
        match self.kind.as_str() {
            "string" => self.is_string(value),
            "number" => self.number(value).is_some(),
            "integer" => {
                let digits: String = value.chars().filter(|c| Some(*c) != self.group).collect();
                let digits = digits.strip_prefix(['-', '+']).unwrap_or(&digits);
                !self.bare || !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
            }
            "boolean" => self.truths.iter().any(|known| known == value),
            "date" => self.is_date(value),
            "time" => self.is_time(value),
            "datetime" => self.is_datetime(value),
            "year" => value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit()),
            "yearmonth" => value.len() == 7 && format!("{value}-01").parse::<Date>().is_ok(),
            "duration" => value.trim_start_matches('-').starts_with('P') && value.len() > 2,
            "geopoint" => self.is_point(value),
            "object" | "geojson" => is_json(value, Value::is_object),
            "array" => is_json(value, Value::is_array),
            // A type of another version of the specification: nothing is known of it.
            _ => true,
        }
    }

    fn is_string(&self, value: &str) -> bool {
        match self.format.as_str() {
            "email" => value.split_once('@').is_some_and(|(user, host)| {
                !user.is_empty() && !host.is_empty() && !value.contains(char::is_whitespace)
            }),
            "uri" => value.split_once(':').is_some_and(|(scheme, rest)| {
                !rest.is_empty() && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            }),
            "uuid" => value.len() == 36 && value.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-'),
            _ => true,
        }
    }

    fn is_date(&self, value: &str) -> bool {
        match self.format.as_str() {
            "default" => value.len() == 10 && value.parse::<Date>().is_ok(),
            format if format.starts_with('%') => {
                strtime::parse(format, value).is_ok_and(|broken| broken.to_date().is_ok())
            }
            _ => true,
        }
    }

    fn is_time(&self, value: &str) -> bool {
        match self.format.as_str() {
            "default" => value.trim_end_matches('Z').parse::<Time>().is_ok(),
            format if format.starts_with('%') => {
                strtime::parse(format, value).is_ok_and(|broken| broken.to_time().is_ok())
            }
            _ => true,
        }
    }

    fn is_datetime(&self, value: &str) -> bool {
        match self.format.as_str() {
            "default" => {
                value.contains(['T', ' '])
                    && (value.parse::<jiff::Timestamp>().is_ok() || value.parse::<DateTime>().is_ok())
            }
            format if format.starts_with('%') => strtime::parse(format, value).is_ok(),
            _ => true,
        }
    }

    fn is_point(&self, value: &str) -> bool {
        match self.format.as_str() {
            "default" => point(value),
            "array" => value
                .trim()
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
                .is_some_and(point),
            "object" => is_json(value, |json| json["lon"].is_number() && json["lat"].is_number()),
            _ => true,
        }
    }
}

/// `longitude, latitude` in degrees.
fn point(text: &str) -> bool {
    let mut numbers = text.split(',').map(|part| part.trim().parse::<f64>().ok());
    matches!(
        (numbers.next(), numbers.next(), numbers.next()),
        (Some(Some(longitude)), Some(Some(latitude)), None)
            if (-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude)
    )
}

fn is_json(text: &str, right: impl Fn(&Value) -> bool) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|value| right(&value))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn texts(value: &Value, default: &[&str]) -> Vec<String> {
    value.as_array().map_or_else(
        || default.iter().map(|text| (*text).to_owned()).collect(),
        |list| list.iter().map(plain).collect(),
    )
}
