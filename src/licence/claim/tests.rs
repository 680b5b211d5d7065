// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What documents, sources and licence files claim, as tables of texts and answers.

use proptest::prelude::*;

use super::{find, invalid_tags};
use crate::licence::Kind;
use crate::model::Subject;

/// The claims of a text: `code:MIT`, and `?` before a name that is ambiguous.
fn claims(path: &str, text: &str, kind: Kind) -> String {
    let mut each: Vec<String> = find(path, text, kind)
        .iter()
        .map(|claim| {
            let subject = match claim.subject {
                Subject::Project => String::new(),
                other => format!("{}:", other.as_str()),
            };
            let mark = if claim.is_sure() { "" } else { "?" };
            format!("{mark}{subject}{}", claim.expression)
        })
        .collect();
    each.dedup();
    each.join(" ")
}

fn check(path: &str, kind: Kind, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, *expected, claims(path, text, kind)))
        .filter(|(_, expected, found)| found != expected)
        .map(|(text, expected, found)| format!("{text}\n   expected {expected:?}\n   found    {found:?}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

/// Statements in French.
const FRENCH: &[(&str, &str)] = &[
    ("Ce projet est sous licence MIT.", "MIT"),
    ("Ce projet est sous la licence **MIT**.", "MIT"),
    (
        "Le code est publié sous licence AGPL-3.0-or-later.",
        "code:AGPL-3.0-or-later",
    ),
    (
        "Le code source de l'application est distribué sous la licence CeCILL-B.",
        "code:CECILL-B",
    ),
    (
        "Distribué sous les termes de la Licence Ouverte 2.0 / Etalab 2.0.",
        "etalab-2.0",
    ),
    ("Licence : GNU GPL v3 ou ultérieure", "GPL-3.0-or-later"),
    ("- **Licence** : EUPL 1.2", "EUPL-1.2"),
    ("Ce logiciel est régi par la licence CeCILL v2.1.", "CECILL-2.1"),
    ("La licence de ce projet est la licence Apache 2.0.", "Apache-2.0"),
    ("Ce dépôt utilise la licence MIT.", "MIT"),
    (
        "Code sous licence MIT, textes sous Licence Ouverte 2.0.",
        "code:MIT documentation:etalab-2.0",
    ),
    (
        "Le code est sous MIT ; la documentation est sous CC-BY-SA 4.0 ; les données sont sous ODbL.",
        "code:MIT documentation:CC-BY-SA-4.0 data:ODbL-1.0",
    ),
    (
        "MIT pour le code et Licence Ouverte 2.0 pour les données.\n",
        "code:MIT data:etalab-2.0",
    ),
    (
        "## Licence\n\nMIT pour le code et Licence Ouverte 2.0 pour les données.",
        "code:MIT data:etalab-2.0",
    ),
    (
        "Nos données sont publiées sous Licence Ouverte 2.0.",
        "data:etalab-2.0",
    ),
    (
        "Les données du dossier data/ sont sous licence ODbL 1.0.",
        "data:ODbL-1.0",
    ),
    ("## Licence\n\nLes fichiers de `data/` : ODbL", "data:ODbL-1.0"),
    (
        "The files in the `docs/` folder are licensed under CC-BY-SA 4.0.",
        "documentation:CC-BY-SA-4.0",
    ),
    (
        "Les données produites par ce projet sont sous licence ODbL.",
        "data:ODbL-1.0",
    ),
    (
        "Les contenus accessibles dans ce dépôt sont placés sous MIT.",
        "MIT",
    ),
    (
        "Le contenu des guides est publié sous [licence Ouverte 2.0](LICENSE.md) ;",
        "documentation:etalab-2.0",
    ),
    (
        "Sauf mention contraire, le contenu de ce site est sous licence etalab-2.0.",
        "documentation:etalab-2.0",
    ),
    (
        "Le contenu de ce projet est placé sous licence MIT License, à l'exception de la fonte Marianne.",
        "MIT",
    ),
    (
        "Ce projet est publié sous [cette licence](https://opensource.org/licenses/MIT).",
        "MIT",
    ),
    (
        "Publié sous [Licence Ouverte](https://github.com/etalab/licence-ouverte/blob/master/LO.md).",
        "etalab-2.0",
    ),
    (
        "## Licence\n\nGPL v3 ou toute version ultérieure",
        "GPL-3.0-or-later",
    ),
    ("## Licence\n\n[MIT](LICENSE)", "MIT"),
    (
        "## Licence\n\n- Code : MIT\n- Documentation : CC-BY-4.0\n",
        "code:MIT documentation:CC-BY-4.0",
    ),
    (
        "## Licence\n\n| Partie | Licence |\n|---|---|\n| Code | MIT |\n| Données | ODbL |\n",
        "code:MIT data:ODbL-1.0",
    ),
    ("© 2024 DINUM – MIT", "MIT"),
    (
        "Ce projet, basé sur OpenFisca, est publié sous licence AGPL-3.0-or-later.",
        "AGPL-3.0-or-later",
    ),
    (
        "Anciennement sous GPL, ce projet est désormais sous licence MIT.",
        "MIT",
    ),
    (
        "Ce projet est sous double licence MIT et Apache 2.0.",
        "MIT OR Apache-2.0",
    ),
    ("Sous licence MIT ou Apache-2.0, au choix.", "MIT OR Apache-2.0"),
    ("## Licence\n\nMIT ou Apache-2.0, au choix.", "MIT OR Apache-2.0"),
    (
        "## Licence\n\nMIT or Apache-2.0, at your option.",
        "MIT OR Apache-2.0",
    ),
    (
        "## Licence\n\nAu choix :\n\n- Apache License, Version 2.0 ([LICENSE-APACHE](LICENSE-APACHE))\n- MIT license ([LICENSE-MIT](LICENSE-MIT))\n",
        "Apache-2.0 OR MIT",
    ),
    (
        "Ce programme est un logiciel libre ; vous pouvez le redistribuer ou le modifier suivant les termes de la GNU General Public License telle que publiée par la Free Software Foundation ; soit la version 3 de la licence, soit (à votre gré) toute version ultérieure.",
        "GPL-3.0-or-later",
    ),
    (
        "Licence Publique Générale GNU Affero version 3 ou ultérieure",
        "AGPL-3.0-or-later",
    ),
    (
        "Ce logiciel est distribué sous Licence Publique Générale GNU Affero version 3 ou ultérieure.",
        "AGPL-3.0-or-later",
    ),
    (
        "Le code est placé sous licence CeCILL-C, consultable [ici](LICENCE.txt).",
        "code:CECILL-C",
    ),
    (
        "La documentation est mise à disposition selon les termes de la Licence Creative Commons Attribution - Partage dans les Mêmes Conditions 4.0 International.",
        "documentation:CC-BY-SA-4.0",
    ),
    ("Licence : MIT — voir LICENSE", "MIT"),
    ("Auteurs : DINUM. Licence : MIT.", "MIT"),
    (
        "Le code nécessaire à la publication de ces guides est sous licence MIT.",
        "code:MIT",
    ),
    (
        "Les données exposées sur code.gouv.fr sont publiées sous licence etalab-2.0.",
        "data:etalab-2.0",
    ),
    ("Le code et la documentation sont sous licence MIT.", "MIT"),
];

#[test]
fn french_statements_grant() {
    check("README.md", Kind::Document, FRENCH);
}

/// Statements in English.
const ENGLISH: &[(&str, &str)] = &[
    (
        "This project is licensed under the MIT License - see the LICENSE file for details.",
        "MIT",
    ),
    ("Licensed under the Apache License, Version 2.0.", "Apache-2.0"),
    (
        "Licensed under either of Apache License, Version 2.0 or MIT license at your option.",
        "Apache-2.0 OR MIT",
    ),
    (
        "The source code is released under the EUPL 1.2; the documentation under CC-BY-SA 4.0; data under ODbL.",
        "code:EUPL-1.2 documentation:CC-BY-SA-4.0 data:ODbL-1.0",
    ),
    ("License: MIT", "MIT"),
    ("Released under the terms of the GNU GPLv3+.", "GPL-3.0-or-later"),
    (
        "Available under the [BSD 3-Clause License](LICENSE).",
        "BSD-3-Clause",
    ),
    ("## License\n\nMIT © [DINUM](https://x.fr)", "MIT"),
    (
        "## License\n\n[GNU Affero GPL Version 3](LICENCE)",
        "?AGPL-3.0-or-later",
    ),
    ("# License\n\nISC", "ISC"),
    ("This code is under MIT licence.", "code:MIT"),
    (
        "The app is open-sourced software licensed under the [MIT license](https://opensource.org/licenses/MIT).",
        "MIT",
    ),
    ("This software is MIT licensed.", "MIT"),
    (
        "This project is dual-licensed under MIT and Apache-2.0.",
        "MIT OR Apache-2.0",
    ),
    (
        "This project is licensed under MIT, ISC or Apache-2.0, at your option.",
        "MIT OR ISC OR Apache-2.0",
    ),
    (
        "Code is MIT-licensed; content is under CC BY 4.0.",
        "code:MIT documentation:CC-BY-4.0",
    ),
    (
        "Unless otherwise noted, content is licensed under CC-BY-4.0.",
        "documentation:CC-BY-4.0",
    ),
    (
        "This library is free software; you can redistribute it and/or modify it under the terms of the GNU Lesser General Public License as published by the Free Software Foundation; either version 2.1 of the License, or (at your option) any later version.",
        "LGPL-2.1-or-later",
    ),
    (
        "This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the Free Software Foundation; version 2.",
        "GPL-2.0-only",
    ),
    (
        "<p>Licensed under <a href=\"https://www.apache.org/licenses/LICENSE-2.0\">this licence</a>.</p>",
        "Apache-2.0",
    ),
    (
        "The data is made available under the Open Database License.",
        "data:ODbL-1.0",
    ),
    (
        "Distributed under the GNU General Public License, version 2 only.",
        "GPL-2.0-only",
    ),
    ("MIT License", "MIT"),
    ("## MIT License\n\nSee LICENSE.", "MIT"),
    ("---\ntitle: x\nlicense: MIT\n---\n\nHello", "MIT"),
];

#[test]
fn english_statements_grant() {
    check("README.md", Kind::Document, ENGLISH);
}

/// Sentences that name licences and grant none.
const NO_GRANTS: &[(&str, &str)] = &[
    ("", ""),
    ("La licence MIT ne s'applique pas à ce projet.", ""),
    ("Ce projet n'est pas sous licence MIT.", ""),
    ("Ce projet n'est plus sous GPL-3.0-or-later.", ""),
    ("This project is not licensed under the MIT license.", ""),
    ("This is no longer under Apache-2.0.", ""),
    ("Nous avons hésité entre MIT et GPL.", ""),
    ("Nous avons hésité à publier sous licence MIT.", ""),
    ("Le code sera publié sous licence MIT.", ""),
    ("The code will be released under the MIT license.", ""),
    ("We may switch to the MIT license.", ""),
    ("This project was previously licensed under the MIT license.", ""),
    ("Jusqu'en 2020, le projet était sous licence MIT.", ""),
    ("Cette licence est compatible avec la GPL.", ""),
    ("Ce projet utilise Leaflet (MIT).", ""),
    (
        "Ce projet utilise Leaflet, distribué sous licence BSD-2-Clause.",
        "",
    ),
    ("This tool bundles jQuery, MIT licensed.", ""),
    (
        "It includes D3, which is released under the BSD-3-Clause license.",
        "",
    ),
    ("Les données de l'INSEE sont sous Licence Ouverte 2.0.", ""),
    (
        "Les données du cadastre sont publiées sous Licence Ouverte 2.0.",
        "",
    ),
    ("Projet basé sur OpenFisca, sous AGPL-3.0-or-later.", ""),
    ("jQuery est sous licence MIT.", ""),
    (
        "La bibliothèque Leaflet est distribuée sous licence BSD-2-Clause.",
        "",
    ),
    ("Les dépendances sont sous licence MIT.", ""),
    ("## Dépendances\n\n- Leaflet : licence BSD-2-Clause\n", ""),
    ("## Third-party licenses\n\nLicense: MIT", ""),
    ("## Crédits\n\nLes icônes sont sous licence MIT.", ""),
    ("La police Marianne est sous licence MIT.", ""),
    ("> Ce projet est sous licence MIT.", ""),
    ("```\nLicense: MIT\n```", ""),
    ("~~Ce projet est sous licence MIT.~~", ""),
    ("<!-- Ce projet est sous licence MIT. -->", ""),
    ("Une licence Oracle est nécessaire.", ""),
    ("Il faut une licence Windows 10.", ""),
    ("La licence professionnelle MIT de l'université.", ""),
    ("Un débit de boissons de licence IV.", ""),
    ("Ce projet est sous licence libre.", ""),
    ("Peut-on publier sous licence MIT ?", ""),
    ("Le code doit être publié sous licence MIT.", ""),
    ("Nous recommandons de publier sous licence MIT.", ""),
    (
        "By contributing, you agree that your contributions will be licensed under the MIT license.",
        "",
    ),
    ("Le MIT est une université.", ""),
    ("Researchers of MIT helped.", ""),
    ("Une licence de type MIT.", ""),
    (
        "Published under a BSD-style license that can be found in the LICENSE file.",
        "",
    ),
    ("Par exemple, un projet sous licence MIT.", ""),
    ("If you publish under MIT, tell us.", ""),
    ("Contrairement à X, sous licence MIT, nous vendons le nôtre.", ""),
    ("Le dossier vendor est sous licence MIT.", ""),
    ("The files in the vendor folder are licensed under MIT.", ""),
    ("OpenStreetMap data is under ODbL.", ""),
    ("Fond de carte © OpenStreetMap, sous licence ODbL.", ""),
    ("GPL-compatible", ""),
    ("Cette licence est une version 2.0 de la Licence Ouverte.", ""),
    ("Vous devez la publier sous Licence Ouverte 2.0.", ""),
    (
        "L'usage courant est de publier votre version sous licence MIT.",
        "",
    ),
    ("## Licences\n\n- MIT\n- Apache-2.0\n- EUPL-1.2\n", ""),
    ("See the GNU General Public License for more details.", ""),
    (
        "## Licence\n\n* Permissive : Apache 2.0\n* Copyleft : GPL v3\n",
        "",
    ),
    (
        "Mettez “Sauf mention contraire, tous les contenus de ce site sont sous licence etalab-2.0”.",
        "",
    ),
    ("Il est écrit « ce projet est sous licence MIT ».", ""),
    (
        "* JsonCpp https://x.org/jsoncpp, licensed under MIT license\n",
        "",
    ),
    (
        "## Licences\n\n- JsonCpp : MIT\n- Leaflet est sous licence BSD-2-Clause\n",
        "",
    ),
    (
        "## Peut-on choisir la licence MIT ?\n\nOui. La CeCILL-B aussi.",
        "",
    ),
    (
        "Licensed under the Apache License, Version 2.0 (the \"Apache License\") with the following modification.",
        "",
    ),
    ("Licensed under the MIT License for non-commercial use only.", ""),
    (
        "Ce code est publié en AGPL-3.0-or-later.",
        "code:AGPL-3.0-or-later",
    ),
    ("Carte est publiée en licence MIT.", "MIT"),
    ("Publié en licence MIT.", "MIT"),
    (
        "Le code de Foo, publié en CC-BY-NC-4.0, est dans un autre dépôt.",
        "",
    ),
    ("Le code a été publié en MIT puis retiré.", ""),
    ("Le rapport est publié en français. MIT est une université.", ""),
    ("This Django app is under the MIT license.", "MIT"),
    ("Ce bundle Symfony est publié sous licence MIT.", "MIT"),
    ("React is licensed under MIT.", ""),
    ("We bundle jQuery under the MIT license.", ""),
    ("Cette carte utilise React, publié sous licence MIT.", ""),
    (
        "Code sous licence EUPL-1.2 ; toute utilisation commerciale est interdite sans accord.",
        "",
    ),
    ("Code sous licence MIT (usage interne uniquement).", ""),
    ("Licence MIT, pour un usage non commercial uniquement.", ""),
    (
        "Code sous licence MIT, données pour un usage non commercial.",
        "code:MIT",
    ),
    (
        "Sous licence MIT, pour un usage commercial ou non commercial.",
        "MIT",
    ),
];

#[test]
fn what_is_no_grant_says_nothing() {
    check("README.md", Kind::Document, NO_GRANTS);
}

/// Sentences whose phrases, rather than single words, leave no grant: plans, past versions, some people, parts.
const HEDGED: &[(&str, &str)] = &[
    ("La publication du code sous licence MIT est à l'étude.", ""),
    ("Licence pressentie : EUPL-1.2", ""),
    ("Licence cible : MIT", ""),
    ("Intended license: MIT", ""),
    ("Licence actuelle : aucune ; licence visée : MIT", ""),
    ("Licence : MIT (à confirmer)", ""),
    ("License: MIT (pending approval)", ""),
    ("Licence : MIT, à valider.", ""),
    ("We may relicense this project under the Apache License 2.0.", ""),
    ("We may release later versions under the MIT License.", ""),
    ("We intend to release this under the MIT License.", ""),
    ("Nous avons l'intention de le mettre sous licence MIT.", ""),
    ("Vérifiez que le projet est sous licence MIT.", ""),
    ("Make sure that the project is under the MIT license.", ""),
    ("La licence MIT est en attente de validation.", ""),
    (
        "Code sous licence MIT en attente de l'accord de la direction.",
        "",
    ),
    (
        "You can't use this code under the MIT license without written permission.",
        "",
    ),
    ("This project won’t stay under the MIT license.", ""),
    ("Contact us to obtain a version under the MIT license.", ""),
    (
        "A commercial customer may receive the software under the Apache License 2.0.",
        "",
    ),
    ("La société X pourra le réutiliser sous licence MIT.", ""),
    ("Versions up to 1.4 are available under the MIT License.", ""),
    ("Up to version 1.4, it is available under the MIT License.", ""),
    ("Les versions antérieures à la 3.0 sont sous licence MIT.", ""),
    ("Merci à Foo (licence MIT) et Bar (licence Apache 2.0).", ""),
    ("Thanks to Foo, released under the MIT license.", ""),
    ("Le serveur Foo (tiers) est sous licence AGPL-3.0-or-later.", ""),
    (
        "Ce logiciel est sous licence MIT pour les administrations uniquement.",
        "",
    ),
    (
        "This software may be used under the terms of the MIT License by public bodies only.",
        "",
    ),
    ("Licensed under the MIT License, only for members.", ""),
    ("Sous licence MIT (sauf usage commercial).", ""),
    ("Parts of this software are licensed under the MIT License.", ""),
    ("Une partie du code est sous licence MIT.", ""),
    ("Licence des dépendances : MIT", ""),
    ("Licence du thème : MIT", ""),
    ("Licence : MIT (dépendances), propriétaire (code)", ""),
    ("License: Modified MIT", ""),
    ("Under a modified version of the Apache License 2.0.", ""),
    (
        "Cette page est inspirée du guide de Foo, publié sous CC BY 4.0.",
        "",
    ),
    ("Traduit de l'anglais, original sous licence CC BY 4.0.", ""),
    ("40 % des dépôts sont sous licence MIT.", ""),
    (
        "Les codes sources publiés par les administrations sont souvent sous licence MIT.",
        "",
    ),
    ("Ce projet analyse les dépôts sous licence AGPL-3.0-only.", ""),
    (
        "Cette bibliothèque remplace foo, qui est sous licence GPL-3.0-only.",
        "",
    ),
];

#[test]
fn phrases_that_hedge_leave_no_grant() {
    check("README.md", Kind::Document, HEDGED);
}

/// Sentences with words of denial, doubt or others that touch no grant.
const GRANTS_BESIDE: &[(&str, &str)] = &[
    ("Formerly GPL-3.0, this project is now MIT licensed.", "MIT"),
    ("This software is not GPL but MIT licensed.", "MIT"),
    (
        "Sans garantie d'aucune sorte, ce projet est distribué sous licence MIT.",
        "MIT",
    ),
    ("Ce projet ne dépend de rien et est sous licence MIT.", "MIT"),
    (
        "This project does not call home and is licensed under the MIT License.",
        "MIT",
    ),
    ("Contrairement à Foo, ce projet est sous licence MIT.", "MIT"),
    (
        "Ce projet n'est pas seulement documenté : il est sous licence MIT.",
        "MIT",
    ),
    (
        "Bien que ce projet utilise des composants GPL, son code est sous licence MIT.",
        "code:MIT",
    ),
    (
        "Ce logiciel est sous licence CeCILL version 2.1 compatible GPL.",
        "CECILL-2.1",
    ),
    ("Sous une licence CeCILL 2.1 compatible.", ""),
    (
        "Le code est publié sous licence MIT et les données ne sont pas ouvertes.",
        "code:MIT",
    ),
    (
        "## License\n\nMIT, except for `lib/foo` which is Apache-2.0.",
        "MIT",
    ),
    ("You may obtain this software under the MIT License.", "MIT"),
    (
        "This tool is for one desk only and is licensed under the MIT license.",
        "MIT",
    ),
    (
        "Ce projet est sous licence MIT pour le code uniquement.",
        "code:MIT",
    ),
    (
        "Ce guide à l'intention des agents est publié sous licence CC BY 4.0.",
        "documentation:CC-BY-4.0",
    ),
    (
        "Ce projet est en attente de contributions et est sous licence MIT.",
        "MIT",
    ),
    ("Merci de noter que ce projet est sous licence MIT.", "MIT"),
    (
        "All parts of this software are licensed under the MIT License.",
        "MIT",
    ),
    (
        "Ce projet (fondé sur un module tiers) est sous licence MIT.",
        "MIT",
    ),
    ("Licence de ce composant : MIT", "MIT"),
    (
        "[![CC BY-SA 4.0](https://licensebuttons.net/l/by-sa/4.0/88x31.png)](https://creativecommons.org/licenses/by-sa/4.0/)",
        "CC-BY-SA-4.0",
    ),
];

#[test]
fn words_that_touch_no_grant_leave_it() {
    check("README.md", Kind::Document, GRANTS_BESIDE);
}

#[test]
fn a_name_without_its_version_is_ambiguous() {
    check(
        "README.md",
        Kind::Document,
        &[
            ("Ce projet est sous licence GPL.", "?GPL-3.0-or-later"),
            ("Ce projet est sous licence CeCILL.", "?CECILL-2.1"),
            ("Ce projet est sous licence BSD.", "?BSD-3-Clause"),
            ("Ce projet est sous Licence Ouverte.", "?etalab-2.0"),
            ("Ce projet est sous licence Apache.", "?Apache-2.0"),
            ("Ce projet est sous licence Apache 9.9.", ""),
            (
                "Sous [licence European Union Public License 1](https://joinup.ec.europa.eu/sites/default/files/inline-files/EUPL%20v1_2%20FR.txt).",
                "?EUPL-1.0",
            ),
            (
                "IGNMap est un projet open source distribué sous la licence GPLv3.",
                "?GPL-3.0-or-later",
            ),
            ("Ce projet est sous licence Creative Commons.", ""),
            ("Ce projet est sous licence CC-BY-SA.", "?CC-BY-SA-4.0"),
            ("Ce projet est sous licence AGPL-3.0.", "?AGPL-3.0-or-later"),
            (
                "Ce projet est sous [licence MIT](https://www.apache.org/licenses/LICENSE-2.0).",
                "?MIT",
            ),
        ],
    );
}

#[test]
fn badges_and_other_markups_grant() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "[![License: MIT](https://img.shields.io/badge/License-MIT-yellow.svg)](LICENSE)",
                "MIT",
            ),
            (
                "[![Licence](https://img.shields.io/github/license/etalab/x)](LICENSE)",
                "",
            ),
            (
                "<a href=\"x\"><img src=\"https://img.shields.io/badge/License-Apache--2.0-yellow.svg\" alt=\"License\"></a>",
                "Apache-2.0",
            ),
            (
                "## Dependencies\n\n![License](https://img.shields.io/badge/License-MIT-yellow.svg)",
                "",
            ),
        ],
    );
    check(
        "README.org",
        Kind::Document,
        &[
            (
                "* Licence\n\nLes contenus accessibles dans ce dépôt sont placés sous Licence Ouverte 2.0 -- voir le fichier =LO.md=.",
                "etalab-2.0",
            ),
            ("* Licence\n\n[[https://opensource.org/licenses/MIT][MIT]]", "MIT"),
            ("#+begin_src\nLicense: MIT\n#+end_src", ""),
        ],
    );
    check(
        "README.rst",
        Kind::Document,
        &[
            ("License\n=======\n\nMIT\n", "MIT"),
            (":license: MIT\n", "MIT"),
            ("Example::\n\n    License: MIT\n\nFin.", ""),
            (
                "Released under the `MIT license <https://opensource.org/licenses/MIT>`_.",
                "MIT",
            ),
            (
                ".. image:: https://img.shields.io/badge/license-MIT-green\n   :alt: x\n",
                "MIT",
            ),
        ],
    );
    check(
        "README.adoc",
        Kind::Document,
        &[
            (
                "== License\n\nLicensed under https://www.apache.org/licenses/LICENSE-2.0[Apache 2.0].",
                "Apache-2.0",
            ),
            ("----\nLicense: MIT\n----", ""),
        ],
    );
    check(
        "README.txt",
        Kind::Document,
        &[
            (
                "Outil\n\nLicence\n-------\nGNU GPL version 3 ou ultérieure\n",
                "GPL-3.0-or-later",
            ),
            (
                "Contributors: x\nLicense: GPLv2 or later\nLicense URI: https://www.gnu.org/licenses/gpl-2.0.html\n",
                "GPL-2.0-or-later",
            ),
        ],
    );
}

