// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One column of a Table Schema, and whether a cell keeps to it.

use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime;
use regex::Regex;
use serde_json::{Map, Value};

use super::pattern::whole;
use crate::model::{CellFault, Unchecked};

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

/// The types of `GeoJSON` (RFC 7946).
const GEOJSON: &[&str] = &[
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
    "Feature",
    "FeatureCollection",
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
    bounds: Vec<Bound>,
    shortest: Option<u64>,
    longest: Option<u64>,
}

/// A limit of the values of a column.
#[derive(Debug)]
struct Bound {
    written: String,
    value: Measure,
    /// What a value may be to it.
    right: &'static [Ordering],
    sign: &'static str,
}

/// The constraints that are limits, what a value may be to them, and how that is written.
const BOUNDS: [(&str, &[Ordering], &str); 4] = [
    ("minimum", &[Ordering::Greater, Ordering::Equal], "≥"),
    ("maximum", &[Ordering::Less, Ordering::Equal], "≤"),
    ("exclusiveMinimum", &[Ordering::Greater], ">"),
    ("exclusiveMaximum", &[Ordering::Less], "<"),
];

/// A value that can be compared with another of its type.
#[derive(Debug)]
enum Measure {
    Number(f64),
    Moment(DateTime),
    Instant(Timestamp),
    Time(Time),
}

impl Measure {
    /// How a value stands to another; `None` where nothing tells, as between a moment and one whose zone is not known.
    fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.partial_cmp(other),
            (Self::Moment(one), Self::Moment(other)) => Some(one.cmp(other)),
            (Self::Instant(one), Self::Instant(other)) => Some(one.cmp(other)),
            (Self::Time(one), Self::Time(other)) => Some(one.cmp(other)),
            _ => None,
        }
    }
}

impl Column {
    /// Reads a field; `None` without a name. What cannot be checked is told.
    pub(super) fn new(field: &Value, unchecked: &mut Vec<Unchecked>) -> Option<Self> {
        let name = field["name"].as_str()?.trim().to_owned();
        let rules = &field["constraints"];
        let word = |name: &str, default: &str| field[name].as_str().unwrap_or(default).to_owned();
        let source = rules["pattern"].as_str().unwrap_or_default().to_owned();
        let pattern = if source.is_empty() { None } else { whole(&source) };
        if pattern.is_none() && !source.is_empty() {
            unchecked.push(Unchecked::Pattern(source.clone()));
        }
        let mut truths = texts(&field["trueValues"], &["true", "True", "TRUE", "1"]);
        truths.extend(texts(&field["falseValues"], &["false", "False", "FALSE", "0"]));
        let mut column = Self {
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
            bounds: Vec::new(),
            shortest: rules["minLength"].as_u64(),
            longest: rules["maxLength"].as_u64(),
            name,
        };
        for (word, right, sign) in BOUNDS {
            let Some(written) = rules.get(word).map(plain) else {
                continue;
            };
            match column
                .measure(&written)
                .or_else(|| column.measure_by_default(&written))
            {
                Some(value) => column.bounds.push(Bound {
                    written,
                    value,
                    right,
                    sign,
                }),
                None => unchecked.push(Unchecked::Bound {
                    column: column.name.clone(),
                    bound: written,
                }),
            }
        }
        unchecked.extend(column.unknown(field).map(|format| Unchecked::Format {
            column: column.name.clone(),
            format,
        }));
        Some(column)
    }

    /// The type or format of which nothing, or not enough, is known here.
    fn unknown(&self, field: &Value) -> Option<String> {
        let known = match self.kind.as_str() {
            "string" => matches!(self.format.as_str(), "default" | "email" | "uri" | "uuid"),
            "date" | "time" | "datetime" => self.format == "default" || self.format.starts_with('%'),
            "geopoint" => matches!(self.format.as_str(), "default" | "array" | "object"),
            "geojson" => self.format == "default",
            "list" => matches!(field["itemType"].as_str(), None | Some("string")),
            kind => TYPES.contains(&kind),
        };
        if field["constraints"].get("jsonSchema").is_some() {
            return Some("jsonSchema".to_owned());
        }
        (!known).then(|| self.told_type())
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
        let length = self.length(value);
        if let Some(least) = self
            .shortest
            .filter(|least| length.is_some_and(|length| length < *least))
        {
            return Some(CellFault::WrongLength(format!("≥ {least}")));
        }
        if let Some(most) = self
            .longest
            .filter(|most| length.is_some_and(|length| length > *most))
        {
            return Some(CellFault::WrongLength(format!("≤ {most}")));
        }
        if self.bounds.is_empty() {
            return None;
        }
        let measure = self.measure(value)?;
        let wrong = self.bounds.iter().find(|bound| {
            measure
                .order(&bound.value)
                .is_some_and(|order| !bound.right.contains(&order))
        })?;
        Some(CellFault::OutOfRange(format!("{} {}", wrong.sign, wrong.written)))
    }

