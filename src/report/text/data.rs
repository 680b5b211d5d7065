// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What data.gouv.fr says of the datasets that the repository uses, and the data that it holds, for the terminal.

use std::collections::BTreeMap;

use super::colon;
use super::page::{DIM, Page};
use crate::report::wire::v1::{Audit, DataFile, PortalObject};
use crate::report::wording;

/// Most objects and folders that are told.
const MOST: usize = 20;

/// Most places of one object that are told.
const MOST_PLACES: usize = 3;

pub(super) fn section(page: &mut Page, audit: &Audit) {
    portal(page, audit);
    folders(page, &audit.data);
}

fn portal(page: &mut Page, audit: &Audit) {
    let told: Vec<&PortalObject> = audit
        .portal
        .iter()
        .filter(|one| one.role != "mentioned")
        .collect();
    if told.is_empty() {
        return;
    }
    page.section("portal", Some(told.len()));
    for one in told.iter().take(MOST) {
        object(page, one);
    }
    page.more("  ", told.len().saturating_sub(MOST));
    let dates = told
        .iter()
        .filter_map(|one| Some((one.asked.as_deref()?, one.source.as_deref()?)));
    let text = match dates.min() {
        None => page.t("portal_source_none").to_owned(),
        Some((day, source)) => {
            let key = if source == "api" {
                "portal_source_api"
            } else {
                "portal_source_catalogue"
            };
            page.t(key).replace("{day}", &wording::day(page.lang, day))
        }
    };
    page.line("", "", &text, Some(DIM));
}

fn object(page: &mut Page, one: &PortalObject) {
    let mut parts = vec![one.state_message.clone(), one.role_message.clone()];
    parts.extend(one.organization.clone());
    if let Some(licence) = &one.licence_message {
        parts.push(page.label("portal_licence").to_lowercase() + licence);
    }
    let text = format!("{}{} {}", one.name, colon(page.lang), parts.join(", "));
    page.line("• ", "  ", &text, None);
    let mut figures = Vec::new();
    if let Some(day) = &one.last_update {
        let mut text = page.label("portal_update") + &wording::day(page.lang, day);
        if let Some(frequency) = &one.frequency_message {
            text = format!("{text} ({frequency})");
        }
        figures.push(text);
    }
    let count = |page: &Page<'_>, key: &str, n: usize| page.strings.count(key, n);
    if let Some(days) = one.days_late {
        figures.push(count(
            page,
            "days_late",
            usize::try_from(days).unwrap_or_default(),
        ));
    }
    if let Some(resources) = one.resources {
        figures.push(count(page, "portal_resources", resources));
    }
    if let Some(gone) = one.unavailable.filter(|gone| *gone > 0) {
        figures.push(count(page, "portal_unavailable", gone));
    }
    if let Some(quality) = &one.quality {
        let percent = quality.percent.to_string();
        figures.push(page.t("portal_quality").replace("{n}", &percent));
    }
    if !figures.is_empty() {
        page.line("  ", "  ", &figures.join(", "), Some(DIM));
    }
    let places: Vec<String> = one
        .places
        .iter()
        .take(MOST_PLACES)
        .filter_map(|place| match (&place.path, place.line) {
            (Some(path), Some(line)) => Some(format!("{path}:{line}")),
            (path, _) => path.clone(),
        })
        .collect();
    if !places.is_empty() {
        let more = one.places.len().saturating_sub(MOST_PLACES);
        let rest = if more > 0 {
            format!(" {}", count(page, "more", more))
        } else {
            String::new()
        };
        let text = page.label("portal_where") + &places.join(", ") + &rest;
        page.line("  ", "  ", &text, Some(DIM));
    }
    if let Some(next) = &one.next {
        let label = page.label("next_step");
        page.line(&format!("  → {label}"), "    ", next, None);
    }
}

fn folders(page: &mut Page, files: &[DataFile]) {
    if files.is_empty() {
        return;
    }
    let mut by_folder: BTreeMap<&str, Vec<&DataFile>> = BTreeMap::new();
    for file in files {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        by_folder.entry(folder).or_default().push(file);
    }
    page.section("data_files", Some(files.len()));
    for (folder, files) in by_folder.iter().take(MOST) {
        self::folder(page, folder, files);
    }
    let left = by_folder.len().saturating_sub(MOST);
    if left > 0 {
        page.line("  ", "  ", &page.strings.count("data_folders", left), None);
    }
}

fn folder(page: &mut Page, folder: &str, files: &[&DataFile]) {
    let of = files.len();
    let share = |page: &Page<'_>, key: &'static str, n: usize| {
        let text = page.t(key).replace("{n}", &n.to_string());
        text.replace("{of}", &of.to_string())
    };
    let mut formats: Vec<&str> = files.iter().map(|file| file.format.as_str()).collect();
    formats.sort_unstable();
    formats.dedup();
    let bytes = files.iter().map(|file| file.size).collect();
    let mut parts = vec![
        page.strings.count("data_count", of),
        wording::total(page.lang, bytes),
        formats.join(", "),
        share(
            page,
            "data_licences",
            files.iter().filter(|file| file.licensed).count(),
        ),
        share(
            page,
            "data_schemas",
            files.iter().filter(|file| file.schema.is_some()).count(),
        ),
    ];
    let sure = |file: &&&DataFile| file.published_by.as_deref() == Some("checksum");
    let published = files.iter().filter(sure).count();
    if published > 0 {
        parts.push(share(page, "data_same", published));
    }
    let name = if folder.is_empty() {
        page.t("data_root")
    } else {
        folder
    };
    let text = format!("{name}{} {}", colon(page.lang), parts.join(", "));
    page.line("• ", "  ", &text, None);
    let mut personal: Vec<&str> = files
        .iter()
        .flat_map(|file| file.personal.iter().map(String::as_str))
        .collect();
    personal.sort_unstable();
    personal.dedup();
    if !personal.is_empty() {
        let text = page
            .t("data_seems_personal")
            .replace("{what}", &personal.join(", "));
        page.line("  ! ", "    ", &text, None);
    }
}
