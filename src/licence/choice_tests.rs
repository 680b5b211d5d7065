// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Notices with a choice, versions that may be chosen, paragraphs that take back, texts that are disowned: as projects
//! write them.

use super::{Kind, combine, identify};

fn text(id: &str) -> &'static str {
    let known = spdx::text::LICENSE_TEXTS.iter().find(|(name, _)| *name == id);
    known.map_or("", |(_, text)| text)
}

/// The lines of a text as a comment.
fn comment(sign: &str, text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| format!("{sign}{line}").trim_end().to_owned());
    let mut all: Vec<String> = lines.collect();
    all.push("\nint x;".to_owned());
    all.join("\n")
}

fn told(path: &str, text: &str, kind: Kind) -> Option<String> {
    combine(&identify(path, text, kind).matches)
}

/// Holds a notice against what is expected of it, in comments of two kinds.
fn check(cases: &[(&str, Option<&str>)]) {
    for (notice, expected) in cases {
        for (path, sign) in [("a.c", "// "), ("a.py", "# ")] {
            let source = comment(sign, notice);
            assert_eq!(
                told(path, &source, Kind::Source).as_deref(),
                *expected,
                "{source}"
            );
        }
    }
}

const GPL: &str = "This program is free software: you can redistribute it and/or modify\nit under the terms of the GNU General Public License as published by\nthe Free Software Foundation, either ";

const GPL_3: &str = "This program is free software: you can redistribute it and/or modify\nit under the terms of the GNU General Public License as published by\nthe Free Software Foundation, either version 3 of the License, or\n(at your option) any later version.\n\n";