    /// How long a value is, for the types that have a length: characters, or elements.
    fn length(&self, value: &str) -> Option<u64> {
        let count = match self.kind.as_str() {
            "string" => value.chars().count(),
            "array" => serde_json::from_str::<Vec<Value>>(value).ok()?.len(),
            "object" => serde_json::from_str::<Map<String, Value>>(value).ok()?.len(),
            _ => return None,
        };
        Some(count as u64)
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

    /// What a value is compared by; `None` when it cannot be.
    fn measure(&self, value: &str) -> Option<Measure> {
        let by_format = self.format.starts_with('%');
        match self.kind.as_str() {
            "date" | "time" | "datetime" if by_format => {
                let broken = strtime::parse(&self.format, value).ok()?;
                match self.kind.as_str() {
                    "date" => Some(Measure::Moment(
                        broken.to_date().ok()?.to_datetime(Time::midnight()),
                    )),
                    "time" => broken.to_time().ok().map(Measure::Time),
                    _ => broken
                        .to_timestamp()
                        .map(Measure::Instant)
                        .or_else(|_| broken.to_datetime().map(Measure::Moment))
                        .ok(),
                }
            }
            _ => self.measure_by_default(value),
        }
    }

    /// The same of a value that is written as the specification does without a format.
    fn measure_by_default(&self, value: &str) -> Option<Measure> {
        match self.kind.as_str() {
            "number" | "integer" | "year" => self.number(value).map(Measure::Number),
            "date" => Some(Measure::Moment(
                value.parse::<Date>().ok()?.to_datetime(Time::midnight()),
            )),
            "yearmonth" => {
                let first = format!("{value}-01").parse::<Date>().ok()?;
                Some(Measure::Moment(first.to_datetime(Time::midnight())))
            }
            "time" => value.trim_end_matches('Z').parse().ok().map(Measure::Time),
            "datetime" => {
                let instant = value.parse().ok().map(Measure::Instant);
                instant.or_else(|| value.parse().ok().map(Measure::Moment))
            }
            _ => None,
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
                let digits = if self.bare {
                    digits.as_str()
                } else {
                    digits.trim_matches(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+')))
                };
                let digits = digits.strip_prefix(['-', '+']).unwrap_or(digits);
                !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
            }
            "boolean" => self.truths.iter().any(|known| known == value),
            "date" => self.is_date(value),
            "time" => self.is_time(value),
            "datetime" => self.is_datetime(value),
            "year" => value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit()),
            "yearmonth" => value.len() == 7 && format!("{value}-01").parse::<Date>().is_ok(),
            "duration" => is_duration(value),
            "geopoint" => self.is_point(value),
            "object" => is_json(value, Value::is_object),
            "geojson" => is_json(value, |json| {
                let kind = json["type"].as_str().unwrap_or_default();
                self.format != "default" && json.is_object() || GEOJSON.contains(&kind)
            }),
            "array" => is_json(value, Value::is_array),
            // A type of another version of the specification: nothing is known of it.
            _ => true,
        }
    }

    fn is_string(&self, value: &str) -> bool {
        match self.format.as_str() {
            "email" => value.rsplit_once('@').is_some_and(|(user, host)| {
                let inside = user.starts_with('"') || !user.contains('@');
                let ends = host.starts_with('.') || host.ends_with('.');
                !user.is_empty()
                    && inside
                    && !host.is_empty()
                    && !ends
                    && !value.contains(char::is_whitespace)
            }),
            "uri" => value.split_once(':').is_some_and(|(scheme, rest)| {
                let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
                let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
                let signs = |c: char| {
                    c.is_whitespace() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
                };
                !rest.is_empty() && begins && scheme.chars().all(letter) && !rest.contains(signs)
            }),
            "uuid" => is_uuid(value),
            _ => true,
        }
    }

    fn is_date(&self, value: &str) -> bool {
        match self.format.as_str() {
            "default" => value.len() == 10 && value.parse::<Date>().is_ok(),
            format if format.starts_with('%') => {
                strtime::parse(format, value).is_ok_and(|broken| broken.to_date().is_ok())
            }
            // Any way to write a date: there are digits or the name of a month in all of them.
            "any" => value.bytes().any(|b| b.is_ascii_digit()) || !value.contains(' '),
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
                    && (value.parse::<Timestamp>().is_ok() || value.parse::<DateTime>().is_ok())
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

/// A UUID, as Python reads it: with hyphens or without, in braces or as a name.
fn is_uuid(text: &str) -> bool {
    let text = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let text = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .unwrap_or(text);
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    matches!(lengths.as_slice(), [8, 4, 4, 4, 12] | [32])
        && groups
            .iter()
            .all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// A duration by ISO 8601 and XML Schema: `P1Y2M3DT4H5M6.7S`, `P2W`.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['-', '+']).unwrap_or(text).strip_prefix('P') else {
        return false;
    };
    let (days, time) = match rest.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (rest, None),
    };
    let right = |part: &str, units: &str| {
        let mut units = units.chars();
        let mut number = String::new();
        part.chars().all(|c| {
            if c.is_ascii_digit() || matches!(c, '.' | ',') {
                number.push(c);
                return true;
            }
            let is = number.replace(',', ".").parse::<f64>().is_ok() && units.any(|unit| unit == c);
            number.clear();
            is
        }) && number.is_empty()
    };
    let any = !days.is_empty() || time.is_some();
    any && right(days, "YMWD") && time.is_none_or(|time| !time.is_empty() && right(time, "HMS"))
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
