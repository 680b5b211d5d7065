// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What both families of spreadsheets need of XML.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// A reader that takes what spreadsheets write, and does not mind what they get wrong.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// An attribute, by its name without a prefix.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
}

/// An attribute that is a number, with another one when there is none.
pub(super) fn number(element: &BytesStart<'_>, name: &str, other: u64) -> u64 {
    attribute(element, name)
        .and_then(|value| value.parse().ok())
        .unwrap_or(other)
}

/// Adds what an event says to a text.
pub(super) fn gather(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(piece) => match piece.resolve_char_ref() {
            Ok(Some(sign)) => text.push(sign),
            _ => text.push_str(resolve_predefined_entity(piece).unwrap_or_default()),
        },
        _ => {}
    }
}
