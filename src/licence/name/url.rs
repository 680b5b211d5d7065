// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Addresses of licence texts, as POM files and old `licenseUrl` fields give them.

use super::{Standing, expression};
use crate::licence::claim::address;

/// What an address means; `None` when the value is none.
pub(super) fn read(value: &str) -> Option<Standing> {
    let lower = value.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))?;
    if rest.contains(char::is_whitespace) {
        return None;
    }
    let address = rest.strip_prefix("www.").unwrap_or(rest);
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let address = address.trim_end_matches('/');
    let id = known(address)
        .or_else(|| by_id(address))
        .or_else(|| european(address));
    Some(match id {
        Some(id) => Standing::Informal(id),
        None if names_a_file(address) => Standing::Elsewhere(value.to_owned()),
        None => Standing::Unknown,
    })
}

fn known(address: &str) -> Option<String> {
    let plain = [".html", ".htm", ".txt", ".php", ".md", ".pdf"]
        .iter()
        .find_map(|end| address.strip_suffix(end))
        .unwrap_or(address);
    let found = ADDRESSES.iter().find(|(known, _)| *known == plain);
    found.map(|(_, id)| (*id).to_owned())
}

/// Places that keep a page for each SPDX identifier.
const BY_ID: [&str; 5] = [
    "spdx.org/licenses/",
    "opensource.org/licenses/",
    "opensource.org/license/",
    "choosealicense.com/licenses/",
    "licenses.nuget.org/",
];

fn by_id(address: &str) -> Option<String> {
    let id = BY_ID.iter().find_map(|start| address.strip_prefix(start))?;
    let id = id.strip_suffix(".html").unwrap_or(id);
    let id = id.strip_suffix(".php").unwrap_or(id).replace("%20", " ");
    let short = match id.as_str() {
        "mit-license" => "mit",
        "bsd-license" => return Some("BSD-2-Clause".to_owned()),
        id => id,
    };
    expression::read(short)?.expression().map(str::to_owned)
}

/// The one version of the EUPL that an address holds.
fn european(address: &str) -> Option<String> {
    match address::european(address)?.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// A licence file of some repository.
fn names_a_file(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default();
    address.contains('/')
        && ["license", "licence", "copying"]
            .iter()
            .any(|start| name.starts_with(start))
}

/// Addresses without scheme, `www.` and extension, in lower case. Those that show the newest version of a text,
/// such as `gnu.org/copyleft/gpl.html`, tell no version and are left out.
pub(super) const ADDRESSES: &[(&str, &str)] = &[
    ("apache.org/licenses/license-2.0", "Apache-2.0"),
    ("apache.org/licenses/license-1.1", "Apache-1.1"),
    ("gnu.org/licenses/agpl-3.0", "AGPL-3.0-only"),
    ("gnu.org/licenses/agpl-3.0.en", "AGPL-3.0-only"),
    ("gnu.org/licenses/gpl-3.0", "GPL-3.0-only"),
    ("gnu.org/licenses/gpl-3.0.en", "GPL-3.0-only"),
    ("gnu.org/licenses/gpl-3.0.fr", "GPL-3.0-only"),
    ("gnu.org/licenses/gpl-2.0", "GPL-2.0-only"),
    ("gnu.org/licenses/old-licenses/gpl-2.0", "GPL-2.0-only"),
    ("gnu.org/licenses/lgpl-3.0", "LGPL-3.0-only"),
    ("gnu.org/licenses/lgpl-2.1", "LGPL-2.1-only"),
    ("gnu.org/licenses/old-licenses/lgpl-2.1", "LGPL-2.1-only"),
    ("mozilla.org/mpl/2.0", "MPL-2.0"),
    ("mozilla.org/en-us/mpl/2.0", "MPL-2.0"),
    ("mozilla.org/mpl/mpl-1.1", "MPL-1.1"),
    ("eclipse.org/legal/epl-2.0", "EPL-2.0"),
    ("eclipse.org/legal/epl-v20", "EPL-2.0"),
    ("eclipse.org/legal/epl-v10", "EPL-1.0"),
    ("eclipse.org/org/documents/epl-2.0/epl-2.0", "EPL-2.0"),
    ("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"),
    ("creativecommons.org/publicdomain/zero/1.0/legalcode", "CC0-1.0"),
    ("creativecommons.org/publicdomain/zero/1.0/deed.fr", "CC0-1.0"),
    ("creativecommons.org/licenses/by/4.0", "CC-BY-4.0"),
    ("creativecommons.org/licenses/by/4.0/legalcode", "CC-BY-4.0"),
    ("creativecommons.org/licenses/by/4.0/deed.fr", "CC-BY-4.0"),
    ("creativecommons.org/licenses/by-sa/4.0", "CC-BY-SA-4.0"),
    ("creativecommons.org/licenses/by-sa/4.0/legalcode", "CC-BY-SA-4.0"),
    ("creativecommons.org/licenses/by-sa/4.0/deed.fr", "CC-BY-SA-4.0"),
    ("creativecommons.org/licenses/by-nc/4.0", "CC-BY-NC-4.0"),
    ("creativecommons.org/licenses/by-nd/4.0", "CC-BY-ND-4.0"),
    ("creativecommons.org/licenses/by-nc-sa/4.0", "CC-BY-NC-SA-4.0"),
    ("creativecommons.org/licenses/by-nc-nd/4.0", "CC-BY-NC-ND-4.0"),
    ("creativecommons.org/licenses/by/3.0", "CC-BY-3.0"),
    ("creativecommons.org/licenses/by-sa/3.0", "CC-BY-SA-3.0"),
    ("cecill.info/licences/licence_cecill_v2.1-fr", "CECILL-2.1"),
    ("cecill.info/licences/licence_cecill_v2.1-en", "CECILL-2.1"),
    ("cecill.info/licences/licence_cecill_v2-fr", "CECILL-2.0"),
    ("cecill.info/licences/licence_cecill_v2-en", "CECILL-2.0"),
    ("cecill.info/licences/licence_cecill-b_v1-fr", "CECILL-B"),
    ("cecill.info/licences/licence_cecill-b_v1-en", "CECILL-B"),
    ("cecill.info/licences/licence_cecill-c_v1-fr", "CECILL-C"),
    ("cecill.info/licences/licence_cecill-c_v1-en", "CECILL-C"),
    (
        "etalab.gouv.fr/wp-content/uploads/2017/04/etalab-licence-ouverte-v2.0",
        "etalab-2.0",
    ),
    (
        "etalab.gouv.fr/wp-content/uploads/2014/05/licence_ouverte",
        "LicenseRef-etalab-1.0",
    ),
    ("opendatacommons.org/licenses/odbl", "ODbL-1.0"),
    ("opendatacommons.org/licenses/odbl/1-0", "ODbL-1.0"),
    ("opendatacommons.org/licenses/odbl/1.0", "ODbL-1.0"),
    ("opendatacommons.org/licenses/by/1-0", "ODC-By-1.0"),
    ("opendatacommons.org/licenses/pddl/1-0", "PDDL-1.0"),
    ("unlicense.org", "Unlicense"),
    ("wtfpl.net", "WTFPL"),
    ("boost.org/license_1_0", "BSL-1.0"),
];
