// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Figures of the history in French and English.

use super::NB;
use crate::model::{Figure, HistoryFact};

/// A figure with its bounds, in French.
pub(super) fn fr(figure: &Figure) -> String {
    if figure.fact == HistoryFact::Commits && figure.value > 0 {
        return "les fichiers sont suivis par Git".to_owned();
    }
    match (figure.fact, figure.value) {
        (HistoryFact::GenericAddresses, 0) => {
            return "aucune adresse d’auteur n’est générique ni celle d’une machine".to_owned();
        }
        (HistoryFact::PersonalAddresses, 0) => {
            return "aucune adresse d’auteur ne vient d’un fournisseur grand public".to_owned();
        }
        _ => {}
    }
    let unit = percent(figure.fact, "\u{a0}%");
    let told = match figure.fact {
        HistoryFact::Commits => "commits",
        HistoryFact::Contributors => "contributeurs dans les douze mois avant le dernier commit",
        HistoryFact::BusFactor => "personnes à l’origine de la moitié des commits de douze mois",
        HistoryFact::MainShare => "part des commits de douze mois due à la personne la plus active",
        HistoryFact::Tags => "étiquettes (tags)",
        HistoryFact::Releases => "étiquettes (tags) qui nomment une version",
        HistoryFact::SemverTags => "étiquettes (tags) qui suivent la gestion sémantique de version",
        HistoryFact::SignedTags => "étiquettes (tags) signées",
        HistoryFact::DependencyUpdates => {
            "commits de programmes qui mettent à jour les dépendances, dans les douze mois avant le dernier commit"
        }
        HistoryFact::GenericAddresses => "adresses d’auteurs génériques ou de machines",
        HistoryFact::PersonalAddresses => "adresses d’auteurs chez un fournisseur grand public",
    };
    let least = figure
        .at_least
        .map(|least| format!("minimum attendu{NB}: {least}{unit}"));
    let most = figure
        .at_most
        .map(|most| format!("maximum attendu{NB}: {most}{unit}"));
    let bounds: Vec<_> = least.into_iter().chain(most).collect();
    format!("{told}{NB}: {}{unit} ({})", figure.value, bounds.join(", "))
}

/// A figure with its bounds, in English.
pub(super) fn en(figure: &Figure) -> String {
    if figure.fact == HistoryFact::Commits && figure.value > 0 {
        return "the files are kept in Git".to_owned();
    }
    match (figure.fact, figure.value) {
        (HistoryFact::GenericAddresses, 0) => {
            return "no author's address names a machine or nobody".to_owned();
        }
        (HistoryFact::PersonalAddresses, 0) => {
            return "no author's address comes from a provider for the public".to_owned();
        }
        _ => {}
    }
    let unit = percent(figure.fact, "%");
    let told = match figure.fact {
        HistoryFact::Commits => "commits",
        HistoryFact::Contributors => "contributors in the twelve months before the last commit",
        HistoryFact::BusFactor => "people who made half of the commits of twelve months",
        HistoryFact::MainShare => "share of the commits of twelve months due to the most active person",
        HistoryFact::Tags => "tags",
        HistoryFact::Releases => "tags that name a release",
        HistoryFact::SemverTags => "tags that follow semantic versioning",
        HistoryFact::SignedTags => "signed tags",
        HistoryFact::DependencyUpdates => {
            "commits by programs that update dependencies, in the twelve months before the last commit"
        }
        HistoryFact::GenericAddresses => "authors' addresses that name a machine or nobody",
        HistoryFact::PersonalAddresses => "authors' addresses from a provider for the public",
    };
    let least = figure
        .at_least
        .map(|least| format!("at least {least}{unit} expected"));
    let most = figure
        .at_most
        .map(|most| format!("at most {most}{unit} expected"));
    let bounds: Vec<_> = least.into_iter().chain(most).collect();
    format!("{told}: {}{unit} ({})", figure.value, bounds.join(", "))
}

fn percent(fact: HistoryFact, sign: &'static str) -> &'static str {
    if fact == HistoryFact::MainShare { sign } else { "" }
}
