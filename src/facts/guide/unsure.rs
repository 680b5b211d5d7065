// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What bears the name of a guide and may explain something else than the project.

use super::{Form, Guide, has};
use crate::model::{Topic, fold};

/// Whether what a guide explains may be something else than the project: the content of a site that the repository makes
/// (guides of the APIs that it lists, posts), a file that the product serves. A tutorial teaches users or developers.
pub(super) fn is_unsure(guide: &Guide) -> bool {
    const TRAINS: [&str; 4] = ["formation*", "training*", "webinaire*", "webinar*"];
    const OF_THE_PRODUCT: [&str; 4] = ["formation*", "training*", "manuel*", "manual*"];
    let Some(path) = guide.place.path.as_deref() else {
        return false;
    };
    let trains = || has(&fold(&guide.name), &TRAINS) || has(&fold(path), &TRAINS);
    let explicit = || has(&fold(&guide.name), &OF_THE_PRODUCT);
    is_content(path)
        || guide.form == Form::File && is_served(path) && !explicit()
        || guide.topic == Topic::Training && !trains()
}

/// Whether a path lies in the content of a site or in data; documentation may well have such a folder of its own.
fn is_content(path: &str) -> bool {
    const CONTENT: [&str; 14] = [
        "_data",
        "_posts",
        "_drafts",
        "_pages",
        "_content",
        "_articles",
        "content",
        "contents",
        "contenu",
        "contenus",
        "posts",
        "articles",
        "blog",
        "data",
    ];
    is_first_below(path, &CONTENT)
}

/// Whether a file in the format of an office lies among those that a site serves as they are.
fn is_served(path: &str) -> bool {
    const SERVED: [&str; 7] = [
        "public", "static", "assets", "uploads", "media", "medias", "wwwroot",
    ];
    const OFFICE: [&str; 8] = ["pdf", "odt", "doc", "docx", "ppt", "pptx", "odp", "mp4"];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    OFFICE.iter().any(|one| ending.eq_ignore_ascii_case(one)) && is_first_below(path, &SERVED)
}

/// Whether the first folder of a path that is either one of `folders` or one of documentation is the former, and none
/// below is called `docs`: "documentation" is also a chapter of a site.
fn is_first_below(path: &str, folders: &[&str]) -> bool {
    const DOCUMENTATION: [&str; 9] = [
        "doc",
        "docs",
        "documentation",
        "documentations",
        "wiki",
        "manual",
        "manuel",
        "handbook",
        "adr",
    ];
    let one_of = |part: &str, all: &[&str]| all.iter().any(|one| part.eq_ignore_ascii_case(one));
    let above = path.rsplit_once('/').map_or("", |(above, _)| above);
    // "website/content/docs", "backend/data/docs": where tools look for the documentation of the project.
    if above.split('/').any(|part| one_of(part, &["doc", "docs"])) {
        return false;
    }
    above
        .split('/')
        .find(|part| one_of(part, folders) || one_of(part, &DOCUMENTATION))
        .is_some_and(|part| one_of(part, folders))
}
