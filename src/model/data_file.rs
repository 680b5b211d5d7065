// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Data that a repository tracks: tables, maps, statistics, databases.

use std::sync::Arc;

/// The format of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFormat {
    /// Comma- or semicolon-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// A table compressed with gzip.
    CsvGz,
    /// One JSON value a line.
    JsonLines,
    /// A list of records in JSON.
    Json,
    /// Another content compressed with gzip.
    Gzip,
    /// An archive (ZIP) that holds tables.
    Archive,
    /// Timetables of public transport (GTFS).
    Gtfs,
    /// Excel, before 2007.
    Xls,
    /// Excel, Office Open XML.
    Xlsx,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// Apache Parquet.
    Parquet,
    /// Apache Arrow or Feather.
    Arrow,
    /// Apache ORC.
    Orc,
    /// Apache Avro.
    Avro,
    /// `GeoJSON`.
    GeoJson,
    /// `TopoJSON`.
    TopoJson,
    /// Shapefile (the `.shp` stands for the others).
    Shapefile,
    /// `dBase`, alone or beside a shapefile.
    Dbf,
    /// OGC `GeoPackage`.
    GeoPackage,
    /// `FlatGeobuf`.
    FlatGeobuf,
    /// GML.
    Gml,
    /// KML or KMZ.
    Kml,
    /// GPX.
    Gpx,
    /// Tiles: `MBTiles` or `PMTiles`.
    Tiles,
    /// `SQLite`.
    Sqlite,
    /// `DuckDB`.
    DuckDb,
    /// R data.
    R,
    /// `NetCDF`.
    NetCdf,
    /// HDF5.
    Hdf5,
    /// SAS, SPSS or Stata.
    Statistics,
    /// PC-Axis.
    Px,
    /// Microsoft Access.
    Access,
}

impl DataFormat {
    /// Whether such a file holds records, whose columns may speak of persons. Images, tracks and arrays of measures have
    /// none.
    #[must_use]
    pub fn has_columns(self) -> bool {
        !matches!(self, Self::Tiles | Self::NetCdf | Self::Hdf5 | Self::Gpx)
    }

    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::CsvGz => "CSV (gzip)",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
            Self::Gzip => "gzip",
            Self::Archive => "ZIP",
            Self::Gtfs => "GTFS",
            Self::Xls => "XLS",
            Self::Xlsx => "XLSX",
            Self::Ods => "ODS",
            Self::Parquet => "Parquet",
            Self::Arrow => "Arrow",
            Self::Orc => "ORC",
            Self::Avro => "Avro",
            Self::GeoJson => "GeoJSON",
            Self::TopoJson => "TopoJSON",
            Self::Shapefile => "Shapefile",
            Self::Dbf => "DBF",
            Self::GeoPackage => "GeoPackage",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::Gml => "GML",
            Self::Kml => "KML",
            Self::Gpx => "GPX",
            Self::Tiles => "MBTiles/PMTiles",
            Self::Sqlite => "SQLite",
            Self::DuckDb => "DuckDB",
            Self::R => "R",
            Self::NetCdf => "NetCDF",
            Self::Hdf5 => "HDF5",
            Self::Statistics => "SAS/SPSS/Stata",
            Self::Px => "PC-Axis",
            Self::Access => "Access",
        }
    }
}

/// What was seen of a table without judging it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableShape {
    /// Rows below the header; `None` when they were not counted.
    pub rows: Option<u64>,
    /// Names of the columns; empty when the first row is no header. For a map, the properties of its first
    /// feature.
    pub header: Vec<String>,
    /// The sign between the columns of a text.
    pub delimiter: Option<char>,
    /// The encoding of a text, such as `utf-8`, `windows-1252` or `ibm850`.
    pub encoding: Option<&'static str>,
}

/// What a column seems to hold of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalKind {
    /// A name of a person.
    Name,
    /// A date or place of birth.
    Birth,
    /// The number of the social security (NIR) or another number of a person.
    Number,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A postal address, beside another of these.
    Address,
    /// A number of a bank account.
    Bank,
    /// An address on the Internet.
    Network,
}

/// A column that seems to hold personal data, told by its name alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalColumn {
    /// Its name, as written.
    pub column: String,
    /// What it seems to hold.
    pub kind: PersonalKind,
}

/// A data file of the team: no fixture, no configuration, no translation, nothing under a kilobyte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// The file.
    pub path: Arc<str>,
    /// Its format: by the name's end, and by the first bytes where they were read.
    pub format: DataFormat,
    /// Size in bytes; for a pointer of Git LFS, the size that it announces.
    pub size: Option<u64>,
    /// The SHA-256 that a pointer of Git LFS announces, in small hexadecimal digits.
    pub lfs_sha256: Option<String>,
    /// Columns and rows, when they were cheap to see.
    pub table: Option<TableShape>,
    /// Whether some table of it has no header that was found, so that its columns are not known.
    pub nameless: bool,
    /// Columns that seem to hold personal data.
    pub personal: Vec<PersonalColumn>,
    /// Whether those columns may as well be an organisation's: somebody has to confirm it.
    pub perhaps_organisations: bool,
    /// Whether a licence is said for it: the data's, its folder's, its data package's, or by REUSE.
    pub licensed: bool,
    /// The schema that describes it, when the repository holds or names one.
    pub schema: Option<Arc<str>>,
}

impl DataFile {
    /// Whether it seems to speak of persons, and of no organisations.
    #[must_use]
    pub fn is_of_persons(&self) -> bool {
        !self.personal.is_empty() && !self.perhaps_organisations
    }

    /// Whether it may hold columns whose names are not known: it was not read, or no row of it is a header.
    #[must_use]
    pub fn hides_columns(&self) -> bool {
        self.format.has_columns() && (self.table.is_none() || self.nameless)
    }

    /// The folder that holds it; empty for the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}
