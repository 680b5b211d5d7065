// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The words that tell what a heading, a file or a link explains.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::unnumbered;
use crate::model::{Topic, fold};

/// Words of headings and of file names that tell the topic, folded; `*` stands for any ending, `=` asks for nothing
/// beside the word. `not` are words of which one takes the meaning away.
struct Vocabulary {
    topic: Topic,
    words: &'static str,
    not: &'static str,
}

const VOCABULARY: &[Vocabulary] = &[
    Vocabulary {
        topic: Topic::Functional,
        words: "descriptif fonctionnel*|description fonctionnelle*|documentation fonctionnelle*|\
            specification* fonctionnelle*|specifications fonctionnelles|functional description|\
            functional documentation|functional specification*|fonctionnalite*|features|key features|fiche produit|\
            fiche de lancement|cas d usage*|use case*|parcours utilisateur*|ce que fait*|what it does|what does it do|\
            regles metier",
        not: "technique*|technical|code|auteur*|licen*|request*|demande*|flag*|branch*|development|developpement|\
            ajouter|add|adding|proposer|ticket*|issue*|bug*",
    },
    Vocabulary {
        topic: Topic::User,
        words: "guide utilisat*|guide d utilisation|guide de l utilisat*|guide usager*|guide de l usager*|manuel utilisat*|\
            manuel d utilisation|manuel de l utilisat*|manuel usager*|=manuel|mode d emploi|user guide*|user s guide|\
            user manual*|users manual|user documentation|user docs|documentation utilisat*|documentation d usage|\
            notice d utilisation|aide utilisateur*|aide en ligne|comment utiliser*|how to use*|=how to|=howto|=usage|=utilisation|\
            utiliser l *|utiliser le *|utiliser la *|utilisation de l *|utilisation du *|utilisation de la *|\
            exemple* d utilisation|api usage|command line options",
        not: "condition*|terms|droit*|licen*|developpeur*|developer*|test*",
    },
    Vocabulary {
        topic: Topic::Technical,
        words: "documentation technique*|description technique*|technical documentation|technical description|\
            guide technique|guide developpeur*|guide du developpeur*|guide de developpement|developer guide*|\
            developer documentation|documentation developpeur*|=developpement|=developper|=development|=developing|\
            developpement local|developpement en local|developpement du *|developpement de l *|developers|for developers|\
            pour les developpeurs|local development|contribuer au code|organisation du code|structure du code|\
            dossier technique|fonctionnement technique|pile technique|pile logicielle|stack technique|tech stack*|=stack|\
            choix technique*|technical choices|technical overview",
        not: "equipe*|team|clef*|cle*|key*|durable*|economique*|territorial*|professionnel*|personnel*|rural*|\
            urbain*|agricole*|international*|social*|sustainable|economic|personal",
    },
    Vocabulary {
        topic: Topic::Install,
        words: "install*|reinstall*|deploiement*|deployer|deploy*|mise en production|mise en place|\
            mise en route|mise en service|hebergement|self host*|setup|set up|demarrage*|demarrer*|\
            lancement*|lancer*|getting started|get started|quick start|quickstart|=run|=running|run it*|running it*|\
            prerequis|prerequisite*|build from source|=build|=building|compilation|comment lancer*|premiers pas|\
            mettre en route|executer*|execution",
        not: "test|tests|lint*|condition*|licen*|bench*|status|hook*|ide|intellij|vscode|eclipse|editor|editeur|\
            programme|defi|defis|appel*",
    },
    Vocabulary {
        topic: Topic::Architecture,
        words: "architecture*|how it works|fonctionnement technique|fonctionnement interne|fonctionnement general|\
            =fonctionnement|technical overview|vue d ensemble technique|modele de donnees|\
            modele conceptuel*|data model*|schema de la base*|schema technique*|schema applicatif*|design document*|\
            =internals|architecture decision*|adr",
        not: "design system|condition*|install*|modifier|modify|ajouter|changer|batiment*|monument*|ecole*|information|\
            deep learning|neural|neuron*|reseau de neurones|network",
    },
    Vocabulary {
        topic: Topic::Training,
        words: "support de formation|supports de formation|formation des utilisat*|formation des agents|\
            formation a l outil|kit de formation|training material*|user training|=formation|=formations|=training|\
            =trainings|tutoriel*|tutorial*|prise en main|webinaire*|webinar*",
        not: "donnees|data|model|modele*|dataset*|set|test|professionnelle*|initiale*|continue|vegetale*|\
            geologique*|diplomante*|superieure*|iframe*|widget*|api|apis|webhook*|sdk|integration*|integrer*|embed*|\
            developpeur*|developpement|developer*|development",
    },
];

