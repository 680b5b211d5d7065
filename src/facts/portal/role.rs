// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a repository has to do with a dataset: it publishes it, reads it, names it, or nobody can tell.

use std::collections::BTreeSet;

use super::address;
use super::naming::{Naming, ending, is_all_of};
use crate::facts::Facts;
use crate::model::{
    Bearing, DataLink, DatasetRole, Environment, ManifestKey, ObjectKind, PortalAnswer, PortalAnswers,
    Publisher, RoleReason, fold,
};

/// What is known of the team, to be compared with who publishes a dataset.
pub(super) struct Team {
    administration: Option<String>,
    /// Addresses of the repository, as its manifests, its forge and whoever asks tell them, in their canonical form.
    addresses: Vec<String>,
    /// Identifiers of the datasets of which a reuse names the repository.
    reused: BTreeSet<String>,
    /// Identifiers of the datasets of which every reuse is known.
    listed: BTreeSet<String>,
    /// Whether a program writes to the public portal and names no dataset there: other code tells it which one.
    publishes_elsewhere: bool,
}

impl Team {
    pub(super) fn of(facts: &Facts, answers: &PortalAnswers) -> Self {
        let manifests = facts.manifests.iter();
        let mut addresses: Vec<String> = manifests
            .filter_map(|manifest| manifest.get(ManifestKey::Repository))
            .map(|value| value.value.as_str())
            .chain(facts.addresses.iter().map(String::as_str))
            .filter_map(address::canonical)
            .collect();
        // Below the root there may be groups that these two words do not tell.
        if facts.addresses.is_empty()
            && let Some(forge) = facts.forge.as_option()
            && let (Some(account), Some(name)) = (&forge.account, &forge.name)
        {
            let forge = format!("{}/{name}", account.trim_end_matches('/'));
            addresses.extend(address::canonical(&forge));
        }
        let mut team = Self {
            administration: facts.declared.administration.clone(),
            addresses,
            reused: BTreeSet::new(),
            listed: BTreeSet::new(),
            publishes_elsewhere: publishes_elsewhere(&facts.links),
        };
        let reuses = || {
            answers
                .values()
                .filter_map(|answer| answer.object()?.reuse.as_ref())
        };
        team.listed = reuses()
            .filter(|reuse| reuse.whole)
            .flat_map(|reuse| reuse.datasets.iter().cloned())
            .collect();
        team.reused = reuses()
            .filter(|reuse| reuse.mentions.iter().any(|address| team.is_own(address)))
            .flat_map(|reuse| reuse.datasets.iter().cloned())
            .collect();
        team
    }

    /// The role of an object, and what tells it. `said`: whether it is declared as published; what is declared
    /// outweighs everything else.
    pub(super) fn role(
        &self,
        answer: &PortalAnswer,
        said: Option<bool>,
        links: &[&DataLink],
    ) -> (DatasetRole, RoleReason) {
        match said {
            Some(true) => return (DatasetRole::Published, RoleReason::Declared),
            Some(false) => return (DatasetRole::Consumed, RoleReason::Declared),
            None => {}
        }
        if self.is_named(answer) == Some(true) {
            return (DatasetRole::Published, RoleReason::Backlink);
        }
        let publisher = answer
            .object()
            .and_then(|object| object.dataset.as_ref()?.organization.as_ref());
        if publisher.is_some_and(|one| self.is_team(one)) {
            return (DatasetRole::Published, RoleReason::Organization);
        }
        // Who makes a reuse reads the dataset.
        if self.is_reused(answer) {
            return (DatasetRole::Consumed, RoleReason::Reuse);
        }
        if links.iter().any(|link| link.bearing == Bearing::Claim) {
            return (DatasetRole::ToConfirm, RoleReason::InDocument);
        }
        let uses = |bearing: Bearing| links.iter().any(|link| link.bearing == bearing);
        let sent = |link: &&DataLink| link.bearing == Bearing::Code && may_be_sent_to(link);
        let written = |link: &&DataLink| link.bearing == Bearing::Publishing && may_be_written(link);
        if links.iter().any(written) || self.publishes_elsewhere && links.iter().any(sent) {
            return (DatasetRole::ToConfirm, RoleReason::InPublishingCode);
        }
        // What a program cannot write to, it reads.
        if uses(Bearing::Code) || uses(Bearing::Publishing) {
            return (DatasetRole::Consumed, RoleReason::InCode);
        }
        if uses(Bearing::Shown) {
            return (DatasetRole::ToConfirm, RoleReason::OnPage);
        }
        (DatasetRole::Mentioned, RoleReason::Elsewhere)
    }

