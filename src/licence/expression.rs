// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! One SPDX expression for everything that a file says.

use spdx::expression::ExprNode;
use spdx::{Expression, ParseMode};

use crate::model::{LicenceMatch, LicenceMethod};

use super::text::RESTRICTED;

/// The identifiers of an expression, in the order in which they are written, each with its
/// exception if it has one; the text itself when it is no expression.
#[must_use]
pub fn identifiers(expression: &str) -> Vec<String> {
    let Ok(parsed) = Expression::parse_mode(expression, ParseMode::LAX) else {
        return vec![expression.to_owned()];
    };
    let mut found = Vec::new();
    for node in parsed.iter() {
        if let ExprNode::Req(required) = node {
            let id = required.req.to_string();
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    found
}

/// The name without `-only`, `-or-later` and `+`: one text serves them all.
#[must_use]
pub fn family(id: &str) -> &str {
    id.trim_end_matches("-or-later")
        .trim_end_matches("-only")
        .trim_end_matches('+')
}

/// Everything that a file grants in one expression: parts that hold side by side are joined by `AND`.
/// Ambiguous names are left out where nothing is sure; beside what is, a text of which several names fit is
/// [`AMBIGUOUS`], and one that takes something back [`RESTRICTED`]. A name that is sure but for `-only` and
/// `-or-later` is given as its version alone (`GPL-3.0`, deprecated in the SPDX list, not wrong), unless the file says
/// more. `None` when nothing is left.
///
/// A text of the GNU family cannot tell `-only` from `-or-later`: a notice, a tag or a sentence of
/// the same file can, and then replaces it. An expression with a choice replaces the texts that it names.
#[must_use]
pub fn combine(matches: &[LicenceMatch]) -> Option<String> {
    let sure: Vec<&LicenceMatch> = matches.iter().filter(|found| found.is_sure()).collect();
    let mut parts: Vec<&str> = Vec::new();
    for found in &sure {
        let said = is_text(found.method) && sure.iter().any(|other| speaks_for(other, found));
        let offered = sure.iter().any(|other| offers(other, found));
        if !said && !offered && !parts.contains(&found.expression.as_str()) {
            parts.push(&found.expression);
        }
    }
    let wide: Vec<Vec<String>> = matches.iter().filter_map(without_modifier).collect();
    let wide: Vec<(String, Vec<String>)> = wide.into_iter().map(|legs| (legs.join(" OR "), legs)).collect();
    for (version, legs) in &wide {
        let named = |part: &str| -> Vec<String> {
            identifiers(part).iter().map(|id| family(id).to_owned()).collect()
        };
        let said = parts.iter().any(|part| {
            let theirs = named(part);
            legs.iter().all(|leg| theirs.contains(leg))
        });
        if said || parts.contains(&version.as_str()) {
            continue;
        }
        if legs.len() > 1 {
            // The texts of what may be chosen.
            parts.retain(|part| !named(part).iter().all(|id| legs.contains(id)));
        }
        parts.push(version);
    }
    if !parts.is_empty() {
        for found in matches {
            if let Some(leg) = uncertain(found, &parts).filter(|leg| !parts.contains(leg)) {
                parts.push(leg);
            }
        }
    }
    match parts.as_slice() {
        [] => None,
        [only] => Some((*only).to_owned()),
        many => Some(
            many.iter()
                .map(|part| bracketed(part))
                .collect::<Vec<_>>()
                .join(" AND "),
        ),
    }
}

/// What stands in an expression for a text of which several names fit, beside others that are sure.
pub const AMBIGUOUS: &str = "LicenseRef-ambiguous";

/// The leg of a text that is granted beside others, and of which nobody can tell which it is: it is not left out,
/// since whoever takes the file takes this too.
fn uncertain(found: &LicenceMatch, parts: &[&str]) -> Option<&'static str> {
    let readings = || std::iter::once(&found.expression).chain(&found.rivals);
    let told: Vec<String> = parts.iter().flat_map(|part| identifiers(part)).collect();
    let is_told = |reading: &String| told.iter().any(|id| family(id) == family(reading));
    if readings().any(|reading| reading == RESTRICTED) {
        return Some(RESTRICTED);
    }
    let open = !found.is_sure() && is_text(found.method) && !readings().any(is_told);
    open.then_some(AMBIGUOUS)
}

/// The one version of a GNU licence that an ambiguous name fits, where the list has an identifier for it; with the other
/// legs, when it is one of a choice.
fn without_modifier(found: &LicenceMatch) -> Option<Vec<String>> {
    let legs = |expression: &str| -> Vec<String> {
        expression
            .split(" OR ")
            .map(|leg| family(leg).to_owned())
            .collect()
    };
    let versions = legs(&found.expression);
    let same = found.rivals.iter().all(|rival| legs(rival) == versions);
    let listed = versions.iter().all(|leg| spdx::license_id(leg).is_some());
    (!found.is_sure() && same && listed).then_some(versions)
}

pub(super) fn is_text(method: LicenceMethod) -> bool {
    matches!(
        method,
        LicenceMethod::Exact | LicenceMethod::Text | LicenceMethod::Title
    )
}

/// Whether a notice, tag or sentence names the licence of a text more exactly than the text can.
fn speaks_for(other: &LicenceMatch, text: &LicenceMatch) -> bool {
    !is_text(other.method)
        && identifiers(&other.expression)
            .iter()
            .any(|id| family(id) == family(&text.expression))
}

/// Gives each text of a GNU licence the variant that its words fit as well, unless the file says which is meant:
/// for those who read the list of matches rather than the expression.
pub fn show_variants(matches: &mut [LicenceMatch]) {
    let told: Vec<String> = matches
        .iter()
        .filter(|found| found.is_sure() && !is_text(found.method))
        .flat_map(|found| identifiers(&found.expression))
        .collect();
    for text in matches.iter_mut().filter(|found| is_text(found.method)) {
        let version = family(&text.expression).to_owned();
        let only = format!("{version}-only");
        let open = text.expression.ends_with("-or-later") && !told.iter().any(|id| family(id) == version);
        if open && spdx::license_id(&only).is_some() && !text.rivals.contains(&only) {
            text.rivals.push(only);
        }
    }
}

/// Whether a sentence or tag offers a choice of which a notice is one leg, or a name in the very lines of the choice: the
/// address behind one of its legs.
fn offers(other: &LicenceMatch, notice: &LicenceMatch) -> bool {
    let inside = other.lines.0 <= notice.lines.0 && notice.lines.1 <= other.lines.1;
    let named = notice.method == LicenceMethod::Statement && inside && other.subject == notice.subject;
    (notice.method == LicenceMethod::Notice || named)
        && !notice.expression.contains(' ')
        && other.expression.contains(" OR ")
        && identifiers(&other.expression).contains(&notice.expression)
}

fn bracketed(part: &str) -> String {
    if part.contains(" OR ") {
        format!("({part})")
    } else {
        part.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{combine, identifiers};
    use crate::model::{LicenceMatch, LicenceMethod, Subject};

    fn found(expression: &str, method: LicenceMethod) -> LicenceMatch {
        LicenceMatch {
            expression: expression.to_owned(),
            confidence: 90,
            method,
            lines: (1, 1),
            subject: Subject::Project,
            rivals: Vec::new(),
            since: None,
            part: false,
        }
    }

    #[test]
    fn parts_are_joined_and_the_more_exact_word_wins() {
        use LicenceMethod::{Exact, Notice, Statement, Tag, Text};
        type Case = (&'static [(&'static str, LicenceMethod)], Option<&'static str>);
        let cases: &[Case] = &[
            (&[], None),
            (&[("MIT", Exact)], Some("MIT")),
            (
                &[("MIT", Exact), ("etalab-2.0", Text)],
                Some("MIT AND etalab-2.0"),
            ),
            (
                &[("GPL-3.0-or-later", Exact), ("GPL-3.0-only", Notice)],
                Some("GPL-3.0-only"),
            ),
            (
                &[("MIT", Exact), ("Apache-2.0", Exact), ("MIT OR Apache-2.0", Tag)],
                Some("MIT OR Apache-2.0"),
            ),
            (
                &[("MIT OR Apache-2.0", Tag), ("CC-BY-4.0", Text)],
                Some("(MIT OR Apache-2.0) AND CC-BY-4.0"),
            ),
            (&[("MIT", Exact), ("MIT", Tag)], Some("MIT")),
            (
                &[("Apache-2.0 OR MIT", Statement), ("MIT", Statement)],
                Some("Apache-2.0 OR MIT"),
            ),
        ];
        for (parts, expected) in cases {
            let matches: Vec<_> = parts.iter().map(|(id, method)| found(id, *method)).collect();
            assert_eq!(combine(&matches).as_deref(), *expected, "{parts:?}");
        }
        let mut unsure = found("MIT", Text);
        unsure.rivals.push("X11".to_owned());
        assert_eq!(combine(&[unsure]), None);
    }

    #[test]
    fn a_version_without_only_or_later_stays_so() {
        let mut bare = found("GPL-3.0-or-later", LicenceMethod::Statement);
        bare.rivals.push("GPL-3.0-only".to_owned());
        assert_eq!(combine(std::slice::from_ref(&bare)).as_deref(), Some("GPL-3.0"));
        let later = found("GPL-3.0-or-later", LicenceMethod::Tag);
        assert_eq!(
            combine(&[bare.clone(), later]).as_deref(),
            Some("GPL-3.0-or-later")
        );
        let data = found("ODbL-1.0", LicenceMethod::Statement);
        assert_eq!(
            combine(&[bare.clone(), data]).as_deref(),
            Some("ODbL-1.0 AND GPL-3.0")
        );
        bare.rivals.push("GPL-2.0-only".to_owned());
        assert_eq!(combine(&[bare]), None);
    }

    #[test]
    fn a_text_that_is_not_sure_stays_beside_one_that_is() {
        let apache = found("Apache-2.0", LicenceMethod::Exact);
        let mut restricted = found("MIT", LicenceMethod::Text);
        restricted.rivals.push("LicenseRef-restricted".to_owned());
        let mut open = found("HPND", LicenceMethod::Text);
        open.rivals.push("HPND-sell-variant".to_owned());
        assert_eq!(
            combine(&[apache.clone(), restricted.clone()]).as_deref(),
            Some("Apache-2.0 AND LicenseRef-restricted")
        );
        assert_eq!(
            combine(&[apache, open]).as_deref(),
            Some("Apache-2.0 AND LicenseRef-ambiguous")
        );
        assert_eq!(combine(&[restricted]), None);
    }

    #[test]
    fn identifiers_keep_their_exceptions() {
        assert_eq!(
            identifiers("(MIT OR Apache-2.0 WITH LLVM-exception) AND MIT"),
            ["MIT", "Apache-2.0 WITH LLVM-exception"]
        );
        assert_eq!(identifiers("no licence"), ["no licence"]);
    }

    #[test]
    fn a_choice_in_words_settles_the_parts_beside_it() {
        let choice = found("BSD-2-Clause OR GPL-2.0-or-later", LicenceMethod::Statement);
        let parts = [
            choice,
            found("GPL-2.0-or-later", LicenceMethod::Notice),
            found("BSD-2-Clause", LicenceMethod::Text),
        ];
        assert_eq!(
            combine(&parts).as_deref(),
            Some("BSD-2-Clause OR GPL-2.0-or-later")
        );
    }

    #[test]
    fn texts_show_the_variant_that_they_leave_open() {
        let text = found("GPL-3.0-or-later", LicenceMethod::Exact);
        let mut alone = [text.clone(), found("MIT", LicenceMethod::Text)];
        super::show_variants(&mut alone);
        assert_eq!(alone[0].rivals, ["GPL-3.0-only"]);
        assert!(alone[1].is_sure());
        let mut told = [text, found("GPL-3.0-or-later", LicenceMethod::Notice)];
        super::show_variants(&mut told);
        assert!(told[0].is_sure());
    }
}
