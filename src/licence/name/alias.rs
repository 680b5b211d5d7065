// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Names that can only mean one licence, as data.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use spdx::identifiers::LICENSES;

use crate::model::fold;

use super::words::normal;

/// The licence that words name: one of [`ALIASES`], or the full name of an entry of the SPDX list.
pub(super) fn find(words: &str) -> Option<&'static str> {
    if is_ambiguous(words) {
        return None;
    }
    let key = normal(words)?;
    ALIASES
        .binary_search_by(|(alias, _)| (*alias).cmp(key.as_str()))
        .ok()
        .map(|at| ALIASES[at].1)
        .or_else(|| by_full_name(words))
}

/// Whether words are known to mean several licences.
pub(super) fn is_ambiguous(words: &str) -> bool {
    AMBIGUOUS.contains(&fold(words).as_str())
}

/// Names, folded, that look like one licence or like a choice and are used for several.
/// "MIT/X11" is one licence for some, a choice for others; "X11" is often said of MIT; the Lesser GPL begins
/// with version 2.1, its forerunner of version 2 is the Library GPL.
const AMBIGUOUS: &[&str] = &[
    "mit x11",
    "x11 mit",
    "x11",
    "x11 license",
    "x11 licence",
    "bsd mit",
    "lgpl 2",
    "lgplv2",
    "lgpl v2",
    "gpl lgpl",
];

/// The full names of the SPDX list: exact but for case, signs, articles and the spelling of "licence".
fn by_full_name(words: &str) -> Option<&'static str> {
    static NAMES: OnceLock<BTreeMap<String, Option<&'static str>>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: BTreeMap<String, Option<&'static str>> = BTreeMap::new();
        for licence in LICENSES {
            if licence.flags & spdx::flags::IS_DEPRECATED == 0 {
                let entry = names.entry(full(licence.full_name));
                // Two licences of one name: the name means neither.
                entry.and_modify(|id| *id = None).or_insert(Some(licence.name));
            }
        }
        names
    });
    let name = full(words);
    // A single word is a word like any other ("Sendmail").
    name.contains(' ').then(|| names.get(&name).copied().flatten())?
}

