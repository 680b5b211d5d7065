// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use proptest::prelude::*;

use super::Standing::{self, Deprecated, Elsewhere, Informal, Proprietary, Unknown, Valid};
use super::{alias, classifier, expression, informal, resolve, url, words};

fn check(cases: &[(&str, Standing)]) {
    for (value, meant) in cases {
        assert_eq!(resolve(value), *meant, "{value}");
    }
}
fn valid(text: &str) -> Standing {
    Valid(text.to_owned())
}
fn old(text: &str) -> Standing {
    Deprecated(text.to_owned())
}
fn is(text: &str) -> Standing {
    Informal(text.to_owned())
}
fn at(text: &str) -> Standing {
    Elsewhere(text.to_owned())
}

#[test]
fn expressions_come_out_in_canonical_form() {
    check(&[
        ("MIT", valid("MIT")),
        ("mit", valid("MIT")),
        (" 'EUPL-1.2' ", valid("EUPL-1.2")),
        (
            "apache-2.0 with llvm-exception",
            valid("Apache-2.0 WITH LLVM-exception"),
        ),
        ("(MIT OR Apache-2.0)", valid("MIT OR Apache-2.0")),
        ("MIT or apache-2.0", valid("MIT OR Apache-2.0")),
        ("(MIT AND CC-BY-4.0)", valid("MIT AND CC-BY-4.0")),
        ("MIT AND (ISC OR Zlib)", valid("MIT AND (ISC OR Zlib)")),
        ("MIT OR (ISC AND Zlib)", valid("MIT OR ISC AND Zlib")),
        ("ETALAB-2.0", valid("etalab-2.0")),
        ("EUPL-1.2+", valid("EUPL-1.2+")),
        ("LicenseRef-etalab-1.0", valid("LicenseRef-etalab-1.0")),
        (
            "MIT OR LicenseRef-Commercial",
            valid("MIT OR LicenseRef-Commercial"),
        ),
        ("GPL-3.0", old("GPL-3.0-only")),
        ("agpl-3.0", old("AGPL-3.0-only")),
        ("GPL-2.0+", old("GPL-2.0-or-later")),
        ("AGPL-3.0+", old("AGPL-3.0-or-later")),
        ("LGPL-2.1", old("LGPL-2.1-only")),
        ("MIT OR GPL-3.0", old("MIT OR GPL-3.0-only")),
        (
            "GPL-2.0 WITH Classpath-exception-2.0",
            old("GPL-2.0-only WITH Classpath-exception-2.0"),
        ),
        ("GPL-3.0-only+", Unknown),
        ("GPL-3.0-or-later", valid("GPL-3.0-or-later")),
        ("MIT OR", Unknown),
        ("((MIT)", is("MIT")),
    ]);
}

#[test]
fn names_that_mean_one_licence_are_understood() {
    check(&[
        ("MIT (see LICENSE)", is("MIT")),
        ("EUPL 1.2 (voir LICENCE.md)", is("EUPL-1.2")),
        ("SSPL", is("SSPL-1.0")),
        ("Server Side Public License v1", is("SSPL-1.0")),
        ("MIT License", is("MIT")),
        ("The MIT License (MIT)", is("MIT")),
        ("mit-licence", is("MIT")),
        ("Licence MIT", is("MIT")),
        ("Apache 2.0", is("Apache-2.0")),
        ("Apache-2", is("Apache-2.0")),
        ("Apache License, Version 2.0", is("Apache-2.0")),
        ("The Apache Software License, Version 2.0", is("Apache-2.0")),
        ("BSD 3-clause", is("BSD-3-Clause")),
        ("BSD-3-Clause License", is("BSD-3-Clause")),
        ("BSD_3_clause", is("BSD-3-Clause")),
        ("New BSD", is("BSD-3-Clause")),
        ("BSD 3-Clause \"New\" or \"Revised\" License", is("BSD-3-Clause")),
        ("Simplified BSD License", is("BSD-2-Clause")),
        (
            "GNU Affero General Public License v3 or later (AGPLv3+)",
            is("AGPL-3.0-or-later"),
        ),
        ("AGPLv3", is("AGPL-3.0-only")),
        ("AGPLv3+", is("AGPL-3.0-or-later")),
        ("GPLv2+", is("GPL-2.0-or-later")),
        ("GNU GPL v3", is("GPL-3.0-only")),
        ("GNU General Public License v3.0 or later", is("GPL-3.0-or-later")),
        ("GNU GPL version 3 ou ultérieure", is("GPL-3.0-or-later")),
        (
            "Licence publique générale GNU Affero version 3",
            is("AGPL-3.0-only"),
        ),
        ("LGPL 2.1", is("LGPL-2.1-only")),
        (
            "GNU Lesser General Public License, Version 3",
            is("LGPL-3.0-only"),
        ),
        ("CeCILL-B", valid("CECILL-B")),
        ("CeCILL v2.1", is("CECILL-2.1")),
        ("Licence CeCILL-C", is("CECILL-C")),
        ("Licence Ouverte 2.0", is("etalab-2.0")),
        ("Licence Ouverte v2.0", is("etalab-2.0")),
        ("Licence Ouverte / Open Licence version 2.0", is("etalab-2.0")),
        ("Licence Ouverte v2.0 (Etalab)", is("etalab-2.0")),
        ("lov2", is("etalab-2.0")),
        ("Etalab 2.0", is("etalab-2.0")),
        ("etalab-2.0", valid("etalab-2.0")),
        ("Licence Ouverte 1.0", is("LicenseRef-etalab-1.0")),
        ("fr-lo", is("LicenseRef-etalab-1.0")),
        ("EUPL v1.2", is("EUPL-1.2")),
        ("European Union Public Licence 1.2", is("EUPL-1.2")),
        ("Licence publique de l'Union européenne v. 1.2", is("EUPL-1.2")),
        ("ODbL", is("ODbL-1.0")),
        ("Open Database License (ODbL) v1.0", is("ODbL-1.0")),
        ("ODC Open Database License v1.0", is("ODbL-1.0")),
        ("CC BY-SA 4.0", is("CC-BY-SA-4.0")),
        (
            "Creative Commons Attribution-ShareAlike 4.0 International",
            is("CC-BY-SA-4.0"),
        ),
        ("CC0", is("CC0-1.0")),
        ("MPL 2.0", is("MPL-2.0")),
        ("EPL 2.0", is("EPL-2.0")),
        ("Zope Public License 2.1", is("ZPL-2.1")),
        ("MIT/Apache-2.0", is("MIT OR Apache-2.0")),
        ("MIT License | Apache 2.0", is("MIT OR Apache-2.0")),
        ("MIT ou GPLv3", is("MIT OR GPL-3.0-only")),
    ]);
}