#[test]
fn notices_with_a_choice_name_every_leg() {
    check(&[
        (
            "***** BEGIN LICENSE BLOCK *****\nVersion: MPL 1.1/GPL 2.0/LGPL 2.1\n\nThe contents of this file are subject to the Mozilla Public License Version\n1.1 (the \"License\"); you may not use this file except in compliance with\nthe License. You may obtain a copy of the License at\nhttp://www.mozilla.org/MPL/\n\nSoftware distributed under the License is distributed on an \"AS IS\" basis,\nWITHOUT WARRANTY OF ANY KIND, either express or implied. See the License\nfor the specific language governing rights and limitations under the\nLicense.\n\nThe Original Code is mozilla.org code.\n\nThe Initial Developer of the Original Code is\nNetscape Communications Corporation.\nPortions created by the Initial Developer are Copyright (C) 1998\nthe Initial Developer. All Rights Reserved.\n\nContributor(s):\n\nAlternatively, the contents of this file may be used under the terms of\neither of the GNU General Public License Version 2 or later (the \"GPL\"),\nor the GNU Lesser General Public License Version 2.1 or later (the \"LGPL\"),\nin which case the provisions of the GPL or the LGPL are applicable instead\nof those above. If you wish to allow use of your version of this file only\nunder the terms of either the GPL or the LGPL, and not to allow others to\nuse your version of this file under the terms of the MPL, indicate your\ndecision by deleting the provisions above and replace them with the notice\nand other provisions required by the GPL or the LGPL. If you do not delete\nthe provisions above, a recipient may use your version of this file under\nthe terms of any one of the MPL, the GPL or the LGPL.\n\n***** END LICENSE BLOCK *****",
            Some("MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later"),
        ),
        (
            "***** BEGIN LICENSE BLOCK *****\nVersion: MPL 1.1\n\nThe contents of this file are subject to the Mozilla Public License Version\n1.1 (the \"License\"); you may not use this file except in compliance with\nthe License. You may obtain a copy of the License at\nhttp://www.mozilla.org/MPL/\n\nAlternatively, the contents of this file may be used under the terms of the\nGNU General Public License Version 2 or later (the \"GPL\"), in which case the\nprovisions of the GPL are applicable instead of those above. If you wish to\nallow use of your version of this file only under the terms of the GPL and not\nto allow others to use your version of this file under the MPL, indicate your\ndecision by deleting the provisions above.\n***** END LICENSE BLOCK *****",
            Some("MPL-1.1 OR GPL-2.0-or-later"),
        ),
        (
            "This file is part of Javassist.\n\nThe contents of this file are subject to the Mozilla Public License Version\n1.1 (the \"License\"); you may not use this file except in compliance with\nthe License.  Alternatively, the contents of this file may be used under\nthe terms of the GNU Lesser General Public License Version 2.1 or later,\nor the Apache License Version 2.0.",
            Some("MPL-1.1 OR LGPL-2.1-or-later OR Apache-2.0"),
        ),
        (
            "This program and the accompanying materials are made available under the\nterms of the Eclipse Public License v. 2.0 which is available at\nhttps://www.eclipse.org/legal/epl-2.0, or the Apache License, Version 2.0\nwhich is available at https://www.apache.org/licenses/LICENSE-2.0.",
            Some("EPL-2.0 OR Apache-2.0"),
        ),
        (
            "Copyright (c) 1995-2020 Mort Bay Consulting Pty. Ltd.\n------------------------------------------------------------------------\nAll rights reserved. This program and the accompanying materials\nare made available under the terms of the Eclipse Public License v1.0\nand Apache License v2.0 which accompanies this distribution.\n\n    The Eclipse Public License is available at\n    http://www.eclipse.org/legal/epl-v10.html\n\n    The Apache License v2.0 is available at\n    http://www.opensource.org/licenses/apache2.0.php\n\nYou may elect to redistribute this code under either of these licenses.",
            Some("EPL-1.0 OR Apache-2.0"),
        ),
        (
            "Copyright (c) 2012, 2020 Oracle and/or its affiliates. All rights reserved.\n\nThis program and the accompanying materials are made available under the\nterms of the Eclipse Public License v. 2.0, which is available at\nhttp://www.eclipse.org/legal/epl-2.0.\n\nThis Source Code may also be made available under the following Secondary\nLicenses when the conditions for such availability set forth in the\nEclipse Public License v. 2.0 are satisfied: GNU General Public License,\nversion 2 with the GNU Classpath Exception, which is available at\nhttps://www.gnu.org/software/classpath/license.html.",
            Some("EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0"),
        ),
        (
            "This software is available to you under a choice of one of two\nlicenses.  You may choose to be licensed under the terms of the GNU\nGeneral Public License (GPL) Version 2, available from the file\nCOPYING in the main directory of this source tree, or the\nOpenIB.org BSD license below:\n\n    Redistribution and use in source and binary forms, with or\n    without modification, are permitted provided that the following\n    conditions are met:\n\n     - Redistributions of source code must retain the above\n       copyright notice, this list of conditions and the following\n       disclaimer.\n\n     - Redistributions in binary form must reproduce the above\n       copyright notice, this list of conditions and the following\n       disclaimer in the documentation and/or other materials\n       provided with the distribution.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND,\nEXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF\nMERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND\nNONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS\nBE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN\nACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN\nCONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE\nSOFTWARE.",
            Some("GPL-2.0-only OR Linux-OpenIB"),
        ),
        (
            "Dual licensed under the MIT or GPL Version 2 licenses.\nhttp://jquery.org/license",
            Some("MIT OR GPL-2.0"),
        ),
        (
            "Rust-chrono is dual-licensed under The MIT License [1] and\nApache 2.0 License [2].",
            Some("MIT OR Apache-2.0"),
        ),
        (
            "Licensed under the Apache License, Version 2.0 <LICENSE-APACHE or http://www.apache.org/licenses/LICENSE-2.0> or the MIT license <LICENSE-MIT or http://opensource.org/licenses/MIT>, at your option. This file may not be copied, modified, or distributed except according to those terms.",
            Some("Apache-2.0 OR MIT"),
        ),
        (
            "Ce fichier est distribué sous licence MIT ou, alternativement, sous licence GPL version 2 ou ultérieure.",
            Some("MIT OR GPL-2.0-or-later"),
        ),
        (
            "The contents of this file may be used under the terms of the GNU Lesser General Public License Version 2.1 or later, or, alternatively, under the terms of the Apache License Version 2.0.",
            Some("LGPL-2.1-or-later OR Apache-2.0"),
        ),
        (
            "$QT_BEGIN_LICENSE:LGPL$\nCommercial License Usage\nLicensees holding valid commercial Qt licenses may use this file in\naccordance with the commercial license agreement provided with the\nSoftware or, alternatively, in accordance with the terms contained in\na written agreement between you and The Qt Company. For licensing terms\nand conditions see https://www.qt.io/terms-conditions. For further\ninformation use the contact form at https://www.qt.io/contact-us.\n\nGNU Lesser General Public License Usage\nAlternatively, this file may be used under the terms of the GNU Lesser\nGeneral Public License version 3 as published by the Free Software\nFoundation and appearing in the file LICENSE.LGPL3 included in the\npackaging of this file. Please review the following information to\nensure the GNU Lesser General Public License version 3 requirements\nwill be met: https://www.gnu.org/licenses/lgpl-3.0.html.\n\nGNU General Public License Usage\nAlternatively, this file may be used under the terms of the GNU\nGeneral Public License version 2.0 or (at your option) the GNU General\nPublic license version 3 or any later version approved by the KDE Free\nQt Foundation. The licenses are as published by the Free Software\nFoundation and appearing in the file LICENSE.GPL2 and LICENSE.GPL3\nincluded in the packaging of this file. Please review the following\ninformation to ensure the GNU General Public License requirements will\nbe met: https://www.gnu.org/licenses/gpl-2.0.html and\nhttps://www.gnu.org/licenses/gpl-3.0.html.\n\n$QT_END_LICENSE$",
            Some("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"),
        ),
        (
            "This file is licensed under the MIT license.\n\nAlternatively you may use the library foo, which is under the GPL version 2 or later.",
            Some("MIT"),
        ),
    ]);
}