#[test]
fn strings_of_the_code_are_no_comments() {
    let string = "from x import y\n\nTEXT = y(\n    \"\"\"\n    License: GPL-3.0-or-later\n    \"\"\"\n)\n";
    let docstring = "\"\"\"A module.\n\nLicense: MIT\n\"\"\"\n\nimport x\n";
    check(
        "test_x.py",
        Kind::Source,
        &[(string, ""), (docstring, "code:MIT")],
    );
}

#[test]
fn a_licence_file_speaks_of_the_project_by_its_name() {
    let named = "`linux-thing` is triple-licensed under Apache 2.0 with the LLVM Exception,\nApache 2.0, and MIT terms.\n";
    let parts = "See LICENSE-X for code that was sourced from BoringSSL under the Apache 2.0 license.\n";
    check(
        "COPYRIGHT",
        Kind::Licence,
        &[
            (named, "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"),
            (parts, "code:Apache-2.0"),
            ("Linux is under GPL-2.0-only.\n", ""),
        ],
    );
    let quoted = "> Calculette\n>\n> Copyright (C) 2015 A Team\n>\n> Calculette is free software; you can redistribute it and/or modify\n> it under the terms of the GNU Affero General Public License as\n> published by the Free Software Foundation, either version 3 of the\n> License, or (at your option) any later version.\n";
    let partly = "The text says:\n\n> This project is under the MIT licence.\n\nAnd nothing more.\n";
    check(
        "LICENSE.md",
        Kind::Licence,
        &[(quoted, "AGPL-3.0-or-later"), (partly, "")],
    );
    // Elsewhere such a name is as likely the name of a library.
    check("README.md", Kind::Document, &[(named, ""), (parts, "")]);
}

