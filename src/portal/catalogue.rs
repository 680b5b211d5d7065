// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The portal's export of its datasets, for machines that reach no network.
//!
//! The public export weighs 177 MB: it is read once, row by row, and of each dataset a few fields are kept. It holds
//! neither deleted nor private datasets, few criteria of quality and no resource, so that an absence proves nothing.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use csv::StringRecord;

use super::read::answered;
use crate::model::{
    Criterion, DatasetRecord, ObjectKey, ObjectKind, PortalAnswer, PortalObject, PortalOutcome, PortalSource,
    Publisher, Quality, Silence,
};

/// Longest row, in bytes: a hostile file must not fill the memory.
const LONGEST: usize = 4 << 20;

/// The titles under which the export names licences, as the portal's software and public pages write them, and the
/// identifiers of the API. A title that is not here is a licence that is not known.
const LICENCES: &[(&str, &str)] = &[
    ("licence ouverte / open licence version 2.0", "lov2"),
    ("licence ouverte / open licence", "fr-lo"),
    ("open data commons open database license (odbl)", "odc-odbl"),
    ("open data commons attribution license", "odc-by"),
    (
        "open data commons public domain dedication and licence (pddl)",
        "odc-pddl",
    ),
    ("creative commons attribution", "cc-by"),
    ("creative commons attribution share-alike", "cc-by-sa"),
    ("creative commons cczero", "cc-zero"),
    ("license not specified", "notspecified"),
    ("licence not specified", "notspecified"),
    ("other (open)", "other-open"),
    ("other (public domain)", "other-pd"),
    ("other (attribution)", "other-at"),
];

/// Why an export cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The file cannot be opened or read.
    #[error("could not read the catalogue \"{}\": {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// The file is not the export of datasets.
    #[error(
        "\"{}\" is not the export of datasets of data.gouv.fr: it has no column \"{column}\"; see docs/datasets.md", path.display()
    )]
    Column {
        /// The file.
        path: PathBuf,
        /// The column that lacks.
        column: &'static str,
    },
    /// A row cannot be read.
    #[error("line {line} of the catalogue \"{}\" cannot be read: {reason}", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
}

/// An export: the datasets by identifier, and their slugs.
#[derive(Debug)]
pub(super) struct Catalogue {
    datasets: BTreeMap<String, PortalObject>,
    slugs: BTreeMap<String, String>,
    /// The date of the file, in seconds since 1970-01-01 UTC.
    dated: i64,
}

/// Where the columns are.
struct Columns {
    id: usize,
    slug: usize,
    title: Option<usize>,
    organization: Option<usize>,
    organization_id: Option<usize>,
    owner: Option<usize>,
    licence: Option<usize>,
    frequency: Option<usize>,
    last_update: Option<usize>,
    archived: Option<usize>,
    count: Option<usize>,
    formats: Option<usize>,
    quality: Option<usize>,
    access: Option<usize>,
    description: Option<usize>,
    /// Of the period covered: its first day and its last one.
    period: Vec<usize>,
    /// Of the territory covered: how fine it is told, and its zones.
    territory: Vec<usize>,
}

/// Characters of a description above which the portal takes it for one.
const DESCRIBED: usize = 100;

impl Columns {
    fn of(header: &StringRecord, path: &Path) -> Result<Self, CatalogueError> {
        let at = |name: &str| header.iter().position(|column| column.trim() == name);
        let all = |names: &[&str]| names.iter().filter_map(|name| at(name)).collect();
        let needed = |column: &'static str| {
            at(column).ok_or_else(|| CatalogueError::Column {
                path: path.to_owned(),
                column,
            })
        };
        Ok(Self {
            id: needed("id")?,
            slug: needed("slug")?,
            title: at("title"),
            organization: at("organization"),
            organization_id: at("organization_id"),
            owner: at("owner"),
            licence: at("license"),
            frequency: at("frequency"),
            last_update: at("last_update"),
            archived: at("archived"),
            count: at("resources_count"),
            formats: at("resources_formats"),
            quality: at("quality_score"),
            // The export of 2025 has no such column: how open the data is, it then does not tell.
            access: at("access_type"),
            description: at("description"),
            period: all(&["temporal_coverage.start", "temporal_coverage.end"]),
            territory: all(&["spatial.granularity", "spatial.zones"]),
        })
    }

    fn object(&self, row: &StringRecord) -> Option<PortalObject> {
        let text = |at: Option<usize>| {
            let text = row.get(at?)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let organization = text(self.organization);
        let percent = text(self.quality)
            .and_then(|score| score.parse::<f64>().ok())
            .filter(|score| (0.0..=1.0).contains(score));
        Some(PortalObject {
            id: text(Some(self.id))?,
            slug: text(Some(self.slug)),
            title: text(self.title),
            archived: text(self.archived).filter(|value| !value.eq_ignore_ascii_case("false")),
            dataset_id: None,
            reuse: None,
            dataset: Some(DatasetRecord {
                personal: match (&organization, self.owner) {
                    (Some(_), _) => Some(false),
                    (None, Some(_)) => text(self.owner).map(|_| true),
                    (None, None) => None,
                },
                organization: organization.map(|name| Publisher {
                    id: text(self.organization_id),
                    name,
                    slug: None,
                    badges: None,
                }),
                licence: text(self.licence).and_then(|title| licence(&title)),
                frequency: text(self.frequency),
                access: text(self.access),
                last_update: text(self.last_update).and_then(|text| super::read::seconds(&text)),
                resource_count: text(self.count).and_then(|count| count.parse().ok()),
                formats: self.formats.map(|at| {
                    row.get(at)
                        .unwrap_or_default()
                        .split(',')
                        .map(str::trim)
                        .filter(|format| !format.is_empty())
                        .map(str::to_owned)
                        .collect()
                }),
                quality: self.quality(row, percent),
                ..DatasetRecord::default()
            }),
        })
    }
}