#[test]
fn versions_are_those_that_may_be_chosen() {
    for (versions, expected) in [
        (
            "version 2 or version 3 of the License.",
            "GPL-2.0-only OR GPL-3.0-only",
        ),
        (
            "version 2 of the License, or\nversion 3 of the License.",
            "GPL-2.0-only OR GPL-3.0-only",
        ),
        (
            "version 2, or (at your option) version 3\nof the License.",
            "GPL-2.0-only OR GPL-3.0-only",
        ),
        ("version 2 or 3 or any later version.", "GPL-2.0-or-later"),
        (
            "version 2 of\nthe License or (at your option) version 3 or any later version\naccepted by the membership of KDE e.V. (or its successor approved\nby the membership of KDE e.V.), which shall act as a proxy\ndefined in Section 14 of version 3 of the license.",
            "GPL-2.0-only OR GPL-3.0-only",
        ),
        (
            "version 2 of the License, or any later version accepted by the author.",
            "GPL-2.0-only",
        ),
        (
            "version 3 of the License, or (at your option) any later version approved by the DINUM.",
            "GPL-3.0-only",
        ),
        (
            "version 3 of the License, or (at your option) any later version.",
            "GPL-3.0-or-later",
        ),
    ] {
        check(&[(&format!("{GPL}{versions}"), Some(expected))]);
    }
    let readme = |text: &str| told("README.md", text, Kind::Document);
    for text in [
        "Ce programme est sous licence GPL version 2 ou 3.",
        "Ce programme est sous licence GPL, version 2 ou version 3.",
        "This program is under the GPLv2 or GPLv3.",
    ] {
        assert_eq!(
            readme(text).as_deref(),
            Some("GPL-2.0-only OR GPL-3.0-only"),
            "{text}"
        );
    }
}

#[test]
fn words_above_the_text_of_the_gpl_tell_its_version() {
    let gpl = text("GPL-2.0-or-later");
    for head in [
        "Also note that the only valid version of the GPL as far as the kernel\nis concerned is _this_ particular version of the license (ie v2, not\nv2.2 or v3.x or whatever), unless explicitly otherwise stated.",
        "BusyBox is distributed under version 2 of the General Public License (included\nin its entirety, below).  Version 2 is the only version of this license which\nthis version of BusyBox (or modified versions derived from this one) may be\ndistributed under.",
    ] {
        let told = told("COPYING", &format!("{head}\n\n{gpl}"), Kind::Licence);
        assert_eq!(told.as_deref(), Some("GPL-2.0-only"), "{head}");
    }
}

#[test]
fn a_file_that_may_not_be_had_under_the_gpl_says_so() {
    let mpl = "This Source Code Form is subject to the terms of the Mozilla Public\nLicense, v. 2.0. If a copy of the MPL was not distributed with this\nfile, You can obtain one at https://mozilla.org/MPL/2.0/.\n\n";
    let exhibit = "This Source Code Form is \"Incompatible With Secondary Licenses\", as\ndefined by the Mozilla Public License, v. 2.0.";
    check(&[
        (mpl, Some("MPL-2.0")),
        (&format!("{mpl}{exhibit}"), Some("MPL-2.0-no-copyleft-exception")),
        (exhibit, None),
    ]);
    let whole = identify("LICENSE", text("MPL-2.0"), Kind::Licence);
    assert_eq!(combine(&whole.matches).as_deref(), Some("MPL-2.0"));
}