#[test]
fn sources_claim_at_their_top() {
    check(
        "src/a.rs",
        Kind::Source,
        &[
            ("// SPDX-License-Identifier: MIT\nfn main() {}", "code:MIT"),
            (
                "/*\n * DSFR v1.11.2 | SPDX-License-Identifier: MIT | License-Filename: LICENSE.md | restricted use\n */",
                "code:MIT",
            ),
            ("/* SPDX-License-Identifier: GPL-2.0+ */", "code:GPL-2.0-or-later"),
            (
                "# SPDX-License-Identifier: MIT OR Apache-2.0\n",
                "code:MIT OR Apache-2.0",
            ),
            ("<!-- SPDX-License-Identifier: etalab-2.0 -->", "code:etalab-2.0"),
            (
                "-- SPDX-License-Identifier: LicenseRef-Foo",
                "code:LicenseRef-Foo",
            ),
            ("// SPDX-License-Identifier: MIT Licence", ""),
            ("// SPDX-License-Identifier: GPL-3.0 WITH nothing", ""),
            ("let x = \"SPDX-License-Identifier: MIT\";", ""),
            ("print(\"// SPDX-License-Identifier: MIT\")", ""),
            ("  'SPDX-License-Identifier: MIT',", ""),
            (
                "// REUSE-IgnoreStart\n// SPDX-License-Identifier: MIT\n// REUSE-IgnoreEnd\n// SPDX-License-Identifier: ISC",
                "code:ISC",
            ),
            ("let a = 1; // SPDX-License-Identifier: MIT", "code:MIT"),
            (
                "/*\n * Licensed under the Apache License, Version 2.0 (the \"License\");\n * you may not use this file except in compliance with the License.\n */",
                "code:Apache-2.0",
            ),
            (
                "# This program is free software: you can redistribute it and/or modify\n# it under the terms of the GNU Affero General Public License as\n# published by the Free Software Foundation, either version 3 of the\n# License, or (at your option) any later version.\n",
                "code:AGPL-3.0-or-later",
            ),
            (
                "// Use of this source code is governed by a BSD-style\n// license that can be found in the LICENSE file.",
                "",
            ),
            (
                "/* This Source Code Form is subject to the terms of the Mozilla Public\n * License, v. 2.0. If a copy of the MPL was not distributed with this\n * file, You can obtain one at https://mozilla.org/MPL/2.0/. */",
                "code:MPL-2.0",
            ),
            (
                "/**\n * Plugin Name: X\n * License: GPL-2.0+\n */",
                "code:GPL-2.0-or-later",
            ),
            ("/**\n * @license MIT\n */", "code:MIT"),
            (
                "/** @licence   http://www.opensource.org/licenses/mit-license.html  MIT License */",
                "code:MIT",
            ),
            ("# License-Filename: LICENSES/MIT.txt", "code:MIT"),
            ("# License-Filename: LICENSE", ""),
            ("__license__ = \"MIT\"", "code:MIT"),
            ("// Based on code by X, under the MIT license.\nfn main() {}", ""),
            ("fn licence() { \"Ce projet est sous licence MIT\" }", ""),
            (
                "\"\"\"Ce logiciel est régi par la licence CeCILL-B soumise au droit français\net respectant les principes de diffusion des logiciels libres.\"\"\"",
                "code:CECILL-B",
            ),
            (
                "// Ce logiciel est un programme informatique.\n//\n// Vous pouvez utiliser, modifier et/ou redistribuer ce programme sous les conditions\n// de la licence CeCILL telle que diffusée par le CEA.",
                "?code:CECILL-2.1",
            ),
            (
                "// SPDX-SnippetBegin\n// SPDX-License-Identifier: MIT\n// SPDX-SnippetEnd",
                "code:MIT",
            ),
        ],
    );
    check(
        "doc/a.md",
        Kind::Document,
        &[
            ("Write `SPDX-License-Identifier: MIT` in files.", ""),
            ("```\n// SPDX-License-Identifier: MIT\n```", ""),
            (
                "<!--\nSPDX-FileCopyrightText: 2024 X\n\nSPDX-License-Identifier: MIT\n-->\n# A",
                "MIT",
            ),
        ],
    );
    check(
        "a.vim",
        Kind::Source,
        &[("\" SPDX-License-Identifier: Vim", "code:Vim")],
    );
    check(
        "a.py",
        Kind::Source,
        &[("x = \"\"\"\n# SPDX-License-Identifier: MIT\n\"\"\"\n", "")],
    );
    assert_eq!(
        invalid_tags("a.rs", "// x\n// SPDX-License-Identifier: GPLv9\n")[0].line,
        2
    );
}

