// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What those who follow a cohort say of one repository, beside its own `.vigie.toml`.

use crate::model::{Datasets, Declarations, Waiver};
use crate::opendata;

use super::{Chosen, Config};

/// The settings of one repository in a cohort file.
#[derive(Debug, Clone, Default)]
pub struct Central {
    /// The profile to judge by; it outweighs the repository's own.
    pub profile: Option<Chosen>,
    /// Faults that the programme lives with for a while.
    pub waivers: Vec<Waiver>,
    /// What no machine can guess.
    pub declared: Declarations,
}

impl Central {
    /// A text that differs when the settings differ, to tell whether an earlier audit still holds.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        // Where the profile is asked for changes no verdict.
        let profile = self.profile.as_ref().map(|chosen| &chosen.id);
        format!("{profile:?} {:?} {:?}", self.waivers, self.declared)
    }
}

impl Config {
    /// The repository's own settings with the central ones. Waivers add up, the repository's first.
    /// A declaration of the repository outweighs the central one: the team knows best.
    #[must_use]
    pub fn with_central(mut self, central: &Central) -> Self {
        self.profile = central.profile.clone().or(self.profile);
        self.waivers.extend(central.waivers.iter().map(|waiver| Waiver {
            central: true,
            ..waiver.clone()
        }));
        self.declared = merge(self.declared, &central.declared);
        self
    }
}

fn merge(own: Declarations, central: &Declarations) -> Declarations {
    let mut filled = own.central.clone();
    let mut mark = |absent: bool, given: bool, key: &str| {
        if absent && given {
            filled.insert(key.to_owned());
        }
    };
    mark(
        own.inherited_licence.is_none(),
        central.inherited_licence.is_some(),
        "inherited-licence",
    );
    mark(
        own.reciprocity_reason.is_none(),
        central.reciprocity_reason.is_some(),
        "reciprocity-reason",
    );
    mark(
        own.web_interface.is_none(),
        central.web_interface.is_some(),
        "web-interface",
    );
    mark(
        own.individual_decisions.is_none(),
        central.individual_decisions.is_some(),
        "individual-decisions",
    );
    let confirmed = [
        (own.published, central.published, "published"),
        (own.maintained, central.maintained, "maintained"),
        (own.funded, central.funded, "funded"),
        (
            own.several_administrations,
            central.several_administrations,
            "several-administrations",
        ),
        (own.web_page, central.web_page, "web-page"),
        (own.logo, central.logo, "logo"),
    ];
    for (own, central, key) in confirmed {
        mark(own.is_none(), central.is_some(), key);
    }
    Declarations {
        administration: own.administration.or_else(|| central.administration.clone()),
        inherited_licence: own
            .inherited_licence
            .or_else(|| central.inherited_licence.clone()),
        reciprocity_reason: own
            .reciprocity_reason
            .or_else(|| central.reciprocity_reason.clone()),
        web_interface: own.web_interface.or_else(|| central.web_interface.clone()),
        datasets: datasets(own.datasets, central.datasets.as_ref()),
        published_libraries: own
            .published_libraries
            .or_else(|| central.published_libraries.clone()),
        upstream_contributions: own
            .upstream_contributions
            .or_else(|| central.upstream_contributions.clone()),
        individual_decisions: own.individual_decisions.or(central.individual_decisions),
        published: own.published.or(central.published),
        maintained: own.maintained.or(central.maintained),
        funded: own.funded.or(central.funded),
        several_administrations: own.several_administrations.or(central.several_administrations),
        web_page: own.web_page.or(central.web_page),
        logo: own.logo.or(central.logo),
        opened: central.opened.clone(),
        central: filled,
    }
}

/// Both lists; what the repository says of a dataset outweighs what the cohort file says.
fn datasets(own: Option<Datasets>, central: Option<&Datasets>) -> Option<Datasets> {
    let (Some(own), Some(central)) = (&own, central) else {
        return own.or_else(|| central.cloned());
    };
    let same = |one: &String, other: &String| {
        one == other || opendata::declared(one).is_ok_and(|key| opendata::declared(other) == Ok(key))
    };
    let known = |one: &&String| {
        !own.published
            .iter()
            .chain(&own.consumed)
            .any(|other| same(one, other))
    };
    let mut both = own.clone();
    both.published
        .extend(central.published.iter().filter(known).cloned());
    both.consumed
        .extend(central.consumed.iter().filter(known).cloned());
    Some(both)
}

#[cfg(test)]
mod tests {
    use super::{Central, Config};

    fn central(text: &str) -> Central {
        let config = Config::parse("cohort.toml", text).unwrap();
        Central {
            profile: config.profile,
            waivers: config.waivers,
            declared: config.declared,
        }
    }

    const WAIVER: &str =
        "[[waiver]]\nrule = \"licence-missing\"\nreason = \"r\"\nuntil = 2027-01-01\nowner = \"o\"\n";

    #[test]
    fn central_settings_add_to_the_repository_s_own() {
        let own = Config::parse(
            ".vigie.toml",
            &format!("profile = \"codegouv\"\n{WAIVER}[declare]\nindividual-decisions = false\ndatasets = {{ consumed = [\"a\"] }}\n"),
        )
        .unwrap();
        let central = central(&format!(
            "profile = \"minimal\"\n{WAIVER}[declare]\nadministration = \"DINUM\"\nindividual-decisions = true\n\
             web-interface = {{ present = false }}\ndatasets = {{ published = [\"https://www.data.gouv.fr/datasets/a\", \"b\"] }}\n"
        ));
        let both = own.with_central(&central);
        assert_eq!(both.profile.unwrap().id.as_str(), "minimal");
        let marks: Vec<_> = both.waivers.iter().map(|waiver| waiver.central).collect();
        assert_eq!(marks, [false, true]);
        let declared = both.declared;
        assert_eq!(declared.administration.as_deref(), Some("DINUM"));
        assert_eq!(declared.individual_decisions, Some(false), "the team knows best");
        assert_eq!(
            declared.central.into_iter().collect::<Vec<_>>(),
            ["web-interface"]
        );
        let datasets = declared.datasets.unwrap();
        assert_eq!(
            (datasets.published, datasets.consumed),
            (vec!["b".to_owned()], vec!["a".to_owned()])
        );
    }

    #[test]
    fn nothing_central_changes_nothing() {
        let own = Config::parse(".vigie.toml", "profile = \"codegouv\"").unwrap();
        let both = own.clone().with_central(&Central::default());
        assert_eq!(format!("{own:?}"), format!("{both:?}"));
    }
}