    /// Whether the page of a dataset leads to the repository: it names it where it tells of the code, or by one of
    /// its reuses; `None` when that cannot be told.
    pub(super) fn backlink(&self, answer: &PortalAnswer) -> Option<bool> {
        if self.is_named(answer)? || self.is_reused(answer) {
            return Some(true);
        }
        let object = answer.object()?;
        let reuses = object.dataset.as_ref().and_then(|dataset| dataset.reuses);
        let no_more = reuses == Some(0) || self.listed.contains(&object.id);
        (no_more && !self.addresses.is_empty()).then_some(false)
    }

    /// Whether the reuses of a dataset may name the repository: some exist, nothing else leads to it, and its
    /// addresses are known.
    pub(super) fn may_be_reused(&self, answer: &PortalAnswer) -> bool {
        let dataset = answer.object().and_then(|object| object.dataset.as_ref());
        dataset.is_some_and(|dataset| dataset.reuses != Some(0))
            && !self.addresses.is_empty()
            && self.is_named(answer) == Some(false)
            && !self.is_reused(answer)
    }

    /// Whether the description or a resource of code names the repository; `None` when the portal does not tell.
    fn is_named(&self, answer: &PortalAnswer) -> Option<bool> {
        let mentions = answer.object()?.dataset.as_ref()?.mentions.as_ref()?;
        Some(mentions.iter().any(|address| self.is_own(address)))
    }

    fn is_reused(&self, answer: &PortalAnswer) -> bool {
        answer
            .object()
            .is_some_and(|object| self.reused.contains(&object.id))
    }

    /// Whether an address is the repository's, or a page below it.
    pub(super) fn is_own(&self, mentioned: &str) -> bool {
        let Some(mentioned) = address::canonical(mentioned) else {
            return false;
        };
        self.addresses
            .iter()
            .any(|own| address::is_below(&mentioned, own))
    }

    /// Whether an answer of the portal could show that the team publishes a dataset.
    pub(super) fn may_be_told(&self) -> bool {
        self.administration.is_some() || !self.addresses.is_empty()
    }

    /// Whether an organisation of the portal is the declared administration: by its name, by the letters that stand
    /// for it, or by its slug.
    fn is_team(&self, organization: &Publisher) -> bool {
        let Some(administration) = self.administration.as_deref() else {
            return false;
        };
        let (own, other) = (Naming::of(administration), Naming::of(&organization.name));
        let slug = organization.slug.as_deref().map(fold).unwrap_or_default();
        let by_slug = !slug.is_empty() && (own.whole == slug || own.long.as_ref() == Some(&slug));
        let by_ending = ending(&slug)
            .is_some_and(|letters| own.whole == letters && is_all_of(&letters, &organization.name));
        own.is_one_with(&other) || by_slug || by_ending
    }
}

/// Whether a program writes to the portal, and no such program names a dataset of the public one itself: one of the
/// demonstration beside the key is what the program is tried with.
fn publishes_elsewhere(links: &[DataLink]) -> bool {
    let mut writing = links
        .iter()
        .filter(|link| link.bearing == Bearing::Publishing)
        .peekable();
    let names = |link: &DataLink| {
        let key = link.target.key.as_ref();
        key.is_some_and(|key| {
            key.env() == Environment::Production
                && matches!(key.kind(), ObjectKind::Dataset | ObjectKind::Resource)
        })
    };
    writing.peek().is_some() && !writing.any(|link| may_be_written(link) && names(link))
}