#[test]
fn licence_files_claim_beside_texts() {
    check(
        "LICENSE.md",
        Kind::Licence,
        &[
            (
                "Le code est sous MIT, les textes sous Licence Ouverte 2.0.",
                "code:MIT documentation:etalab-2.0",
            ),
            (
                "# Licences\n\n- Code : [MIT](LICENSES/MIT.txt)\n- Contenus : etalab-2.0\n",
                "code:MIT documentation:etalab-2.0",
            ),
            (
                "MIT License\n\nCopyright (c) 2024 X\n\nPermission is hereby granted, free of charge",
                "",
            ),
            ("SPDX-License-Identifier: MIT", ""),
            (
                "GNU GENERAL PUBLIC LICENSE\n\nEveryone is permitted to copy and distribute verbatim copies\n\nunder the terms of the GNU GPL version 3",
                "",
            ),
        ],
    );
    check(
        "LICENSE",
        Kind::Licence,
        &[
            ("SPDX-License-Identifier: MIT", "MIT"),
            ("This project is licensed under the EUPL-1.2.", "EUPL-1.2"),
        ],
    );
}

#[test]
fn a_licence_file_may_hold_a_name_and_an_address_or_a_copyright() {
    check(
        "LICENSE.md",
        Kind::Licence,
        &[
            (
                "Licence Ouverte / Open Licence version 2.0\n\nhttps://www.etalab.gouv.fr/licence-ouverte-open-licence",
                "etalab-2.0",
            ),
            (
                "# Licence\n\n[Licence Ouverte 2.0](https://www.etalab.gouv.fr/licence-ouverte-open-licence)",
                "etalab-2.0",
            ),
            ("Licence Ouverte 2.0\n\nCopyright 2022 DINUM", "etalab-2.0"),
            (
                "EUPL v1.2\n\nhttps://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
                "EUPL-1.2",
            ),
            (
                "GNU AGPL v3\nhttps://www.gnu.org/licenses/agpl-3.0.html",
                "?AGPL-3.0-or-later",
            ),
            (
                "Apache License 2.0\n\nhttp://www.apache.org/licenses/LICENSE-2.0",
                "Apache-2.0",
            ),
            (
                "Licence CeCILL-B\nhttp://www.cecill.info/licences/Licence_CeCILL-B_V1-fr.html",
                "CECILL-B",
            ),
            ("Licence Ouverte 2.0\n\nhttps://example.org/licence", "etalab-2.0"),
            // Not which of the two.
            ("EUPL v1.2\n\nhttp://www.apache.org/licenses/LICENSE-2.0", ""),
            ("EUPL v1.2\n\nCopyright 2022 DINUM. All rights reserved.", ""),
            ("EUPL v1.2\n\nSauf accord contraire.", ""),
        ],
    );
}

