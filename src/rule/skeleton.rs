// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The text that `vigie rules new` writes.

use std::ops::Range;

use crate::model::RuleId;

/// A commented rule file, in which what stands between « and » is to be replaced.
///
/// It speaks French and English, as rules do. As it stands it is refused (the date of the
/// source is no date), so that a rule cannot be forgotten half-written.
#[must_use]
pub fn skeleton(id: &RuleId) -> String {
    TEXT.replace("{id}", id.as_str())
}

/// Whether a text is one of the skeleton's that nobody replaced: «…» as a whole, or one of its own anywhere. French
/// quotation marks have a space inside, and stay what they are.
pub(super) fn is_placeholder(text: &str) -> bool {
    let whole = text
        .trim()
        .strip_prefix('«')
        .and_then(|rest| rest.strip_suffix('»'))
        .is_some_and(|inside| !inside.starts_with(char::is_whitespace) && !inside.contains(['«', '»']));
    whole || placeholders().any(|one| text.contains(one))
}

/// Where the texts of the skeleton that nobody replaced stand in a file, valid or not, comments aside.
pub(super) fn left(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with('#') {
            let mut at = 0;
            while let Some(open) = line[at..].find('«').map(|open| at + open) {
                let Some(close) = line[open..].find('»').map(|close| open + close + '»'.len_utf8()) else {
                    break;
                };
                let whole = line[..open].ends_with(['"', '\'']) && line[close..].starts_with(['"', '\'']);
                let one = &line[open..close];
                if whole && is_placeholder(one) || placeholders().any(|known| known == one) {
                    // A text begins at its own quotation mark, as every other fault of a text is placed.
                    found.push(start + open - usize::from(whole)..start + close);
                }
                at = close;
            }
        }
        start += line.len();
    }
    found
}

/// What stands between « and » in the skeleton, with them.
fn placeholders() -> impl Iterator<Item = &'static str> {
    TEXT.match_indices('«').filter_map(|(at, _)| {
        let end = TEXT[at..].find('»')? + '»'.len_utf8();
        let one = &TEXT[at..at + end];
        (!one['«'.len_utf8()..].starts_with(char::is_whitespace)).then_some(one)
    })
}

const TEXT: &str = r##"# {id}
#
# Remplacez chaque texte entre « et », puis lancez : vigie rules check DOSSIER
# Replace each text between « and », then run: vigie rules check FOLDER

# Version de votre jeu de règles où celle-ci apparaît.
# The version of your rule set that brings this rule.
since = "0.1.0"
# Force de la source / force of the source: required, recommended, optional, info.
level = "recommended"
# Fiabilité du contrôle / how far the check can be trusted: high, medium, low.
confidence = "medium"
# Points, de 1 à 100 ; 0 pour "info". From 1 to 100; 0 for "info".
weight = 3
# Travail pour corriger / work to mend it: minutes, hours, days.
effort = "minutes"
tags = []

# Le défaut constaté, en une phrase sans point final.
# The fault that was found, in one sentence without a final stop.
[title]
fr = "«Aucune charte graphique n'est citée»"
en = "«No graphic charter is named»"

# Pourquoi c'est un problème. Why it matters.
[why]
fr = "«Une phrase simple.»"
en = "«One plain sentence.»"

# La prochaine chose à faire. The next thing to do.
[fix]
fr = "«Ajoutez…»"
en = "«Add…»"

# D'où vient la règle, et le jour où vous avez lu ce texte.
# Where the rule comes from, and the day when you read that text.
[[source]]
text = "«Charte de l'administration, article 3»"
url = "https://«adresse»"
read = «2026-01-31»

# Facultatif : la règle ne concerne que certains dépôts (toutes ces conditions).
# Optional: the rule concerns some repositories only (all of these conditions).
# [[when]]
# file-exists = { globs = ["**/*.html"] }

# La règle est respectée quand l'une de ces conditions est vraie. Voir aussi [[all]] et [[none]].
# The rule is kept when one of these conditions holds. See also [[all]] and [[none]].
[[any]]
file-exists = { globs = ["«CHARTE.md»"] }

# Un dépôt qui ne respecte pas la règle / a repository that breaks the rule.
[[example]]
name = "«rien»"
expect = "fail"
tree = { "README.md" = "# Défi" }