/// Whether a program may write to what an address of the public portal names.
fn may_be_sent_to(link: &DataLink) -> bool {
    may_be_written(link) && link.target.env == Some(Environment::Production)
}

/// Whether a program may write to what an address names: nothing is sent to the permanent address of a file, to a file as
/// it was uploaded, or to the sites that show and search the content of resources.
fn may_be_written(link: &DataLink) -> bool {
    let site = link.target.host.strip_suffix("data.gouv.fr");
    matches!(site, Some("" | "www." | "demo." | "dev."))
        && !link.target.is_inferred()
        && !link.url.contains("/datasets/r/")
}

#[cfg(test)]
mod tests {
    use super::{Naming, Team};
    use crate::model::Publisher;

    fn team(administration: &str, address: &str) -> Team {
        Team {
            administration: Some(administration.to_owned()),
            addresses: super::address::canonical(address).into_iter().collect(),
            reused: std::collections::BTreeSet::new(),
            listed: std::collections::BTreeSet::new(),
            publishes_elsewhere: false,
        }
    }

    #[test]
    fn an_address_is_the_repository_or_below_it() {
        let team = team("", "git+https://github.com/etalab/Carte.git");
        for (address, own) in [
            ("https://github.com/etalab/carte", true),
            ("https://github.com/etalab/carte/", true),
            ("https://github.com/etalab/carte/blob/main/README.md", true),
            ("https://github.com/etalab/carte-2", false),
            ("https://github.com/etalab", false),
            ("", false),
        ] {
            assert_eq!(team.is_own(address), own, "{address}");
        }
    }