#[test]
fn a_notice_file_holds_the_notice() {
    let notice = "Copyright 2024 Insee\n\nLicensed under the Apache License, Version 2.0 (the \"License\"); you may not use this file except in compliance.";
    check(
        "NOTICE",
        Kind::Document,
        &[(notice, "Apache-2.0"), ("JsonCpp is under the MIT license.", "")],
    );
}

#[test]
fn lists_of_other_works_say_nothing() {
    for path in [
        "NOTICE.md",
        "THIRD-PARTY.md",
        "CHANGELOG.md",
        "docs/ThirdPartyLicenses.md",
        "CREDITS",
    ] {
        check(
            path,
            Kind::Document,
            &[("This library is licensed under the MIT license.", "")],
        );
    }
}

#[test]
fn lines_are_those_of_the_words() {
    let text = "# Outil\n\nBla.\n\nCe projet est publié\nsous licence\nMIT.\n";
    let found = find("README.md", text, Kind::Document);
    assert_eq!(found[0].lines, (6, 7));
    let badge = "# Outil\n\n\n![Licence](https://img.shields.io/badge/licence-MIT-green)\n";
    assert_eq!(find("README.md", badge, Kind::Document)[0].lines, (4, 4));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,200}", path in "[a-zA-Z.]{0,10}") {
        for kind in [Kind::Source, Kind::Document, Kind::Licence] {
            prop_assert!(find(&path, &text, kind).len() <= 500);
        }
    }

    #[test]
    fn no_mix_of_its_words_makes_it_panic(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "licence", "MIT", "GPL", "v", "3", "3.0", "+", "or", "later", "sous", " ", "\n", "\n\n", "under", ":", "|", "-",
                "(", ")", "©", ".", ";", "CC", "BY", "SA", "4.0", "[", "](", "https://opensource.org/licenses/MIT", "<!--", "-->",
                "SPDX-License-Identifier:", "REUSE-IgnoreStart", "\"", "`", "# ", "> ", "* ", "/*", "*/", "// ", "```", "é", "n'est",
                "CeCILL", "B", "=", "::", "<a href='x'>", "<pre>", "![", "img.shields.io/badge/license-", "donnees de", "ce projet",
            ]),
            0..60,
        ),
        path in prop::sample::select(vec!["a.md", "a.rst", "a.org", "a.adoc", "a", "a.py", "a.vim"]),
    ) {
        let text = parts.concat();
        for kind in [Kind::Source, Kind::Document, Kind::Licence] {
            for claim in find(path, &text, kind) {
                prop_assert!(claim.lines.0 >= 1 && claim.lines.0 <= claim.lines.1, "{claim:?}");
                prop_assert!(claim.confidence <= 100);
            }
        }
    }
}