#[test]
fn a_paragraph_that_takes_back_makes_the_notice_doubtful() {
    for (more, expected) in [
        ("", Some("GPL-3.0-or-later")),
        ("Any commercial use of this program is forbidden.", None),
        (
            "Toute utilisation commerciale est interdite sans accord de l'auteur.",
            None,
        ),
        ("This program is for academic use only.", None),
        (
            "It may be used for commercial and non-commercial purposes.",
            Some("GPL-3.0-or-later"),
        ),
        (
            "Commercial support is available from ACME.",
            Some("GPL-3.0-or-later"),
        ),
        (
            "You should have received a copy of the GNU General Public License\nalong with this program.",
            Some("GPL-3.0-or-later"),
        ),
    ] {
        check(&[(&format!("{GPL_3}{more}"), expected)]);
    }
    let readme = |text: &str| told("README.md", text, Kind::Document);
    let under = "# X\n\n## License\n\nThis project is under the MIT license.\n\n";
    assert_eq!(
        readme(&format!("{under}Commercial use is not permitted.\n")),
        None
    );
    let other = format!("{under}## Use\n\nThe commercial interface cannot be used without a token.\n");
    assert_eq!(readme(&other).as_deref(), Some("MIT"));
}

#[test]
fn another_licence_may_be_had_instead_of_a_text() {
    let gpl = "\n\nAlternatively, this software may be distributed under the terms of the\nGNU General Public License (\"GPL\") version 2 as published by the Free\nSoftware Foundation.\n";
    for id in ["BSD-3-Clause", "MIT"] {
        let both = format!("{}{gpl}", text(id));
        let expected = format!("{id} OR GPL-2.0-only");
        assert_eq!(told("LICENSE", &both, Kind::Licence).as_deref(), Some(&*expected));
        let source = comment("// ", &both);
        let heads = super::heads("a.c", &source);
        assert_eq!(combine(&heads).as_deref(), Some(&*expected));
    }
}

#[test]
fn a_sentence_above_two_texts_offers_the_choice_of_them() {
    let (mit, bsd) = (text("MIT"), text("BSD-3-Clause"));
    for (head, expected) in [
        (
            "This software is dual-licensed. You may choose either of the following licences.",
            "MIT OR BSD-3-Clause",
        ),
        (
            "Ce logiciel est distribué, au choix, sous l'une des deux licences suivantes.",
            "MIT OR BSD-3-Clause",
        ),
        (
            "You may use this software under the terms of either license below.",
            "MIT OR BSD-3-Clause",
        ),
        (
            "This software comes with two licenses: both apply.",
            "MIT AND BSD-3-Clause",
        ),
        ("", "MIT AND BSD-3-Clause"),
    ] {
        let both = format!("{head}\n\n{mit}\n\n---\n\n{bsd}");
        assert_eq!(
            told("LICENSE", &both, Kind::Licence).as_deref(),
            Some(expected),
            "{head}"
        );
    }
}

#[test]
fn a_text_that_the_file_disowns_is_not_its_licence() {
    let mit = text("MIT");
    for head in [
        "Ce logiciel n'est plus sous la licence suivante (versions 0.x uniquement) :",
        "The following is an example of a licence:",
        "Exemple de licence :",
        "This project is no longer distributed under the license below.",
        "Previous versions were released under the following license:",
        "Les versions antérieures étaient distribuées sous la licence suivante :",
        "Ce logiciel est propriétaire.\n\nIl contient la bibliothèque foo, dont voici la licence :",
        "This software uses libfoo, which is distributed under the following license:",
    ] {
        assert_eq!(
            told("LICENSE", &format!("{head}\n\n{mit}"), Kind::Licence),
            None,
            "{head}"
        );
    }
    for head in [
        "This software is distributed under the following licence:",
        "Ce logiciel est distribué sous la licence suivante :",
        "Foo, a library that uses bar.",
        "Since version 2 it is under the following license; previous versions were under the GPL.",
    ] {
        let told = told("LICENSE", &format!("{head}\n\n{mit}"), Kind::Licence);
        assert_eq!(told.as_deref(), Some("MIT"), "{head}");
    }
    let struck: Vec<String> = mit
        .split("\n\n")
        .map(|part| format!("~~{}~~", part.trim()))
        .collect();
    let rest = "\n\nTous droits réservés.\n";
    for out in [
        struck.join("\n\n"),
        format!("<!--\n{mit}\n-->"),
        format!("<del>\n\n{mit}\n\n</del>"),
    ] {
        assert_eq!(
            told("LICENSE.md", &format!("{out}{rest}"), Kind::Licence),
            None,
            "{out}"
        );
    }
}