#[test]
fn nothing_is_guessed() {
    for value in [
        "",
        "GPL",
        "LGPL",
        "AGPL",
        "BSD",
        "BSD License",
        "Apache",
        "Apache License",
        "Apache Software License",
        "Etalab",
        "Licence Ouverte",
        "CeCILL",
        "EUPL",
        "MPL",
        "CC-BY",
        "CC BY-SA",
        "public domain",
        "Domaine public",
        "GPL/LGPL",
        "MIT/X11",
        "X11 License",
        "MIT, Apache-2.0",
        "MIT; GPL-3.0",
        "MIT and GPLv3",
        "Unlicensed",
        "License",
        "free",
        "open source",
        "Creative Commons",
        "LGPLv2",
        "lgpl 2",
        "BSL 1.0",
        "CC BY 3.0 FR",
        "GNU General Public License (GPL)",
        "none",
        "NOASSERTION",
        "MIT-style",
        "not MIT",
        "MIT License with restrictions",
        "Python Software Foundation License",
        "Apache License 2",
        "📦",
        "+",
    ] {
        let expected = if value == "Apache License 2" {
            is("Apache-2.0")
        } else {
            Unknown
        };
        assert_eq!(resolve(value), expected, "{value}");
    }
}

#[test]
fn values_that_close_or_send_elsewhere_are_told_apart() {
    check(&[
        ("UNLICENSED", Proprietary),
        ("proprietary", Proprietary),
        ("Propriétaire", Proprietary),
        ("All rights reserved", Proprietary),
        ("Tous droits réservés.", Proprietary),
        ("© 2024 Ministère. Tous droits réservés", Proprietary),
        ("Commercial", Proprietary),
        ("Other/Proprietary License", Proprietary),
        ("License :: Other/Proprietary License", Proprietary),
        ("LicenseRef-Proprietary-ACME", Proprietary),
        ("MIT License. All rights reserved", Unknown),
        ("SEE LICENSE IN LICENCE.md", at("LICENCE.md")),
        ("see licence in terms.txt", at("terms.txt")),
        ("See LICENSE file", at("LICENSE")),
        ("{file = \"LICENSE\"}", at("LICENSE")),
        ("file: LICENSE.txt", at("LICENSE.txt")),
        ("LICENSE.txt", at("LICENSE.txt")),
        ("file LICENSE", at("LICENSE")),
        (
            "https://github.com/a/b/blob/main/LICENSE",
            at("https://github.com/a/b/blob/main/LICENSE"),
        ),
        ("see you", Unknown),
    ]);
}

#[test]
fn r_says_it_in_its_own_way() {
    check(&[
        ("GPL-3", is("GPL-3.0-only")),
        ("GPL (>= 2)", is("GPL-2.0-or-later")),
        ("GPL (>= 3.0)", is("GPL-3.0-or-later")),
        ("MIT + file LICENSE", is("MIT")),
        ("BSD_2_clause + file LICENCE", is("BSD-2-Clause")),
        ("GPL-3 + file LICENSE", is("GPL-3.0-only")),
        ("AGPL (>= 3) + file LICENSE", is("AGPL-3.0-or-later")),
        ("GPL-2 | GPL-3", is("GPL-2.0-only OR GPL-3.0-only")),
        ("AGPL-3", is("AGPL-3.0-only")),
        ("AGPL (>= 3)", is("AGPL-3.0-or-later")),
        ("LGPL (>= 2.1, < 3)", is("LGPL-2.1-only")),
        ("LGPL (>= 2)", is("LGPL-2.0-or-later")),
        ("GPL (>= 2) | MIT + file LICENSE", is("GPL-2.0-or-later OR MIT")),
        ("Apache License (== 2.0)", is("Apache-2.0")),
        ("Apache License (>= 2)", is("Apache-2.0+")),
        ("CeCILL (>= 2)", is("CECILL-2.0 OR CECILL-2.1")),
        ("CeCILL (== 2.1)", is("CECILL-2.1")),
        ("GPL (>= 9)", Unknown),
    ]);
}