#[test]
fn lists_and_answers_about_other_works_grant_nothing() {
    let list = "# Licences\n\n### Licences applicables aux codes source\n\n| Licences | identifiant |\n|---|---|\n\
                | MIT License | `MIT` |\n| Apache License 2.0 | `Apache-2.0` |\n| MPL 2.0 | `MPL-2.0` |\n";
    assert_eq!(find("licences.md", list, Kind::Licence), []);
    let asked = "# Outils\n\n### Où est le code et sous quelle licence\n\n* Licence : Apache-2.0\n";
    assert_eq!(find("outils.md", asked, Kind::Document), []);
}

#[test]
fn choices_written_as_lists_are_one_grant() {
    let list = "Licensed under either of\n\n * [Apache License, Version 2.0](LICENSE-APACHE) or\n   https://www.apache.org/licenses/LICENSE-2.0\n * MIT license ([LICENSE-MIT](LICENSE-MIT))\n\nat your option.\n";
    let three = "X is distributed under the following three licenses:\n\n- Apache License version 2.0.\n- MIT license.\n- ISC license.\n\nYou may use this software under the terms of any of these licenses, at your option.\n";
    check(
        "README.md",
        Kind::Document,
        &[
            (list, "Apache-2.0 OR MIT"),
            (three, "Apache-2.0 OR MIT OR ISC"),
            // Nothing says that one may choose, or what the choice is about.
            (
                "This project builds on the following licenses:\n\n- MIT\n- ISC\n",
                "",
            ),
            (
                "Contributions should be under one of:\n\n- MIT license\n- Apache License 2.0\n",
                "",
            ),
            (
                "Plugins can be licensed under any of:\n\n- a MIT license for their authors\n- what you like\n",
                "",
            ),
        ],
    );
    check(
        "COPYING",
        Kind::Licence,
        &[
            (list, "Apache-2.0 OR MIT"),
            ("MIT OR Apache-2.0", "MIT OR Apache-2.0"),
            (
                "Licence Libre du Québec – Permissive (LiLiQ-P)\n\nVersion 1.1\n\n1. Préambule",
                "",
            ),
            (
                "MIT License\n\nCopyright 2024 X\n\nSome words of one's own, which are no text of a licence.",
                "",
            ),
        ],
    );
}

#[test]
fn parts_of_a_project_each_have_their_licence() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "Ce guide est publié sous licence GPLv3 et sous licence ouverte 2.0.",
                "?documentation:GPL-3.0-or-later documentation:etalab-2.0",
            ),
            (
                "## Licences\n\n### Données et contenus\n\nLa licence utilisée est la licence ouverte 2.0.\n\n### Code\n\nLe code est publié sous la licence MIT.\n",
                "documentation:etalab-2.0 data:etalab-2.0 code:MIT",
            ),
            (
                "## Licences\n\n*   [GNU Affero General Public License version 3](LICENSE) pour le code\n*   [SIL Open Font License version 1.1](LICENSE_FONTS) pour les polices de caractères\n",
                "?code:AGPL-3.0-or-later",
            ),
            (
                "Les données et la documentation sont sous Licence Ouverte 2.0.",
                "documentation:etalab-2.0 data:etalab-2.0",
            ),
            (
                "Le code, les données et la documentation sont sous licence MIT.",
                "MIT",
            ),
            (
                "Everything is under CC-BY-4.0, except for code which is MIT.",
                "CC-BY-4.0 code:MIT",
            ),
            (
                "The content is under CC-BY-4.0 except for the code, which is licensed under MIT.",
                "documentation:CC-BY-4.0 code:MIT",
            ),
            (
                "Le contenu est sous CC-BY-4.0 sauf le code, qui est MIT.",
                "documentation:CC-BY-4.0 code:MIT",
            ),
            (
                "## Dataset license\n\nThe \"OPEN LICENCE 2.0/LICENCE OUVERTE\" is a license created by the government.\n",
                "data:etalab-2.0",
            ),
        ],
    );
}

#[test]
fn a_folder_for_contents_is_the_project_s_own() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "Le code est sous licence MIT, les données du dossier data/ sont sous licence CC-BY-ND 4.0.",
                "code:MIT data:CC-BY-ND-4.0",
            ),
            (
                "Les fichiers du dossier data/ sont sous licence ODbL 1.0.",
                "data:ODbL-1.0",
            ),
            ("Le dossier « data » est sous licence ODbL 1.0.", "data:ODbL-1.0"),
            ("The data folder is licensed under ODbL 1.0.", "data:ODbL-1.0"),
            (
                "The files in the docs/ directory are licensed under CC BY 4.0.",
                "documentation:CC-BY-4.0",
            ),
            (
                "Les images et logos sont sous licence CC-BY-ND 4.0.",
                "documentation:CC-BY-ND-4.0",
            ),
            ("Les images et logos de Foo sont sous licence CC-BY 4.0.", ""),
            ("Les fichiers du dossier vendor/ sont sous licence MIT.", ""),
            ("The docs folder contains Foo, licensed under MIT.", ""),
            (
                "Les données du dossier data/ proviennent de l'INSEE, sous Licence Ouverte 2.0.",
                "",
            ),
        ],
    );
}

#[test]
fn tags_that_prose_shows_are_no_grant() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "1. Write a comment such as `SPDX-License-\u{49}dentifier: GPL-3.0-or-later`, and commit.\n",
                "",
            ),
            (
                "Use the tag `SPDX-License-\u{49}dentifier: MIT` under the licence heading.\n",
                "",
            ),
        ],
    );
}