#[test]
fn sentences_of_a_text_without_its_head_name_nothing() {
    for id in [
        "GPL-3.0-or-later",
        "AGPL-3.0-or-later",
        "LGPL-2.1-or-later",
        "MPL-2.0",
        "EUPL-1.2",
        "CECILL-2.1",
    ] {
        let whole = text(id);
        for parts in [2, 3, 5] {
            let mut at = whole.len() / parts;
            while !whole.is_char_boundary(at) {
                at += 1;
            }
            let told = told("LICENSE", &whole[at..], Kind::Licence);
            assert_eq!(told, None, "{id} from 1/{parts}");
        }
    }
}

#[test]
fn the_notice_of_the_eupl_is_read_in_french_and_english() {
    let french = "Concédée sous licence EUPL, version 1.2 ou – dès leur approbation par la Commission européenne - versions ultérieures de l'EUPL (la «Licence»).\nVous ne pouvez utiliser la présente œuvre que conformément à la Licence.\nVous pouvez obtenir une copie de la Licence à l'adresse suivante:\n\nhttps://joinup.ec.europa.eu/software/page/eupl\n\nSauf obligation légale ou contractuelle écrite, le logiciel distribué sous la Licence est distribué \"en l'état\",\nSANS GARANTIES OU CONDITIONS QUELLES QU'ELLES SOIENT, expresses ou implicites.\nConsultez la Licence pour les autorisations et les restrictions linguistiques spécifiques relevant de la Licence.\n";
    let english = "Licensed under the EUPL, Version 1.2 or – as soon they will be approved by the European Commission - subsequent versions of the EUPL (the \"Licence\");\nYou may not use this work except in compliance with the Licence.\nYou may obtain a copy of the Licence at:\n\nhttps://joinup.ec.europa.eu/software/page/eupl\n\nUnless required by applicable law or agreed to in writing, software distributed under the Licence is distributed on an \"AS IS\" basis.\n";
    for notice in [french, english] {
        check(&[(notice, Some("EUPL-1.2"))]);
        check(&[(
            &format!("Copyright 2022 Ministère de la Culture\n\n{notice}"),
            Some("EUPL-1.2"),
        )]);
    }
}

#[test]
fn designs_that_are_reserved_are_no_restriction_of_the_code() {
    for (beside, free) in [
        (
            "L'utilisation du Système de Design de l'État est réservée exclusivement aux services de l'État.",
            true,
        ),
        (
            "Le Système de Design de l'État (DSFR) est la propriété de l'État. Le DSFR est réservé aux sites de l'État.",
            true,
        ),
        (
            "The Marianne typeface may only be used by the French government.",
            true,
        ),
        (
            "Le Système de Design de l'État (DSFR) est la propriété de l'État. Son usage est réservé aux sites de l'État.",
            false,
        ),
        ("This software is for non-commercial use only.", false),
        ("Usage réservé à la Police nationale.", false),
        (
            "Ce composant respecte le DSFR, son usage est réservé à l'administration.",
            false,
        ),
        (
            "L'usage du logiciel et du DSFR est réservé aux services de l'État.",
            false,
        ),
        (
            "Ce logiciel utilise le DSFR. Il ne peut être utilisé que par les services de l'État.",
            false,
        ),
        (
            "Conformément à la loi, l'usage commercial du logiciel est interdit.",
            false,
        ),
        (
            "Vous ne pouvez utiliser ce logiciel à des fins commerciales que conformément à la licence.",
            false,
        ),
        (
            "Les réutilisations qui en font un usage commercial sont interdites.",
            false,
        ),
        ("L'utilisation est réservée aux services de police.", false),
        (
            "Ce site utilise le DSFR. Son utilisation est réservée aux services de l'État.",
            false,
        ),
        (
            "Ce module utilise le DSFR et ne peut être utilisé à des fins commerciales.",
            false,
        ),
        (
            "Toute utilisation commerciale du site, de ses polices et de ses contenus est interdite.",
            false,
        ),
        (
            "Commercial use of the application and of the fonts is prohibited.",
            false,
        ),
        (
            "Utilisation interdite en dehors des sites Internet de l'État.",
            false,
        ),
        (
            "This template uses the French design system and may only be used by the French administration.",
            false,
        ),
    ] {
        let expected = free.then_some("MIT");
        for whole in [
            format!("{}\n\n{beside}\n", text("MIT")),
            format!("{beside}\n\n{}", text("MIT")),
        ] {
            assert_eq!(
                told("LICENSE", &whole, Kind::Licence).as_deref(),
                expected,
                "{beside}"
            );
        }
    }
}

