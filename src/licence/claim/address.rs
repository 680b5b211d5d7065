// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Addresses of pages that hold the text of a licence.

use super::mention;
use super::token::cut;

/// Beginning of the path after a host (without `www.`), and what the page holds. Addresses are compared
/// in lower case, without scheme, `-` and `_` as they are.
const PAGES: &[(&str, &[&str])] = &[
    ("etalab.gouv.fr/licence-ouverte-open-licence", &["etalab-2.0"]),
    (
        "etalab.gouv.fr/wp-content/uploads/2017/04/etalab-licence-ouverte-v2.0",
        &["etalab-2.0"],
    ),
    (
        "etalab.gouv.fr/wp-content/uploads/2014/05/licence_ouverte",
        &["LicenseRef-etalab-1.0"],
    ),
    (
        "github.com/etalab/licence-ouverte/blob/master/lo.md",
        &["etalab-2.0"],
    ),
    (
        "github.com/etalab/licence-ouverte/blob/master/open-licence.md",
        &["etalab-2.0"],
    ),
    (
        "github.com/disic/politique-de-contribution-open-source/blob/master/license",
        &["etalab-2.0"],
    ),
    ("cecill.info/licences/licence_cecill-b", &["CECILL-B"]),
    ("cecill.info/licences/licence_cecill-c", &["CECILL-C"]),
    ("cecill.info/licences/licence_cecill_v2.1", &["CECILL-2.1"]),
    ("cecill.info/licences/licence_cecill_v2-", &["CECILL-2.0"]),
    ("cecill.info/licences/licence_cecill_v2.0", &["CECILL-2.0"]),
    ("cecill.info/licences/licence_cecill_v1.1", &["CECILL-1.1"]),
    ("cecill.info/licences/licence_cecill_v1-", &["CECILL-1.0"]),
    ("apache.org/licenses/license-2.0", &["Apache-2.0"]),
    ("apache.org/licenses/license-1.1", &["Apache-1.1"]),
    ("mozilla.org/mpl/2.0", &["MPL-2.0"]),
    ("mozilla.org/en-us/mpl/2.0", &["MPL-2.0"]),
    ("mozilla.org/fr/mpl/2.0", &["MPL-2.0"]),
    ("mozilla.org/mpl/1.1", &["MPL-1.1"]),
    ("eclipse.org/legal/epl-2.0", &["EPL-2.0"]),
    ("eclipse.org/legal/epl-v20", &["EPL-2.0"]),
    ("eclipse.org/legal/epl-v10", &["EPL-1.0"]),
    ("opendatacommons.org/licenses/odbl", &["ODbL-1.0"]),
    ("opendatacommons.org/licenses/by", &["ODC-By-1.0"]),
    ("opendatacommons.org/licenses/pddl", &["PDDL-1.0"]),
    ("creativecommons.org/publicdomain/zero/1.0", &["CC0-1.0"]),
    ("unlicense.org", &["Unlicense"]),
    ("wtfpl.net", &["WTFPL"]),
    (
        "joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
        &["EUPL-1.2"],
    ),
    (
        "joinup.ec.europa.eu/collection/eupl/eupl-text-11-12",
        &["EUPL-1.2", "EUPL-1.1"],
    ),
    (
        "joinup.ec.europa.eu/software/page/eupl",
        &["EUPL-1.2", "EUPL-1.1"],
    ),
    (
        "joinup.ec.europa.eu/page/eupl-text-11-12",
        &["EUPL-1.2", "EUPL-1.1"],
    ),
    ("opensource.org/licenses/mit-license", &["MIT"]),
    ("mit-license.org", &["MIT"]),
    ("choosealicense.com/licenses/bsd-3-clause", &["BSD-3-Clause"]),
];

/// Hosts and folders after which the page is called as the licence is.
const NAMED: &[&str] = &[
    "opensource.org/licenses/",
    "opensource.org/license/",
    "spdx.org/licenses/",
    "choosealicense.com/licenses/",
    "gnu.org/licenses/old-licenses/",
    "gnu.org/licenses/",
    "gnu.org/copyleft/",
    "tldrlegal.com/license/",
    "oss.oracle.com/licenses/",
];

/// What the page at an address holds; nothing for other pages.
pub(super) fn name(address: &str) -> Option<Vec<String>> {
    if address.len() > 300 {
        return None;
    }
    let lower = address.to_ascii_lowercase();
    let rest = lower
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("www.");
    if let Some((_, ids)) = PAGES.iter().find(|(start, _)| rest.starts_with(start)) {
        return Some(ids.iter().map(|id| (*id).to_owned()).collect());
    }
    if let Some(path) = rest.strip_prefix("creativecommons.org/licenses/") {
        return creative(path);
    }
    if let Some(ids) = european(rest) {
        return Some(ids);
    }
    NAMED
        .iter()
        .find_map(|folder| rest.strip_prefix(folder))
        .and_then(page)
}