#[test]
fn tags_are_read_in_every_comment_and_in_no_string() {
    for (path, text, expected) in [
        ("a.blade.php", "{{-- @ --}}", "code:MIT"),
        ("a.jsp", "<%-- @ --%>", "code:MIT"),
        ("a.jl", "#= @ =#", "code:MIT"),
        ("a.ps1", "<# @ #>", "code:MIT"),
        ("a.lua", "--[==[ @ ]==]", "code:MIT"),
        ("a.pas", "{ @ }", "code:MIT"),
        ("a.bat", "@REM @", "code:MIT"),
        ("a.cob", "000100* @", "code:MIT"),
        ("a.xml", "<?xml version=\"1.0\"?>\n<!-- @ --><root/>", "code:MIT"),
        ("a.c", "/* @ */ int x;", "code:MIT"),
        ("a.java", "String h = \"\"\"\n    // @\n    \"\"\";", ""),
        ("a.rs", "let h = r#\"\n// @\n\"#;", ""),
        ("a.sh", "cat <<EOF > f\n# @\nEOF\n", ""),
        ("a.yml", "header: |\n  # @\n", ""),
        ("a.yml", "# @\nheader: |\n  # x\n", "code:MIT"),
        (
            "a.py",
            "\"\"\"Adds headers.\n\nExample::\n\n    # @\n\"\"\"\n",
            "",
        ),
        ("a.py", "\"\"\"Adds headers.\n\n@\n\"\"\"\n", "code:MIT"),
    ] {
        let text = text
            .replacen("@REM", "\u{1}", 1)
            .replace('@', "SPDX-License-\u{49}dentifier: MIT");
        check(
            path,
            Kind::Source,
            &[(text.replace('\u{1}', "@REM").as_str(), expected)],
        );
        assert_eq!(invalid_tags(path, &text), [], "{path}");
    }
    for (path, text, expected) in [
        ("README.rst", "X\n=\n\n.. code-block:: c\n\n   // @\n", ""),
        ("README.rst", ".. @\n\nX\n=\n", "MIT"),
        ("README.adoc", "= X\n\n----\n// @\n----\n", ""),
        ("README.adoc", "// @\n= X\n", "MIT"),
        ("README.md", "# X\n\n```html\n<!-- @ -->\n```\n", ""),
    ] {
        let text = text.replace('@', "SPDX-License-\u{49}dentifier: MIT");
        check(path, Kind::Document, &[(text.as_str(), expected)]);
    }
}

#[test]
fn a_tag_that_asserts_nothing_names_nothing_and_is_no_fault() {
    for value in ["NOASSERTION", "NONE", "MIT AND NOASSERTION"] {
        let text = format!("// SPDX-License-\u{49}dentifier: {value}\n");
        check("a.c", Kind::Source, &[(text.as_str(), "")]);
        assert_eq!(invalid_tags("a.c", &text), [], "{value}");
    }
}

#[test]
fn fields_that_were_commented_out_are_not_in_force() {
    for (path, text, expected) in [
        ("Cargo.toml", "[package]\n#license=\"MIT\"\n", ""),
        ("setup.py", "import x\n# license = \"MIT\"\n", ""),
        ("setup.cfg", "# licence = MIT\n", ""),
        ("build.gradle", "// license = \"MIT\"\n", ""),
        ("setup.py", "# License: MIT\n", "code:MIT"),
        ("setup.py", "__license__ = \"MIT\"\n", "code:MIT"),
        (
            "a.ex",
            "defmodule A do\n  @moduledoc \"\"\"\n  Datasets\n  \"\"\"\n  defstruct licence: \"ODbL\",\n            licence: \"ODbL\",\n",
            "",
        ),
        (
            "a.exs",
            "assert [\n  %DB.Dataset{tags: [\"foo\"], licence: \"odc-odbl\"},\n",
            "",
        ),
        ("a.erl", "%% License: MIT\n", "code:MIT"),
        ("a.m", "%License: MIT\n", "code:MIT"),
        (
            "a.ex",
            "defmodule A do\n  @moduledoc \"\"\"\n  License: MIT\n  \"\"\"\n",
            "code:MIT",
        ),
    ] {
        check(path, Kind::Source, &[(text, expected)]);
    }
}

#[test]
fn words_of_choice_grant() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "Nous avons choisi la licence AGPL-3.0-or-later pour que les services restent ouverts.",
                "AGPL-3.0-or-later",
            ),
            (
                "Le ministère a choisi la licence EUPL-1.2 pour ce projet.",
                "EUPL-1.2",
            ),
            (
                "We chose the AGPL-3.0-or-later licence so that services stay open.",
                "AGPL-3.0-or-later",
            ),
            (
                "We have chosen the Apache-2.0 license for its simplicity.",
                "Apache-2.0",
            ),
            ("The team opted for the MIT License.", "MIT"),
            ("L'équipe a opté pour la licence MIT.", "MIT"),
            ("Notre choix s'est porté sur la licence EUPL-1.2.", "EUPL-1.2"),
            ("We opted for PostgreSQL. MIT students helped.", ""),
            ("Nous n'avons pas choisi la licence MIT.", ""),
            (
                "Double licence : vous pouvez choisir MIT ou EUPL-1.2.",
                "MIT OR EUPL-1.2",
            ),
            (
                "Dual licensing: choose either MIT or Apache-2.0.",
                "MIT OR Apache-2.0",
            ),
            ("## Licence\n\nAu choix : MIT ou EUPL-1.2.", "MIT OR EUPL-1.2"),
            ("Vous pouvez choisir la licence MIT pour votre projet.", ""),
        ],
    );
}

#[test]
fn conditions_behind_a_name_make_it_doubtful() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "Ce projet est sous licence MIT, sous réserve de l'accord de la DINUM.",
                "?MIT",
            ),
            (
                "Ce projet est sous licence MIT après validation par le comité.",
                "?MIT",
            ),
            ("Ce projet est sous licence MIT à compter de 2030.", "?MIT"),
            (
                "Ce projet est sous licence MIT à partir du 1er janvier 2030.",
                "?MIT",
            ),
            ("Ce projet est sous licence MIT, à usage interne.", "?MIT"),
            (
                "Ce projet est sous licence MIT après validation du comité en 2031.",
                "?MIT",
            ),
            ("Ce projet est sous licence MIT, à des fins de recherche.", "?MIT"),
            ("Ce projet est sous licence MIT pour la recherche uniquement.", ""),
            (
                "This project is under the MIT license, subject to the approval of the ministry.",
                "?MIT",
            ),
            ("This project is under the MIT license from January 2030.", "?MIT"),
            (
                "This project is under the MIT license, for research purposes.",
                "?MIT",
            ),
            (
                "This project is under the MIT license, for any use, research included.",
                "MIT",
            ),
            (
                "Ce projet est sous licence MIT à compter du 1er janvier 2020.",
                "MIT",
            ),
            (
                "Ce projet est sous licence MIT, sous réserve des droits des tiers.",
                "MIT",
            ),
            (
                "Ce projet est sous licence MIT, pour un usage commercial ou personnel.",
                "MIT",
            ),
            (
                "Ce projet est publié sous licence MIT après validation du comité en 2021.",
                "MIT",
            ),
            (
                "This project is under the MIT license with the permission of INRAE.",
                "MIT",
            ),
            (
                "This work is under the MIT license in the hope that it will be useful.",
                "MIT",
            ),
            ("Ce projet est sous licence MIT hors mention contraire.", "MIT"),
        ],
    );
}