impl Columns {
    /// The score, and the criteria that the row shows.
    fn quality(&self, row: &StringRecord, percent: Option<f64>) -> Quality {
        let text = |at: &usize| row.get(*at).unwrap_or_default();
        let any = |columns: &Vec<usize>| {
            (!columns.is_empty()).then(|| columns.iter().any(|at| !text(at).trim().is_empty()))
        };
        let description = self.description.as_ref().map(text);
        let mut quality = Quality {
            percent: percent.map(percent_of),
            partial: true,
            ..Quality::default()
        };
        quality.set(Criterion::TemporalCoverage, any(&self.period));
        quality.set(Criterion::SpatialCoverage, any(&self.territory));
        quality.set(
            Criterion::Description,
            description.map(|text| text.chars().count() > DESCRIBED),
        );
        quality
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the score lies between 0 and 1"
)]
fn percent_of(score: f64) -> u8 {
    (score * 100.0).round() as u8
}

fn licence(title: &str) -> Option<String> {
    let folded = title.to_lowercase();
    let known = LICENCES.iter().find(|(known, _)| *known == folded);
    known.map(|(_, id)| (*id).to_owned())
}

impl Catalogue {
    /// Reads an export.
    pub(super) fn open(path: &Path) -> Result<Self, CatalogueError> {
        let failed = |source| CatalogueError::Read {
            path: path.to_owned(),
            source,
        };
        let mut file = File::open(path).map_err(failed)?;
        let dated = file
            .metadata()
            .and_then(|meta| meta.modified())
            .map_err(failed)?
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or_default());
        let delimiter = delimiter(&mut file).map_err(failed)?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(BufReader::with_capacity(1 << 20, file));
        let row_error = |line: u64, reason: String| CatalogueError::Row {
            path: path.to_owned(),
            line,
            reason,
        };
        let header = reader
            .headers()
            .map_err(|error| row_error(1, error.to_string()))?
            .clone();
        let columns = Columns::of(&header, path)?;
        let (mut datasets, mut slugs) = (BTreeMap::new(), BTreeMap::new());
        let mut row = StringRecord::new();
        loop {
            let line = reader.position().line();
            match reader.read_record(&mut row) {
                Ok(false) => break,
                Ok(true) if row.as_slice().len() > LONGEST => {
                    return Err(row_error(line, format!("it is longer than {LONGEST} bytes")));
                }
                Ok(true) => {
                    if let Some(object) = columns.object(&row) {
                        if let Some(slug) = &object.slug {
                            slugs.insert(slug.clone(), object.id.clone());
                        }
                        datasets.insert(object.id.clone(), object);
                    }
                }
                Err(error) => return Err(row_error(line, error.to_string())),
            }
        }
        Ok(Self {
            datasets,
            slugs,
            dated,
        })
    }

    pub(super) fn answer(&self, key: &ObjectKey) -> PortalAnswer {
        let found = (key.kind() == ObjectKind::Dataset)
            .then(|| {
                let id = self.slugs.get(key.id()).map_or(key.id(), String::as_str);
                self.datasets.get(id)
            })
            .flatten();
        match found {
            Some(object) => answered(
                PortalOutcome::Found(Box::new(object.clone())),
                PortalSource::Catalogue,
                self.dated,
            ),
            None => PortalAnswer::silence(Silence::NotInCatalogue),
        }
    }
}