/// One word of a vocabulary in the automaton that finds all of them in one pass.
struct Entry {
    /// Position in [`VOCABULARY`].
    topic: usize,
    /// Whether any ending may follow.
    open: bool,
    /// Whether nothing may stand beside it.
    alone: bool,
    /// Whether it takes the meaning away.
    not: bool,
}

/// Every word of every vocabulary.
static WORDS: LazyLock<(AhoCorasick, Vec<Entry>)> = LazyLock::new(|| {
    let (mut words, mut entries) = (Vec::new(), Vec::new());
    for (topic, vocabulary) in VOCABULARY.iter().enumerate() {
        for (list, not) in [(vocabulary.words, false), (vocabulary.not, true)] {
            for word in list.split('|') {
                let (word, open) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
                let (word, alone) = word.strip_prefix('=').map_or((word, false), |word| (word, true));
                words.push(word);
                entries.push(Entry {
                    topic,
                    open,
                    alone,
                    not,
                });
            }
        }
    }
    (AhoCorasick::new(words).expect("a small automaton"), entries)
});

/// The topics that a heading speaks of, what stands in brackets aside and the tests that it also names: "Installation et
/// tests (IDE)" is about the installation.
pub(super) fn of_heading(text: &str) -> impl Iterator<Item = Topic> + use<> {
    let outside = text.split(['(', '[']).next().unwrap_or_default();
    let folded = unnumbered(fold(if outside.trim().is_empty() { text } else { outside }));
    topics(without_tests(&folded))
}

/// A folded heading without the tests that it names beside something else.
fn without_tests(folded: &str) -> &str {
    const BEFORE: [&str; 4] = ["test et ", "tests et ", "test and ", "tests and "];
    const JOINS: [&str; 4] = [" et ", " and ", " puis ", " ou "];
    const ARTICLES: [&str; 7] = ["les ", "des ", "de ", "run ", "running ", "the ", "lancer les "];
    if let Some(rest) = BEFORE.iter().find_map(|words| folded.strip_prefix(words)) {
        return rest;
    }
    let names_tests = |rest: &str| {
        let rest = ARTICLES
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .unwrap_or(rest);
        rest.split(' ')
            .next()
            .is_some_and(|word| matches!(word, "test" | "tests" | "testing"))
    };
    JOINS
        .iter()
        .filter_map(|join| folded.split_once(join))
        .find(|(_, rest)| names_tests(rest))
        .map_or(folded, |(first, _)| first)
}

/// The topics that a folded text speaks of.
pub(super) fn topics(folded: &str) -> impl Iterator<Item = Topic> + use<> {
    let (automaton, entries) = &*WORDS;
    let (mut said, mut denied) = ([false; VOCABULARY.len()], [false; VOCABULARY.len()]);
    for found in automaton.find_overlapping_iter(folded) {
        let entry = &entries[found.pattern().as_usize()];
        let bytes = folded.as_bytes();
        let before = found.start() == 0 || bytes[found.start() - 1] == b' ';
        let after = entry.open || bytes.get(found.end()).is_none_or(|byte| *byte == b' ');
        let whole = found.start() == 0 && found.end() == bytes.len();
        if before && after && (whole || !entry.alone) {
            let list = if entry.not { &mut denied } else { &mut said };
            list[entry.topic] = true;
        }
    }
    VOCABULARY
        .iter()
        .enumerate()
        .filter(move |(index, _)| said[*index] && !denied[*index])
        .map(|(_, one)| one.topic)
}