#[test]
fn a_choice_in_the_prose_of_a_readme_names_every_leg() {
    for (sentence, below, alone) in [
        (
            "MIT or Apache-2.0, under either of these licences.",
            Some("MIT OR Apache-2.0"),
            Some("MIT OR Apache-2.0"),
        ),
        (
            "MIT ou Apache-2.0, sous l'une de ces licences.",
            Some("MIT OR Apache-2.0"),
            None,
        ),
        ("MIT ou Apache-2.0, au choix.", Some("MIT OR Apache-2.0"), None),
        (
            "Licensed under either of Apache-2.0 or MIT at your option.",
            Some("Apache-2.0 OR MIT"),
            Some("Apache-2.0 OR MIT"),
        ),
        (
            "Dual licensed MIT / Apache-2.0",
            Some("MIT OR Apache-2.0"),
            Some("MIT OR Apache-2.0"),
        ),
        (
            "Under MIT, or under Apache-2.0 if you prefer.",
            Some("MIT OR Apache-2.0"),
            Some("MIT OR Apache-2.0"),
        ),
        (
            "Le code est disponible sous l'une ou l'autre de ces licences : MIT, Apache-2.0.",
            Some("MIT OR Apache-2.0"),
            Some("MIT OR Apache-2.0"),
        ),
        // The second leg waits for a consent: nobody can tell what the choice is.
        (
            "Under MIT, or under Apache-2.0 after approval by the ministry.",
            None,
            None,
        ),
        (
            "Uses MIT or Apache-2.0 libraries, under either of these licences.",
            None,
            None,
        ),
        ("EUPL version 1.2 only", Some("EUPL-1.2"), None),
        (
            "Ce projet est sous licence EUPL 1.2 uniquement.",
            Some("EUPL-1.2"),
            Some("EUPL-1.2"),
        ),
        ("Sous licence MIT uniquement pour les écoles.", None, None),
    ] {
        let told = |text: &str| told("README.md", text, Kind::Document);
        let below_heading = format!("# Carte\n\n## Licence\n\n{sentence}\n");
        assert_eq!(told(&below_heading).as_deref(), below, "{sentence}");
        let without = format!("# Carte\n\nUne carte.\n\n{sentence}\n");
        assert_eq!(told(&without).as_deref(), alone, "{sentence}");
    }
}

#[test]
fn one_of_something_else_than_licences_is_no_choice() {
    for (sentence, choice) in [
        (
            "licensed under MIT and WTFPL because one of its modules is a fork",
            false,
        ),
        (
            "licensed under MIT and GPL-3.0 because one of its parts comes from elsewhere",
            false,
        ),
        (
            "licensed under MIT and CC-BY-NC-4.0, any of the authors may be contacted",
            false,
        ),
        (
            "sous licence MIT et GPL-3.0, car une des dépendances est sous GPL",
            false,
        ),
        (
            "sous licence MIT et Apache-2.0 : chacune des deux s'applique, aucune une ou l'autre",
            false,
        ),
        (
            "licensed under MIT and Apache-2.0; use it under one of these licenses",
            true,
        ),
        (
            "licensed under MIT and Apache-2.0; use it under any of the following licences",
            true,
        ),
        (
            "sous licence MIT et Apache-2.0 : suivez l'une ou l'autre de ces licences",
            true,
        ),
    ] {
        let readme = format!("# Carte\n\n## Licence\n\nThis project is {sentence}.\n");
        let found = super::claims("README.md", &readme, Kind::Document);
        let joined = found.iter().any(|one| one.expression.contains(" OR "));
        assert_eq!(joined, choice, "{sentence}: {found:?}");
    }
}