/// The versions of the EUPL that an address of the Commission or of its readers may hold: `eupl_v1.2_fr`,
/// `eupl-text-eupl-12`. The address comes in lower case, without its scheme.
pub(in crate::licence) fn european(rest: &str) -> Option<Vec<String>> {
    let host = rest.split('/').next()?;
    if host != "eupl.eu" && !(host.ends_with("europa.eu") && rest.contains("eupl")) {
        return None;
    }
    let digits: String = rest
        .chars()
        .filter(|c| !matches!(c, '.' | '_' | '-' | ' '))
        .collect();
    let digits = digits.replace("%20", "");
    let found: Vec<String> = [("12", "EUPL-1.2"), ("11", "EUPL-1.1"), ("10", "EUPL-1.0")]
        .into_iter()
        .filter(|&(number, _)| {
            digits.contains(&format!("v{number}"))
                || digits.contains(&format!("eupl{number}"))
                || digits.contains(&format!("eupl/{number}"))
                || digits.contains(&format!("eupleu/{number}"))
                || digits.contains(&format!("text{number}"))
                || (digits.contains("text1112") && matches!(number, "11" | "12"))
        })
        .map(|(_, id)| id.to_owned())
        .collect();
    let all = ["EUPL-1.2", "EUPL-1.1", "EUPL-1.0"].map(str::to_owned).to_vec();
    Some(if found.is_empty() { all } else { found })
}

/// `by-sa/4.0/deed.fr`; the texts of countries are licences of their own.
fn creative(path: &str) -> Option<Vec<String>> {
    let mut parts = path.split('/');
    let (elements, version) = (parts.next()?, parts.next()?);
    let country = parts
        .next()
        .filter(|part| part.len() == 2)
        .map(str::to_ascii_uppercase);
    let base = format!("CC-{}-{version}", elements.to_ascii_uppercase());
    let id = match country {
        Some(country) => format!("{base}-{country}"),
        None => base,
    };
    spdx::license_id(&id).map(|id| vec![id.name.to_owned()])
}

/// A page called as a licence: `gpl-3.0.html`, `MIT`, `bsd-3-clause`.
fn page(path: &str) -> Option<Vec<String>> {
    let name = path.split(['/', '#', '?']).next()?;
    let name = name
        .trim_end_matches(".html")
        .trim_end_matches(".en")
        .trim_end_matches(".fr")
        .trim_end_matches(".txt")
        .trim_end_matches(".md")
        .trim_end_matches(".php")
        .replace('_', "-");
    named(&name)
}

/// What a name that is written alone means: every word must be a part of it.
pub(super) fn named(name: &str) -> Option<Vec<String>> {
    let upper = name.to_uppercase();
    let tokens = cut(&upper);
    let found = mention::find(&upper, &tokens);
    let [only] = found.as_slice() else { return None };
    let outside = tokens[..only.at.start].iter().chain(&tokens[only.at.end..]);
    let alone = outside
        .filter(|token| {
            !matches!(
                token.word.as_str(),
                "license" | "the" | "php" | "," | "(" | ")" | "gnu" | "open" | "source"
            )
        })
        .count()
        == 0;
    alone.then(|| only.ids.clone())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn pages_of_licences_are_known() {
        for (address, expected) in [
            ("https://opensource.org/licenses/MIT", "MIT"),
            ("https://opensource.org/license/mit/", "MIT"),
            ("http://www.opensource.org/licenses/mit-license.php", "MIT"),
            (
                "https://www.gnu.org/licenses/gpl-3.0.fr.html",
                "GPL-3.0-or-later|GPL-3.0-only",
            ),
            (
                "https://www.gnu.org/licenses/agpl-3.0.en.html",
                "AGPL-3.0-or-later|AGPL-3.0-only",
            ),
            ("https://www.gnu.org/licenses/", ""),
            (
                "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
                "CC-BY-SA-4.0",
            ),
            ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
            (
                "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
                "etalab-2.0",
            ),
            (
                "https://cecill.info/licences/Licence_CeCILL-B_V1-fr.html",
                "CECILL-B",
            ),
            ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
            ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0"),
            ("https://spdx.org/licenses/EUPL-1.2.html", "EUPL-1.2"),
            ("https://example.fr/licenses/MIT", ""),
            ("LICENSE", ""),
        ] {
            assert_eq!(name(address).unwrap_or_default().join("|"), expected, "{address}");
        }
    }
}