/// The sign between the columns: the portal's software writes `;`, copies of it often `,`.
fn delimiter(file: &mut File) -> std::io::Result<u8> {
    let mut header = Vec::new();
    BufReader::new(file.by_ref().take(LONGEST as u64)).read_until(b'\n', &mut header)?;
    file.rewind()?;
    let header = String::from_utf8_lossy(&header);
    let count = |sign: char| header.matches(sign).count();
    Ok(if count(';') >= count(',') { b';' } else { b',' })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::{Catalogue, CatalogueError, licence};
    use crate::model::{Criterion, Environment, ObjectKey, ObjectKind, PortalOutcome, PortalSource, Silence};

    fn open(text: &str) -> Result<Catalogue, CatalogueError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Catalogue::open(file.path())
    }

    #[test]
    fn an_export_answers_for_what_it_holds() {
        let text = "id;title;slug;organization;license;frequency;archived;resources_count;resources_formats;quality_score\n\
            5d13a8b6634f41070a43dff3;\"Eau; et air\";eau;Insee;Licence Ouverte / Open Licence version 2.0;daily;False;2;\"csv,pdf\";0.78\n\
            5d13a8b6634f41070a43dff4;Vieux;vieux;;Une licence;;True;0;;\n";
        let catalogue = open(text).unwrap();
        let key = |id| ObjectKey::new(Environment::Production, ObjectKind::Dataset, id).unwrap();
        for id in ["eau", "5d13a8b6634f41070a43dff3"] {
            let answer = catalogue.answer(&key(id));
            assert_eq!(answer.source, Some(PortalSource::Catalogue));
            let record = answer.object().unwrap().dataset.clone().unwrap();
            assert_eq!(record.licence.as_deref(), Some("lov2"));
            assert_eq!(record.quality.percent, Some(78));
            assert_eq!(record.formats, Some(vec!["csv".to_owned(), "pdf".to_owned()]));
            assert_eq!(answer.object().unwrap().archived, None);
            assert_eq!(record.contacts, None, "the export does not tell");
            assert_eq!(record.access, None);
        }
        let old = catalogue.answer(&key("vieux"));
        assert_eq!(old.object().unwrap().archived.as_deref(), Some("True"));
        assert_eq!(old.object().unwrap().dataset.as_ref().unwrap().licence, None);
        assert_eq!(
            old.object()
                .unwrap()
                .dataset
                .as_ref()
                .unwrap()
                .quality
                .of(Criterion::SpatialCoverage),
            None
        );
        let absent = catalogue.answer(&key("rien"));
        assert_eq!(
            absent.outcome,
            PortalOutcome::NotVerified(Silence::NotInCatalogue)
        );
        assert!(matches!(
            open("a,b\n1,2\n"),
            Err(CatalogueError::Column { column: "id", .. })
        ));
    }

    #[test]
    fn a_row_shows_some_criteria_of_quality() {
        let long = "é".repeat(101);
        let text = format!(
            "id;slug;description;temporal_coverage.start;temporal_coverage.end;spatial.granularity;spatial.zones\n\
            5d13a8b6634f41070a43dff3;eau;{long};2020-01-01;;;France\n\
            5d13a8b6634f41070a43dff4;air;court;;;;\n"
        );
        let catalogue = open(&text).unwrap();
        for (id, met) in [("eau", true), ("air", false)] {
            let key = ObjectKey::new(Environment::Production, ObjectKind::Dataset, id).unwrap();
            let quality = catalogue
                .answer(&key)
                .object()
                .unwrap()
                .dataset
                .as_ref()
                .unwrap()
                .quality;
            for criterion in [
                Criterion::Description,
                Criterion::TemporalCoverage,
                Criterion::SpatialCoverage,
            ] {
                assert_eq!(quality.of(criterion), Some(met), "{id} {criterion:?}");
            }
            assert_eq!(quality.of(Criterion::Documentation), None);
            assert_eq!(
                (quality.met(), quality.missing()),
                (None, Vec::new()),
                "six are not told"
            );
        }
    }

    #[test]
    fn titles_of_licences_are_those_of_the_portal() {
        for (title, id) in [
            ("Licence Ouverte / Open Licence version 2.0", Some("lov2")),
            ("Licence Ouverte / Open Licence", Some("fr-lo")),
            ("Open Data Commons Open Database License (ODbL)", Some("odc-odbl")),
            ("Open Data Commons Attribution License", Some("odc-by")),
            (
                "Open Data Commons Public Domain Dedication and Licence (PDDL)",
                Some("odc-pddl"),
            ),
            ("Creative Commons CCZero", Some("cc-zero")),
            ("Creative Commons Attribution", Some("cc-by")),
            ("Creative Commons Attribution Share-Alike", Some("cc-by-sa")),
            ("License Not Specified", Some("notspecified")),
            ("Other (Attribution)", Some("other-at")),
            ("Other (Open)", Some("other-open")),
            ("Other (Public Domain)", Some("other-pd")),
            ("Une licence", None),
        ] {
            assert_eq!(licence(title).as_deref(), id, "{title}");
        }
    }
}