    #[test]
    fn an_organisation_is_the_administration_by_its_name_or_its_letters() {
        let publisher = |name: &str, slug: &str| Publisher {
            name: name.to_owned(),
            slug: Some(slug.to_owned()),
            ..Publisher::default()
        };
        let insee = publisher(
            "Institut national de la statistique et des études économiques (Insee)",
            "institut-national-de-la-statistique-et-des-etudes-economiques-insee",
        );
        assert!(team("INSEE", "").is_team(&insee));
        assert!(
            team(
                "Institut National de la statistique et des etudes economiques",
                ""
            )
            .is_team(&insee)
        );
        assert!(!team("Institut", "").is_team(&insee));
        let unnamed = Publisher {
            name: "Institut national de la statistique et des études économiques".to_owned(),
            ..insee.clone()
        };
        assert!(team("Insee", "").is_team(&unnamed), "by the end of the slug");
        for (administration, name) in [
            (
                "IGN",
                "Institut national de l'information géographique et forestière (IGN)",
            ),
            (
                "Institut national de l’information géographique et forestière",
                "Institut national de l'information géographique et forestière (IGN)",
            ),
            ("ADEME", "Agence de la transition écologique (ADEME)"),
            ("DINUM", "Direction interministérielle du numérique (DINUM)"),
            (
                "Cerema",
                "Centre d'études et d'expertise sur les risques, l'environnement, la mobilité et l'aménagement (Cerema)",
            ),
            ("ANCT", "ANCT - Agence nationale de la cohésion des territoires"),
            (
                "Agence nationale de la cohésion des territoires",
                "ANCT - Agence nationale de la cohésion des territoires",
            ),
            (
                "Shom",
                "Service hydrographique et océanographique de la marine – Shom",
            ),
        ] {
            assert!(
                team(administration, "").is_team(&publisher(name, "x")),
                "{administration}"
            );
        }
        for (administration, name, slug) in [
            (
                "Agence régionale de santé (ARA)",
                "Agence régionale de santé (IDF)",
                "ars-idf",
            ),
            ("IDF", "Agence régionale de santé (IDF)", "ars-idf"),
            (
                "Nord",
                "Conseil départemental du Nord",
                "conseil-departemental-du-nord",
            ),
            ("Paris", "Ville de Paris", "ville-de-paris"),
            ("Culture", "Ministère de la Culture", "ministere-de-la-culture"),
            (
                "Métropole",
                "Métropole du Grand Paris",
                "metropole-du-grand-paris",
            ),
            ("Ministère", "Ministère - Culture", "ministere-culture"),
        ] {
            assert!(
                !team(administration, "").is_team(&publisher(name, slug)),
                "{administration}"
            );
        }
        assert!(!team("", "").is_team(&publisher("", "")));
        assert!(team("Ministère de la Culture", "").is_team(&publisher("x", "ministere-de-la-culture")));
        let named = Naming::of("Régie des eaux (RDE)");
        assert_eq!(
            (&*named.whole, named.long.as_deref(), named.letters.as_deref()),
            ("regie des eaux rde", Some("regie des eaux"), Some("rde"))
        );
        // What tells two administrations apart is no short name.
        for (one, other) in [
            ("Conseil départemental (Ain)", "Conseil départemental (Aisne)"),
            (
                "Ministère de la Culture (France)",
                "Ministère de la Justice (France)",
            ),
            ("Ville de Saint-Denis (93)", "Ville de Saint-Denis (974)"),
        ] {
            assert!(!team(one, "").is_team(&publisher(other, "x")), "{one}");
        }
    }
    #[test]
    fn letters_that_many_bear_make_no_two_of_them_one() {
        let is_one = |administration: &str, name: &str| {
            let slug = crate::model::fold(name).replace(' ', "-");
            let publisher = Publisher {
                name: name.to_owned(),
                slug: Some(slug),
                ..Publisher::default()
            };
            team(administration, "").is_team(&publisher)
        };
        for (one, other) in [
            (
                "Agence régionale de santé Normandie (ARS)",
                "Agence régionale de santé Bretagne (ARS)",
            ),
            ("DDT du Nord (DDT)", "DDT de la Creuse (DDT)"),
            ("CHU de Nantes (CHU)", "CHU de Rennes (CHU)"),
            ("SDIS du Nord - SDIS", "SDIS de l'Ain - SDIS"),
            (
                "Direction régionale de l'environnement, de l'aménagement et du logement (DREAL) Bretagne",
                "Direction régionale de l'environnement, de l'aménagement et du logement (DREAL) Occitanie",
            ),
            ("Académie (ACA) de Lille", "Académie (ACA) de Lyon"),
            ("ARS", "Agence régionale de santé Normandie (ARS)"),
            ("ARS", "Agence régionale de santé Auvergne-Rhône-Alpes (ARS)"),
            ("ARS", "AGENCE REGIONALE DE SANTE NORMANDIE (ARS)"),
            ("ars", "agence régionale de santé normandie (ars)"),
            ("DDT", "DDT de la Creuse (DDT)"),
            ("CHU", "CHU de Nantes - CHU"),
            ("ACA", "Académie (ACA) de Lille"),
            ("DREAL", "DREAL - Bretagne"),
            ("DREAL", "Direction régionale (DREAL) - Bretagne"),
            ("Agence de la santé (ADS)", "Agence du sport (ADS)"),
        ] {
            assert!(!is_one(one, other), "{one}: {other}");
            assert!(!is_one(other, one), "{other}: {one}");
        }
        for (one, other) in [
            (
                "Agence régionale de santé Normandie (ARS)",
                "Agence régionale de santé Normandie",
            ),
            (
                "Agence régionale de santé Normandie (ARS)",
                "ARS - Agence régionale de santé Normandie",
            ),
            ("CHU de Nantes (CHU)", "CHU de Nantes"),
            ("DINUM", "Direction interministérielle du Numérique (DINUM)"),
            (
                "Insee",
                "Institut National de la Statistique et des Études Économiques (Insee)",
            ),
            ("DGFiP", "Direction générale des Finances publiques (DGFiP)"),
            ("IDFM", "Île-de-France Mobilités (IDFM)"),
            ("Ministère de la Culture", "Ministère de la Culture"),
            ("DREAL - Bretagne", "DREAL Bretagne"),
        ] {
            assert!(is_one(one, other), "{one}: {other}");
            assert!(is_one(other, one), "{other}: {one}");
        }
    }
}