fn full(name: &str) -> String {
    let folded = fold(name);
    let words = folded
        .split(' ')
        .filter(|word| *word != "the" && *word != "version");
    let words = words.map(|word| match word {
        "licence" => "license",
        _ => match word.strip_prefix('v') {
            Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => number,
            _ => word,
        },
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Names in the one spelling of [`normal`], sorted, and what they mean.
///
/// Only what names a version, or a licence that has one version. French and English names of the licences that
/// French administrations use come from the pages of their authors (`CeCILL`, Etalab, data.gouv.fr).
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("0 clause bsd", "0BSD"),
    ("0bsd", "0BSD"),
    ("2 clause bsd", "BSD-2-Clause"),
    ("3 clause bsd", "BSD-3-Clause"),
    ("3 clause new bsd", "BSD-3-Clause"),
    ("4 clause bsd", "BSD-4-Clause"),
    ("agpl 3", "AGPL-3.0-only"),
    ("agpl 3 +", "AGPL-3.0-or-later"),
    ("agpl 3 only", "AGPL-3.0-only"),
    ("apache 1", "Apache-1.0"),
    ("apache 1.1", "Apache-1.1"),
    ("apache 2", "Apache-2.0"),
    ("apache asl 2", "Apache-2.0"),
    ("artistic 2", "Artistic-2.0"),
    ("asl 2", "Apache-2.0"),
    ("boost", "BSL-1.0"),
    ("boost 1", "BSL-1.0"),
    ("bsd 0 clause", "0BSD"),
    ("bsd 2", "BSD-2-Clause"),
    ("bsd 2 clause", "BSD-2-Clause"),
    ("bsd 2 clause simplified", "BSD-2-Clause"),
    ("bsd 3", "BSD-3-Clause"),
    ("bsd 3 clause", "BSD-3-Clause"),
    ("bsd 3 clause new or revised", "BSD-3-Clause"),
    ("bsd 4 clause", "BSD-4-Clause"),
    ("bsd 4 clause original or old", "BSD-4-Clause"),
    ("bsd new", "BSD-3-Clause"),
    ("bsd simplified", "BSD-2-Clause"),
    ("bsd zero clause", "0BSD"),
    ("business source 1.1", "BUSL-1.1"),
    ("cc by 1", "CC-BY-1.0"),
    ("cc by 2", "CC-BY-2.0"),
    ("cc by 2.5", "CC-BY-2.5"),
    ("cc by 3", "CC-BY-3.0"),
    ("cc by 4", "CC-BY-4.0"),
    ("cc by nc 1", "CC-BY-NC-1.0"),
    ("cc by nc 2", "CC-BY-NC-2.0"),
    ("cc by nc 2.5", "CC-BY-NC-2.5"),
    ("cc by nc 3", "CC-BY-NC-3.0"),
    ("cc by nc 4", "CC-BY-NC-4.0"),
    ("cc by nc nd 1", "CC-BY-NC-ND-1.0"),
    ("cc by nc nd 2", "CC-BY-NC-ND-2.0"),
    ("cc by nc nd 2.5", "CC-BY-NC-ND-2.5"),
    ("cc by nc nd 3", "CC-BY-NC-ND-3.0"),
    ("cc by nc nd 4", "CC-BY-NC-ND-4.0"),
    ("cc by nc sa 1", "CC-BY-NC-SA-1.0"),
    ("cc by nc sa 2", "CC-BY-NC-SA-2.0"),
    ("cc by nc sa 2.5", "CC-BY-NC-SA-2.5"),
    ("cc by nc sa 3", "CC-BY-NC-SA-3.0"),
    ("cc by nc sa 4", "CC-BY-NC-SA-4.0"),
    ("cc by nd 1", "CC-BY-ND-1.0"),
    ("cc by nd 2", "CC-BY-ND-2.0"),
    ("cc by nd 2.5", "CC-BY-ND-2.5"),
    ("cc by nd 3", "CC-BY-ND-3.0"),
    ("cc by nd 4", "CC-BY-ND-4.0"),
    ("cc by sa 1", "CC-BY-SA-1.0"),
    ("cc by sa 2", "CC-BY-SA-2.0"),
    ("cc by sa 2.5", "CC-BY-SA-2.5"),
    ("cc by sa 3", "CC-BY-SA-3.0"),
    ("cc by sa 4", "CC-BY-SA-4.0"),
    ("cc cc0 1", "CC0-1.0"),
    ("cc cc0 1 universal", "CC0-1.0"),
    ("cc zero", "CC0-1.0"),
    ("cc zero 1", "CC0-1.0"),
    ("cc zero 1 universal", "CC0-1.0"),
    ("cc0", "CC0-1.0"),
    ("cc0 1", "CC0-1.0"),
    ("cc0 1 public domain dedication", "CC0-1.0"),
    ("cc0 1 universal", "CC0-1.0"),
    ("cc0 1 universal public domain dedication", "CC0-1.0"),
    ("cddl 1", "CDDL-1.0"),
    ("cddl 1.1", "CDDL-1.1"),
    ("cecill 1", "CECILL-1.0"),
    ("cecill 1.1", "CECILL-1.1"),
    ("cecill 2", "CECILL-2.0"),
    ("cecill 2.1", "CECILL-2.1"),
    ("cecill b", "CECILL-B"),
    ("cecill b 1", "CECILL-B"),
    ("cecill b free agreement", "CECILL-B"),
    ("cecill c", "CECILL-C"),
    ("cecill c 1", "CECILL-C"),
    ("cecill c free agreement", "CECILL-C"),
    ("cecill free agreement 1", "CECILL-1.0"),
    ("cecill free agreement 1.1", "CECILL-1.1"),
    ("cecill free agreement 2", "CECILL-2.0"),
    ("cecill free agreement 2.1", "CECILL-2.1"),
    ("cecillb", "CECILL-B"),
    ("cecillc", "CECILL-C"),
    ("common development and distribution 1", "CDDL-1.0"),
    ("common development and distribution 1.1", "CDDL-1.1"),
    ("common public 1", "CPL-1.0"),
    ("cpl 1", "CPL-1.0"),
    ("epl 1", "EPL-1.0"),
    ("epl 2", "EPL-2.0"),
    ("etalab 1", "LicenseRef-etalab-1.0"),
    ("etalab 2", "etalab-2.0"),
    ("etalab lo 1", "LicenseRef-etalab-1.0"),
    ("etalab lo 2", "etalab-2.0"),
    ("etalab lo open 2", "etalab-2.0"),
    ("etalab open 1", "LicenseRef-etalab-1.0"),
    ("etalab open 2", "etalab-2.0"),
    ("eupl 1", "EUPL-1.0"),
    ("eupl 1.1", "EUPL-1.1"),
    ("eupl 1.2", "EUPL-1.2"),
    ("expat", "MIT"),
    ("expat mit", "MIT"),
    ("fr lo", "LicenseRef-etalab-1.0"),
    ("fr lo 1", "LicenseRef-etalab-1.0"),
    ("fr lo 2", "etalab-2.0"),
    ("gfdl 1.1", "GFDL-1.1-only"),
    ("gfdl 1.1 +", "GFDL-1.1-or-later"),
    ("gfdl 1.1 only", "GFDL-1.1-only"),
    ("gfdl 1.2", "GFDL-1.2-only"),
    ("gfdl 1.2 +", "GFDL-1.2-or-later"),
    ("gfdl 1.2 only", "GFDL-1.2-only"),
    ("gfdl 1.3", "GFDL-1.3-only"),
    ("gfdl 1.3 +", "GFDL-1.3-or-later"),
    ("gfdl 1.3 only", "GFDL-1.3-only"),
    ("gpl 1", "GPL-1.0-only"),
    ("gpl 1 +", "GPL-1.0-or-later"),
    ("gpl 1 only", "GPL-1.0-only"),
    ("gpl 2", "GPL-2.0-only"),
    ("gpl 2 +", "GPL-2.0-or-later"),
    ("gpl 2 only", "GPL-2.0-only"),
    ("gpl 3", "GPL-3.0-only"),
    ("gpl 3 +", "GPL-3.0-or-later"),
    ("gpl 3 only", "GPL-3.0-only"),
    ("isc", "ISC"),
    ("iscl", "ISC"),
    ("lgpl 2.1", "LGPL-2.1-only"),
    ("lgpl 2.1 +", "LGPL-2.1-or-later"),
    ("lgpl 2.1 only", "LGPL-2.1-only"),
    ("lgpl 3", "LGPL-3.0-only"),
    ("lgpl 3 +", "LGPL-3.0-or-later"),
    ("lgpl 3 only", "LGPL-3.0-only"),
    ("lgpl library 2", "LGPL-2.0-only"),
    ("lgpl library 2 +", "LGPL-2.0-or-later"),
    ("libre cecill 1", "CECILL-1.0"),
    ("libre cecill 1.1", "CECILL-1.1"),
    ("libre cecill 2", "CECILL-2.0"),
    ("libre cecill 2.1", "CECILL-2.1"),
    ("libre cecill b", "CECILL-B"),
    ("libre cecill c", "CECILL-C"),
    ("lo 1", "LicenseRef-etalab-1.0"),
    ("lo 1 etalab", "LicenseRef-etalab-1.0"),
    ("lo 2", "etalab-2.0"),
    ("lo 2 etalab", "etalab-2.0"),
    ("lo 2 open 2", "etalab-2.0"),
    ("lo etalab 1", "LicenseRef-etalab-1.0"),
    ("lo etalab 2", "etalab-2.0"),
    ("lo etalab open 2", "etalab-2.0"),
    ("lo open 1", "LicenseRef-etalab-1.0"),
    ("lo open 2", "etalab-2.0"),
    ("lo open etalab 2", "etalab-2.0"),
    ("microsoft public", "MS-PL"),
    ("microsoft reciprocal", "MS-RL"),
    ("mit", "MIT"),
    ("mit 0", "MIT-0"),
    ("mit expat", "MIT"),
    ("mit no attribution", "MIT-0"),
    ("modified bsd", "BSD-3-Clause"),
    ("modified bsd 3 clause", "BSD-3-Clause"),
    ("mpl 1", "MPL-1.0"),
    ("mpl 1.1", "MPL-1.1"),
    ("mpl 2", "MPL-2.0"),
    ("ms pl", "MS-PL"),
    ("ms rl", "MS-RL"),
    ("ncsa", "NCSA"),
    ("new bsd", "BSD-3-Clause"),
    ("new bsd 3 clause", "BSD-3-Clause"),
    ("new or revised bsd", "BSD-3-Clause"),
    ("odbl", "ODbL-1.0"),
    ("odbl 1", "ODbL-1.0"),
    ("odbl odbl 1", "ODbL-1.0"),
    ("odc attribution", "ODC-By-1.0"),
    ("odc attribution 1", "ODC-By-1.0"),
    ("odc by", "ODC-By-1.0"),
    ("odc by 1", "ODC-By-1.0"),
    ("odc pddl", "PDDL-1.0"),
    ("odc pddl 1", "PDDL-1.0"),
    ("odc public domain dedication and 1", "PDDL-1.0"),
    ("ofl 1.1", "OFL-1.1"),
    ("open etalab 2", "etalab-2.0"),
    ("original bsd", "BSD-4-Clause"),
    ("osl 3", "OSL-3.0"),
    ("pddl", "PDDL-1.0"),
    ("pddl 1", "PDDL-1.0"),
    ("postgresql", "PostgreSQL"),
    ("psf 2", "PSF-2.0"),
    ("python foundation 2", "PSF-2.0"),
    ("revised bsd", "BSD-3-Clause"),
    ("server side public", "SSPL-1.0"),
    ("server side public 1", "SSPL-1.0"),
    ("sil ofl 1.1", "OFL-1.1"),
    ("simplified bsd", "BSD-2-Clause"),
    ("sspl", "SSPL-1.0"),
    ("sspl 1", "SSPL-1.0"),
    ("universal permissive 1", "UPL-1.0"),
    ("university illinois ncsa open source", "NCSA"),
    ("unlicense", "Unlicense"),
    ("upl 1", "UPL-1.0"),
    ("wtfpl", "WTFPL"),
    ("wtfpl 2", "WTFPL"),
    ("zero clause bsd", "0BSD"),
    ("zlib", "Zlib"),
    ("zlib libpng", "Zlib"),
];