#[test]
fn addresses_of_texts_name_them() {
    check(&[
        ("https://opensource.org/licenses/MIT", is("MIT")),
        ("http://www.opensource.org/licenses/mit-license.php", is("MIT")),
        ("http://www.apache.org/licenses/LICENSE-2.0.txt", is("Apache-2.0")),
        ("https://www.gnu.org/licenses/agpl-3.0.html", is("AGPL-3.0-only")),
        ("https://spdx.org/licenses/EUPL-1.2.html", is("EUPL-1.2")),
        (
            "https://joinup.ec.europa.eu/software/page/eupl/licence-eupl-1.2",
            is("EUPL-1.2"),
        ),
        (
            "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
            is("EUPL-1.2"),
        ),
        (
            "https://joinup.ec.europa.eu/sites/default/files/custom-page/attachment/eupl_v1.2_en.pdf",
            is("EUPL-1.2"),
        ),
        ("https://eupl.eu/1.2/fr/", is("EUPL-1.2")),
        ("https://joinup.ec.europa.eu/page/eupl-text-11-12", Unknown),
        (
            "https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-11-12",
            Unknown,
        ),
        ("https://joinup.ec.europa.eu/software/page/eupl", Unknown),
        (
            "https://licenses.nuget.org/(MIT%20OR%20Apache-2.0)",
            is("MIT OR Apache-2.0"),
        ),
        (
            "https://creativecommons.org/licenses/by-sa/4.0/",
            is("CC-BY-SA-4.0"),
        ),
        ("https://www.gnu.org/copyleft/gpl.html", Unknown),
        ("https://aka.ms/deprecateLicenseUrl", Unknown),
        (
            "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
            Elsewhere("https://www.etalab.gouv.fr/licence-ouverte-open-licence".to_owned()),
        ),
    ]);
}

#[test]
fn every_name_leads_to_an_identifier_of_the_list() {
    let all = alias::ALIASES
        .iter()
        .chain(classifier::CLASSIFIERS)
        .chain(url::ADDRESSES);
    for (name, id) in all {
        let known = spdx::license_id(id).is_some_and(|id| !id.is_deprecated());
        assert!(known || *id == "LicenseRef-etalab-1.0", "{name} gives {id}");
    }
}

#[test]
fn aliases_are_sorted_and_in_the_spelling_that_is_looked_up() {
    assert!(alias::ALIASES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    for (name, id) in alias::ALIASES {
        assert_eq!(words::normal(name).as_deref(), Some(*name));
        assert_eq!(informal(name), Some(*id), "{name}");
    }
}

#[test]
fn classifiers_count_whole_and_by_their_last_part() {
    for (name, id) in classifier::CLASSIFIERS {
        assert_eq!(resolve(&format!("License :: OSI Approved :: {name}")), is(id));
        assert_eq!(resolve(name).expression(), Some(*id), "{name}");
    }
    for name in [
        "BSD License",
        "Apache Software License",
        "GNU General Public License (GPL)",
        "Public Domain",
    ] {
        assert_eq!(resolve(&format!("License :: OSI Approved :: {name}")), Unknown);
    }
    assert_eq!(resolve("License :: OSI Approved"), Unknown);
}

#[test]
fn every_deprecated_identifier_has_a_valid_replacement() {
    for licence in spdx::identifiers::LICENSES {
        if licence.flags & spdx::flags::IS_DEPRECATED == 0 {
            let expected = if licence.name == "NOASSERTION" {
                Unknown
            } else {
                valid(licence.name)
            };
            assert_eq!(resolve(licence.name), expected);
        } else if licence.name != "Net-SNMP" {
            let new = expression::replacement(licence.name).unwrap_or_else(|| panic!("{}", licence.name));
            assert_eq!(resolve(new), valid(new));
            assert_eq!(resolve(licence.name), old(new));
        }
    }
}

#[test]
fn full_names_of_the_list_are_understood_unless_shared() {
    let mut understood = 0;
    for licence in spdx::identifiers::LICENSES {
        if let Some(id) = informal(licence.full_name) {
            let same = id == licence.name || expression::replacement(licence.name) == Some(id);
            assert!(same, "{} is called {id}", licence.full_name);
            understood += 1;
        }
    }
    assert!(understood > 600, "{understood}");
}

proptest! {
    #[test]
    fn any_value_has_an_answer_that_is_an_expression(value in "(\\PC{0,60}|[-+A-Za-z0-9. ()|/]{0,40})") {
        if let Some(expression) = resolve(&value).expression() {
            prop_assert_eq!(resolve(expression), Valid(expression.to_owned()));
        }
    }
}
