// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Forms of texts that standards ask for.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use url::Url;

use crate::licence::{self, Standing};
use crate::model::{Form, own_regex};

use super::language;

/// Country codes of ISO 3166-1 alpha-2, as the schema of CFF 1.2.0 lists them (read 2026-11-25).
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER \
    ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM \
    IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF \
    MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK \
    PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD \
    TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Endings of pictures that publiccode.yml takes as logos and as screenshots.
const PICTURES: [&str; 6] = ["svg", "svgz", "png", "jpg", "jpeg", "webp"];

/// Whether a text has a form.
pub(super) fn holds(form: Form, text: &str) -> bool {
    match form {
        Form::Address => address(text).is_some(),
        Form::WebAddress => is_web_address(text),
        Form::Identifier => address(text).is_some() || is_urn(text),
        Form::Date => date(text).is_some(),
        Form::Email => is_email(text),
        Form::Language => language::is_tag(text),
        Form::Licence => matches!(
            licence::resolve(text),
            Standing::Valid(_) | Standing::Deprecated(_)
        ),
        Form::LicenceId => spdx::identifiers::LICENSES
            .iter()
            .any(|licence| licence.name == text && text != "NOASSERTION"),
        Form::Country => {
            is_country(&text.to_uppercase()) && (text == text.to_uppercase() || text == text.to_lowercase())
        }
        Form::MediaType => is_media_type(text),
        Form::PathOrAddress => is_path(text) || is_web_address(text),
        Form::Picture => is_web_address(text) || (is_path(text) && is_picture(text)),
        Form::Version => !text.is_empty(),
        Form::Doi => DOI.is_match(text),
        Form::Orcid => ORCID.is_match(text),
        Form::Swhid => SWHID.is_match(text),
        Form::Other => true,
    }
}

static DOI: LazyLock<Regex> =
    LazyLock::new(|| own_regex(r"^10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+$"));
static ORCID: LazyLock<Regex> = LazyLock::new(|| own_regex(r"^https://orcid\.org/(?:\d{4}-){3}\d{3}[\dX]$"));
static SWHID: LazyLock<Regex> =
    LazyLock::new(|| own_regex(r"^swh:1:(?:snp|rel|rev|dir|cnt):[0-9a-fA-F]{40}$"));

/// Length in characters as a person counts them: marks that join a letter before them do not count.
pub(super) fn length(text: &str) -> usize {
    let joins = |c: char| {
        is_combining_mark(c) || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
    };
    text.nfc().filter(|c| !joins(*c)).count()
}

/// An absolute address with a host.
fn address(text: &str) -> Option<Url> {
    if !text.contains("://") || text.chars().any(char::is_whitespace) {
        return None;
    }
    Url::parse(text)
        .ok()
        .filter(|url| url.host_str().is_some_and(|host| !host.is_empty()))
}

fn is_web_address(text: &str) -> bool {
    address(text).is_some_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// A URN by RFC 8141, in short.
fn is_urn(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    let (Some(scheme), Some(space), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    scheme.eq_ignore_ascii_case("urn")
        && (2..=32).contains(&space.len())
        && space.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !space.starts_with('-')
        && !rest.is_empty()
        && !rest.chars().any(char::is_whitespace)
}

/// A day written `YYYY-MM-DD`.
pub(super) fn date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    if shape { text.parse().ok() } else { None }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        let rest = host.rsplit_once('.');
        !name.is_empty()
            && !host.contains('@')
            && !text.chars().any(char::is_whitespace)
            && rest.is_some_and(|(host, end)| !host.is_empty() && end.chars().count() >= 2)
    })
}

/// Whether a text is a country code in upper case.
pub(super) fn is_country(text: &str) -> bool {
    text.len() == 2 && COUNTRIES.split(' ').any(|code| code == text)
}

fn is_media_type(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() <= 127
            && part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "!#$&^_.+-".contains(c))
    };
    text.split_once('/')
        .is_some_and(|(kind, name)| part(kind) && part(name))
}

/// A path below the root of the repository.
fn is_path(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('/') && !text.contains("://") && !text.starts_with("file:")
}

fn is_picture(path: &str) -> bool {
    let end = path.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    end.is_some_and(|end| PICTURES.contains(&end.as_str()))
}

/// The path of the repository that a text names; `None` for an address and for what leads out of it.
pub(super) fn local_path(text: &str) -> Option<String> {
    if !is_path(text) {
        return None;
    }
    let mut parts = Vec::new();
    for part in text.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