# Un dépôt qui la respecte / a repository that keeps it.
[[example]]
name = "«un fichier à la racine»"
expect = "pass"
tree = { "«CHARTE.md»" = "# Charte" }
"##;

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::skeleton;
    use crate::model::{CategoryId, RuleId};
    use crate::rule::Rule;

    fn read(text: &str) -> Result<Rule, String> {
        let (id, category) = (RuleId::new("charter-missing"), CategoryId::new("documentation"));
        Rule::parse(id.unwrap(), category.unwrap(), "x.toml", text).map_err(|error| error.to_string())
    }

    #[test]
    fn it_is_a_rule_once_its_placeholders_are_filled() {
        let text = skeleton(&RuleId::new("charter-missing").unwrap());
        let filled = Regex::new("«([^«»]*)»").unwrap().replace_all(&text, "$1");
        let rule = read(&filled).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(rule.id.as_str(), "charter-missing");
        assert_eq!(rule.examples.len(), 2);
    }

    #[test]
    fn as_it_stands_it_is_refused_at_the_date() {
        let text = skeleton(&RuleId::new("charter-missing").unwrap());
        let line = text.lines().position(|line| line.starts_with("read =")).unwrap() + 1;
        let error = read(&text).unwrap_err();
        let place = format!("x.toml:{line}:8: replace \"«2026-01-31»\"");
        assert!(error.starts_with(&place), "{error}");
    }

    #[test]
    fn with_the_date_alone_it_is_refused_at_each_placeholder() {
        let text = skeleton(&RuleId::new("charter-missing").unwrap());
        let dated = text.replace("«2026-01-31»", "2026-01-31");
        let error = read(&dated).unwrap_err();
        assert!(
            error.contains("is not a web address") || error.contains("replace"),
            "{error}"
        );
        let mut text = dated.replace("https://«adresse»", "https://example.org");
        let mut seen = 0;
        while let Err(error) = read(&text) {
            assert!(error.contains("replace \"«"), "{error}");
            let place: Vec<usize> = error
                .split(':')
                .skip(1)
                .take(2)
                .map(|n| n.parse().unwrap())
                .collect();
            let line = text.lines().nth(place[0] - 1).unwrap().to_owned();
            assert!(
                line.chars()
                    .skip(place[1] - 1)
                    .collect::<String>()
                    .starts_with("\"«"),
                "{error}"
            );
            let filled = line.replacen('«', "", 1).replacen('»', "", 1);
            text = text.replacen(&line, &filled, 1);
            seen += 1;
        }
        assert_eq!(seen, 11);
    }

    #[test]
    fn all_that_is_left_is_told_at_once() {
        let text = skeleton(&RuleId::new("charter-missing").unwrap());
        let source = |text: &str| crate::rule::SourceText {
            path: "documentation/charter-missing.toml".to_owned(),
            shown: "x.toml".to_owned(),
            text: text.to_owned(),
            embedded: false,
        };
        let categories = crate::rule::SourceText {
            path: "categories.toml".to_owned(),
            shown: "categories.toml".to_owned(),
            text: "[[category]]\nid = \"documentation\"\ntitle = { fr = \"a\", en = \"a\" }\n".to_owned(),
            embedded: false,
        };
        let told = |text: &str| {
            let set = crate::rule::RuleSet::build(&[categories.clone(), source(text)]);
            let lines = set
                .unwrap_err()
                .0
                .into_iter()
                .map(|one| (one.line, one.column, one.reason.to_string()));
            lines.collect::<Vec<_>>()
        };
        let all = told(&text);
        assert_eq!(all.len(), 13, "{all:?}");
        for (line, column, reason) in &all {
            let rest: String = text
                .lines()
                .nth(line - 1)
                .unwrap()
                .chars()
                .skip(column - 1)
                .collect();
            assert!(
                rest.trim_start_matches('"').starts_with('«') && reason.starts_with("replace \"«"),
                "{line}: {reason}"
            );
        }
        assert!(all.is_sorted());
        assert_eq!(
            told(
                &text
                    .replace("«Add…»", "Add a charter")
                    .replace("«2026-01-31»", "2026-01-31")
            )
            .len(),
            11
        );
        // A fault elsewhere is told beside them.
        let dated = text.replace("«2026-01-31»", "2026-01-31");
        assert_eq!(told(&dated.replace("weight = 3", "weight = \"3\"")).len(), 13);
    }

    #[test]
    fn french_quotation_marks_are_no_placeholder() {
        for (text, placeholder) in [
            ("«Ajoutez…»", true),
            ("«un texte»", true),
            ("https://«adresse»", true),
            ("« une citation »", false),
            ("«\u{a0}une citation\u{a0}»", false),
            ("[«\"]", false),
            ("Écrivez «mot» et «autre»", false),
        ] {
            assert_eq!(super::is_placeholder(text), placeholder, "{text}");
        }
    }
}
