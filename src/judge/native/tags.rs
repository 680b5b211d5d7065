// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What manifests and the forge say of the last version, held against the tags.

use jiff::tz::TimeZone;

use super::agreement::{Release, is_dated, release};
use crate::facts::{Facts, Life, Manifest, ManifestValue};
use crate::judge::outcome::{Outcome, seen};
use crate::judge::state::day_of;
use crate::model::{Evidence, Known, ManifestKey, Message, MetadataNote, Place, Tag, Unknown, fold};

/// Days by which a tag may follow the day of the release that it marks.
const LATE_TAG_DAYS: i64 = 31;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// Holds at each version that is older than the newest version among the tags, and at each day of a release that
/// is well before that tag's: for `none`. A version that counts by years is held against such tags only, and any
/// other against the others: the tag of a day says nothing of version 1.3.
pub(super) fn behind_tags(facts: &Facts) -> Outcome {
    let root = || facts.manifests.iter().filter(|one| !one.path.contains('/'));
    let mut versions: Vec<(&Manifest, &ManifestValue, Release)> = root()
        .filter_map(|one| {
            let value = one.get(ManifestKey::Version)?;
            Some((one, value, release(one, &value.value)?))
        })
        .collect();
    let days: Vec<(&Manifest, &ManifestValue, i64)> = root()
        .filter_map(|one| {
            let value = one.get(ManifestKey::ReleaseDate)?;
            let day: jiff::civil::Date = value.value.parse().ok()?;
            Some((
                one,
                value,
                TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?.as_second(),
            ))
        })
        .collect();
    if versions.is_empty() && days.is_empty() {
        return Outcome::Nothing;
    }
    let life = match &facts.life {
        Known::Yes(life) => life,
        Known::No(why) => return Outcome::unknown(why.clone()),
    };
    let names: Vec<String> = root()
        .filter_map(|one| Some(package(&one.get(ManifestKey::Name)?.value)))
        .collect();
    let tags = [
        newest_version(life, false, &names),
        newest_version(life, true, &names),
    ];
    let of = |dated: bool| tags[usize::from(dated)].as_ref();
    // The days are those of the versions beside them.
    let spoken = if versions.is_empty() {
        of(false).or(of(true))
    } else {
        versions.iter().find_map(|(_, _, own)| of(own.is_dated()))
    };
    versions.retain(|(_, _, own)| of(own.is_dated()).is_some());
    let Some((_, tag)) = spoken else {
        return if life.tags_whole {
            Outcome::Nothing
        } else {
            Outcome::unknown(Unknown::NoHistory)
        };
    };
    let older = versions.iter().filter_map(|(manifest, value, own)| {
        let (_, tag) = of(own.is_dated()).filter(|(newest, _)| own.is_before(newest))?;
        let note = MetadataNote::BehindTag {
            said: value.value.clone(),
            tag: tag.name.clone(),
        };
        Some(seen(
            Place::line(&manifest.path, value.line),
            Message::Metadata(note),
        ))
    });
    let earlier = days.iter().filter_map(|(manifest, value, day)| {
        let tagged = tag.time.filter(|time| time - day > LATE_TAG_DAYS * DAY)?;
        let note = MetadataNote::DayBeforeTag {
            said: value.value.clone(),
            tag: tag.name.clone(),
            day: day_of(tagged).to_string(),
        };
        Some(seen(
            Place::line(&manifest.path, value.line),
            Message::Metadata(note),
        ))
    });
    let behind: Vec<Evidence> = older.chain(earlier).collect();
    if !behind.is_empty() {
        return Outcome::Holds(behind);
    }
    if !life.tags_whole {
        return Outcome::unknown(Unknown::NoHistory);
    }
    let note = MetadataNote::Agree {
        field: "version",
        files: versions.len().max(days.len()),
    };
    Outcome::lacks(Place::repository(), Message::Metadata(note))
}