#[test]
fn a_choice_said_in_passing_is_one_grant() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "Ce projet est sous licence MIT ou, au choix, sous licence Apache-2.0.",
                "MIT OR Apache-2.0",
            ),
            (
                "Distribué sous licence MIT, ou bien Apache-2.0.",
                "MIT OR Apache-2.0",
            ),
            ("## Licence\n\nMIT, ou bien Apache-2.0.", "MIT OR Apache-2.0"),
            (
                "## Licence\n\nDouble licence MIT et EUPL-1.2, au choix.",
                "MIT OR EUPL-1.2",
            ),
            (
                "## Licence\n\nDouble licence MIT et Apache-2.0.",
                "MIT OR Apache-2.0",
            ),
            ("## Licences\n\nLicences ISC et MIT, au choix.", "ISC OR MIT"),
            (
                "## License\n\nDual license MIT and Apache-2.0, at your option.",
                "MIT OR Apache-2.0",
            ),
            (
                "Ce logiciel est sous les termes de la CeCILL 2.1, ou, à votre choix, de la GPL version 3.",
                "?CECILL-2.1 OR GPL-3.0-or-later",
            ),
            (
                "Licensed under the MIT license or, at your choice, under the Apache License 2.0.",
                "MIT OR Apache-2.0",
            ),
            (
                "Licensed under MIT or, if you prefer, Apache-2.0.",
                "MIT OR Apache-2.0",
            ),
            (
                "This file is under GPL version 2 or, at your option, any later version.",
                "GPL-2.0-or-later",
            ),
        ],
    );
}

#[test]
fn lines_with_labels_are_a_list() {
    const ALL: &str = "code:MIT documentation:CC-BY-4.0 data:ODbL-1.0";
    let lines = "Code : MIT\nDocumentation : CC-BY-4.0\nDonnées : ODbL-1.0\n";
    for (path, text) in [
        ("README.md", format!("## Licence\n\n{lines}")),
        ("README.md", format!("Licence\n\n{lines}")),
        (
            "README.md",
            format!("## Licence\n\n{}", lines.replace('\n', "  \n")),
        ),
        (
            "README.md",
            format!("## Licence\n\n- {}", lines.trim_end().replace('\n', "\n- ")),
        ),
        ("README.rst", format!("Licence\n=======\n\n{lines}")),
        ("README.org", format!("* Licence\n\n{lines}")),
    ] {
        check(path, Kind::Document, &[(&text, ALL)]);
    }
    check(
        "README.md",
        Kind::Document,
        &[(
            "## Licences\n\n**Licence du code** : MIT\n**Licence des données** : ODbL-1.0\n",
            "code:MIT data:ODbL-1.0",
        )],
    );
}

#[test]
fn few_words_grant_where_nothing_else_may_be_said() {
    check(
        "README.md",
        Kind::Document,
        &[
            ("The code is MIT.", "code:MIT"),
            ("Le code est en MIT", "code:MIT"),
            ("Le code est en Apache 2.0.", "code:Apache-2.0"),
            ("Ce projet est GPL-3.0-or-later.", "GPL-3.0-or-later"),
            ("Tout est en CC-BY-4.0.", "CC-BY-4.0"),
            ("Nous avons choisi MIT pour ce projet.", "MIT"),
            ("We chose MIT for this project.", "MIT"),
            ("## Licence\n\nNous avons choisi EUPL 1.2.", "EUPL-1.2"),
            ("The project is MIT's.", ""),
            ("This library is MIT.", "MIT"),
            ("The project is MIT or Apache-2.0.", "MIT OR Apache-2.0"),
            (
                "Ce projet est MIT, ISC ou Apache-2.0, au choix.",
                "MIT OR ISC OR Apache-2.0",
            ),
            ("Le code source de ce projet est MIT.", "code:MIT"),
            ("Le code du projet est en CeCILL-B.", "code:CECILL-B"),
            ("Tout le code est en GPL-3.0-only.", "code:GPL-3.0-only"),
            ("Le code de Leaflet est MIT.", ""),
            ("Le code du module est MIT.", ""),
            ("Le code de la bibliothèque est MIT.", ""),
            ("The library is MIT.", ""),
            ("Our client is MIT.", ""),
            ("The author of the tool is MIT.", ""),
            ("We picked MIT for the partnership.", ""),
            ("We chose Apache for this project.", ""),
            ("Le serveur est Apache 2.0.", ""),
            ("Leaflet : le code est MIT.", ""),
            ("The code is not MIT.", ""),
            ("Si le code est MIT, dites-le.", ""),
            ("Nous n'avons pas choisi MIT pour ce projet.", ""),
        ],
    );
}

#[test]
fn who_made_what_a_project_includes_is_not_the_project() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "This product includes software developed by the Apache Software Foundation under the Apache License 2.0.",
                "",
            ),
            (
                "This software includes code of the Apache Software Foundation, under the Apache License 2.0.",
                "",
            ),
            (
                "Ce logiciel est développé par la DINUM et publié sous licence MIT.",
                "MIT",
            ),
            (
                "This software is developed by the team under the MIT license.",
                "MIT",
            ),
        ],
    );
}

#[test]
fn clauses_of_a_contract_grant_nothing() {
    check(
        "CONTRAT.md",
        Kind::Document,
        &[
            (
                "A Modified Software may be distributed under the CeCILL-C license. In such a case it is optional.",
                "",
            ),
            (
                "In such an event, the Licensee is authorized to redistribute the whole under the GPL License.",
                "",
            ),
            (
                "This modified software is distributed under the MIT license.",
                "MIT",
            ),
        ],
    );
}

#[test]
fn an_exception_with_its_own_licence_is_a_part() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "Ce projet est sous licence MIT, hors `docs/` (etalab-2.0).",
                "code:MIT documentation:etalab-2.0",
            ),
            (
                "Sous licence MIT, sauf le dossier `docs/` qui est sous licence etalab-2.0.",
                "code:MIT documentation:etalab-2.0",
            ),
            (
                "This project is under MIT, except the data in `data/` (ODbL-1.0).",
                "code:MIT data:ODbL-1.0",
            ),
            (
                "## Licence\n\n- `src/` : MIT\n- `docs/` : etalab-2.0\n",
                "code:MIT documentation:etalab-2.0",
            ),
            ("Code MIT, données LO 2.0", "code:MIT data:etalab-2.0"),
            (
                "The code is MIT licensed, the docs are CC-BY-4.0.",
                "code:MIT documentation:CC-BY-4.0",
            ),
            ("Sauf les images (CC-BY-4.0), tout est sous licence MIT.", "MIT"),
            ("## Licence\n\n© 2024 Insee — MIT", "MIT"),
            ("## Licence\n\n© OpenStreetMap — ODbL-1.0", ""),
            ("## Licence\n\nlibre de droits, licence MIT", "MIT"),
        ],
    );
}

#[test]
fn a_project_named_after_works_speaks_of_itself() {
    check(
        "README.md",
        Kind::Document,
        &[
            (
                "# Symfony Docker\n\n## License\n\nSymfony Docker is available under the MIT License.",
                "MIT",
            ),
            ("# Carte Leaflet\n\nLeaflet est sous licence BSD-2-Clause.", ""),
            (
                "# Carte\n\nSymfony Docker is available under the MIT License.",
                "",
            ),
        ],
    );
}

#[test]
fn a_tag_alone_below_the_heading_of_the_licence_names_it() {
    // REUSE-IgnoreStart
    let text = "# A\n\n## Licence\n\n`SPDX-License-Identifier: EUPL-1.2`\n";
    // REUSE-IgnoreEnd
    check("README.md", Kind::Document, &[(text, "EUPL-1.2")]);
}