/// The newest of the tags that are versions of three numbers, by years or not, with its numbers.
fn newest_version<'a>(life: &'a Life, dated: bool, names: &[String]) -> Option<(Vec<u64>, &'a Tag)> {
    let versions = life.tags.iter().filter_map(|tag| {
        let numbers = numbers(version_of(&tag.name, names)?)?;
        (numbers.len() == 3 && is_dated(&numbers) == dated).then_some((numbers, tag))
    });
    versions.max_by(|(a, one), (b, other)| (a, &one.name).cmp(&(b, &other.name)))
}

/// The version that a tag names after nothing, a word for one (`v1.3.0`, `version-1.3.0`) or the name of the project
/// (`carte-1.3.0`, `@etat/carte@1.3.0`). What stands after another name is the version of another package.
fn version_of<'a>(tag: &'a str, names: &[String]) -> Option<&'a str> {
    let start = tag.len() - tag.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
    let whole = |start: usize| {
        let (before, version) = tag.split_at(start);
        let before = before.trim_end_matches(['-', '_', '/', '@', '.', ' ']);
        let before = before
            .strip_suffix(['v', 'V'])
            .filter(|rest| rest.is_empty() || rest.ends_with(['-', '_', '/', '@', '.', ' ']))
            .unwrap_or(before)
            .trim_end_matches(['-', '_', '/', '@', '.', ' ']);
        let word = package(before);
        let known = matches!(&*word, "" | "version" | "ver" | "release" | "rel" | "v");
        (known || names.contains(&word)).then_some(version)
    };
    // A name may hold a digit: the version begins after the last sign that is no part of one.
    let last = tag
        .rfind(|c: char| !c.is_ascii_digit() && c != '.')
        .map_or(0, |at| at + tag[at..].chars().next().map_or(1, char::len_utf8));
    whole(start)
        .filter(|version| numbers(version).is_some())
        .or_else(|| whole(last))
}

/// A package's name without its scope, in the form in which names are compared.
fn package(name: &str) -> String {
    fold(
        name.rsplit(['/', ':'])
            .find(|part| !part.is_empty())
            .unwrap_or(name),
    )
}

/// The numbers of a version that holds nothing else.
fn numbers(version: &str) -> Option<Vec<u64>> {
    version.split('.').map(|part| part.parse().ok()).collect()
}

/// Whether a release on the forge tells what changed.
pub(super) fn release_notes(facts: &Facts) -> Outcome {
    let forge = facts.forge.as_option().and_then(|forge| forge.release_notes);
    let lacks = || Outcome::lacks(Place::repository(), Message::NoReleaseNotes);
    match (forge, &facts.life) {
        (Some(true), _) => Outcome::Holds(vec![seen(Place::repository(), Message::ReleaseNotes)]),
        (Some(false), _) => lacks(),
        // A release is made from a tag.
        (None, Known::Yes(life)) if life.tags.is_empty() && life.tags_whole => lacks(),
        // Nothing was committed yet, so nothing was released.
        (None, Known::No(_)) if facts.last_commit.is_none() => lacks(),
        (None, _) => Outcome::unknown(Unknown::NoForge),
    }
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn versions_stand_after_words_for_one_and_after_the_project_s_name() {
        let names = ["carte ecoles".to_owned(), "carte2".to_owned()];
        for tag in [
            "1.3.0",
            "v1.3.0",
            "V1.3.0",
            "version-1.3.0",
            "version/1.3.0",
            "release-1.3.0",
            "release-v1.3.0",
            "carte-ecoles-1.3.0",
            "carte-ecoles@1.3.0",
            "@etat/carte-ecoles@1.3.0",
            "carte-ecoles-v1.3.0",
            "carte2-1.3.0",
        ] {
            assert_eq!(version_of(tag, &names), Some("1.3.0"), "{tag}");
        }
        for tag in ["autre-1.3.0", "api/v1.3.0", "prod", "autre@1.3.0", ""] {
            assert_eq!(
                version_of(tag, &names).filter(|one| !one.is_empty()),
                None,
                "{tag}"
            );
        }
    }
}
