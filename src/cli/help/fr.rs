// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The help in French. The English one stands beside each argument, as its documentation.

/// What each command does, by its words after `vigie`.
pub(super) const COMMANDS: &[(&str, &str)] = &[
    (
        "",
        "Audit de conformité open source et open data pour les dépôts du secteur public français",
    ),
    (
        "audit",
        "Auditer un dépôt : un dossier, un dépôt nu ou une adresse git",
    ),
    (
        "cohort",
        "Auditer de nombreux dépôts et écrire un rapport sur l'ensemble",
    ),
    (
        "merge",
        "Réunir en un seul rapport les parties que plusieurs machines ont auditées",
    ),
    (
        "licence",
        "Nommer les licences que des fichiers contiennent, accordent ou mentionnent",
    ),
    (
        "links",
        "Trouver les liens vers data.gouv.fr dans des fichiers, et dire ce que chacun signifie",
    ),
    ("rules", "Lister, montrer, vérifier ou commencer des règles"),
    ("rules list", "Lister les règles"),
    ("rules show", "Montrer tout d'une règle, sources comprises"),
    (
        "rules check",
        "Vérifier des fichiers de règles et dérouler leurs exemples",
    ),
    ("rules new", "Écrire le début d'un fichier de règle"),
    ("schema", "Afficher le schéma JSON d'un format de fichier"),
];

/// What each argument is, by its command and its name; a name without command is the same in every command.
pub(super) const ARGUMENTS: &[(&str, &str)] = &[
    (
        "audit target",
        "Un dossier, un dépôt nu ou une adresse git (http, https, ssh, file)",
    ),
    (
        "audit rev",
        "Auditer cette branche, cette étiquette ou ce commit depuis la base d'objets, sans extraction",
    ),
    (
        "audit format",
        "text, json, markdown, html ou gitlab-codequality ; FORMAT=FICHIER écrit un fichier (répétable)",
    ),
    (
        "audit output",
        "Écrire dans ce fichier le rapport qui serait affiché",
    ),
    ("audit color", "Couleurs du rapport en texte"),
    ("audit quiet", "En dire moins"),
    (
        "audit verbose",
        "Imprimer tout le rapport, avec ce qui est respecté ou non déterminé",
    ),
    (
        "cohort from",
        "Un dossier dont les dossiers sont des dépôts (nus, de travail ou de simples fichiers), ou une liste d'adresses en TOML",
    ),
    (
        "cohort cohort",
        "Un fichier de cohorte : sources, promotions, dérogations et déclarations centrales",
    ),
    (
        "cohort gitlab",
        "L'adresse d'un GitLab, telle que <https://gitlab.example.org> ; l'instance entière, sauf si --group, --project ou --topic la restreint",
    ),
    (
        "cohort group",
        "Chemin complet d'un groupe, avec ses sous-groupes (répétable)",
    ),
    ("cohort project", "Chemin complet d'un projet (répétable)"),
    (
        "cohort topic",
        "Seulement les projets qui portent ce sujet (répétable : l'un d'eux suffit)",
    ),
    (
        "cohort exclude",
        "Écarter les dépôts dont le nom correspond à un motif (répétable)",
    ),
    (
        "cohort token_file",
        "Un fichier qui contient le jeton GitLab [par défaut : `VIGIE_GITLAB_TOKEN` de l'environnement]",
    ),
    (
        "cohort allow_http",
        "Envoyer le jeton à une autre machine par http, sans chiffrement",
    ),
    ("cohort out", "Le dossier où écrire"),
    (
        "cohort cache",
        "Où garder les copies et les résultats d'une fois sur l'autre [par défaut : vigie dans le dossier de cache de l'utilisateur]",
    ),
    ("cohort no_cache", "Ne rien garder d'une fois sur l'autre"),
    (
        "cohort cache_size",
        "Taille maximale des copies gardées : celles qui n'ont pas servi depuis le plus longtemps partent d'abord",
    ),
    (
        "cohort filter",
        "Laisser sur les serveurs qui le permettent les fichiers de cette taille ou plus ; ceux dont un audit a besoin sont ensuite demandés un par un. À partir de 6 MB, aucun verdict ne change ; en deçà, les règles sur la taille des fichiers peuvent rester non déterminées",
    ),
    (
        "cohort whole_history",
        "Récupérer les historiques entiers : sans eux, les règles sur les contributeurs, les étiquettes et les versions restent non déterminées",
    ),
    (
        "cohort full",
        "Auditer chaque dépôt, même ceux qui n'ont pas changé depuis leur dernier audit",
    ),
    (
        "cohort time_limit",
        "Durée maximale de l'audit d'un dépôt, en secondes",
    ),
    (
        "cohort shard",
        "Auditer une partie de la cohorte : I/N, ou auto pour ce que dit l'intégration continue (auto/N sur Kubernetes)",
    ),
    (
        "history",
        "L'historique à comparer et à compléter [par défaut : history.jsonl dans le dossier où l'on écrit]",
    ),
    (
        "merge shards",
        "Les dossiers que `vigie cohort --shard` a écrits, un par partie",
    ),
    ("merge out", "Le dossier où écrire"),
    (
        "licence paths",
        "Des fichiers, et des dossiers dont les fichiers sont regardés (sauf ceux que `.gitignore` cache)",
    ),
    ("licence format", "text ou json"),
    (
        "links paths",
        "Des fichiers, et des dossiers dont les fichiers sont regardés (sauf ceux que `.gitignore` cache)",
    ),
    ("links format", "text ou json"),
    ("rules list category", "Seulement cette catégorie"),
    (
        "rules list profile",
        "Seulement les règles de ce profil, avec ses niveaux et ses poids",
    ),
    (
        "rules list level",
        "Seulement ce niveau : required, recommended, optional ou info",
    ),
    ("rules list format", "text ou json"),
    ("rules show id", "L'identifiant de la règle"),
    ("rules show format", "text ou json"),
    (
        "rules check dir",
        "Le dossier de règles [par défaut : les règles intégrées]",
    ),
    (
        "rules new id",
        "L'identifiant de la règle, qui nomme le défaut : licence-missing",
    ),
    ("rules new category", "La catégorie"),
    ("rules new dir", "Le dossier de règles où écrire"),
    ("schema format", "Le format"),
    (
        "rules",
        "Ajouter les règles d'un dossier, ou remplacer celles du même nom (répétable)",
    ),
    (
        "lang",
        "Langue des textes [par défaut : celle de l'environnement, sinon fr]",
    ),
    (
        "profile",
        "Juger selon ce profil [par défaut : celui du dépôt, sinon eig]",
    ),
    (
        "only",
        "Ne juger que ces règles : identifiants, catégories, #étiquettes ou motifs, séparés par des virgules",
    ),
    ("skip", "Écarter ces règles"),
    ("config", "Des réglages qui remplacent le `.vigie.toml` du dépôt"),
    (
        "templates",
        "Des modèles de rapport qui remplacent ceux du même nom",
    ),
    ("offline", "Refuser tout ce qui passe par le réseau"),
    (
        "url",
        "Interroger ce portail sur les jeux de données liés ; none n'interroge rien [par défaut : www.data.gouv.fr]",
    ),
    (
        "catalogue",
        "Lire l'export des jeux de données du portail (CSV) au lieu de l'interroger",
    ),
    (
        "fail_on",
        "Les écarts qui bloquent : un audit sort alors avec le code 1",
    ),
    ("jobs", "Fils d'exécution [par défaut : un par cœur]"),
    (
        "dated",
        "Écrire l'heure de l'audit dans les rapports (`SOURCE_DATE_EPOCH` est respecté)",
    ),
    ("help", "Afficher l'aide"),
    ("version", "Afficher la version"),
];

/// What each value of a choice means, by the argument's name and the value.
pub(super) const VALUES: &[(&str, &str)] = &[
    ("lang fr", "français"),
    ("lang en", "anglais"),
    ("fail_on required", "les règles obligatoires de confiance élevée"),
    (
        "fail_on recommended",
        "les règles obligatoires et recommandées de confiance élevée",
    ),
    ("fail_on never", "aucun"),
    ("color auto", "sur un terminal, sauf si `NO_COLOR` est défini"),
    ("color always", "toujours"),
    ("color never", "jamais"),
    ("format text", "pour les personnes"),
    ("format json", "JSON"),
    ("format audit", "le rapport JSON d'un audit"),
    ("format cohort", "le rapport JSON d'une cohorte"),
    ("format cohort-file", "les fichiers de cohorte"),
    ("format links", "le JSON de `vigie links`"),
    ("format licence", "le JSON de `vigie licence`"),
    ("format config", "`.vigie.toml`"),
    ("format rule", "un fichier de règle"),
];

/// What stands for a value in the usage, by the English word.
pub(super) const PLACES: &[(&str, &str)] = &[
    ("CATEGORY", "CATÉGORIE"),
    ("DIR", "DOSSIER"),
    ("FILE", "FICHIER"),
    ("FOLDER|FILE", "DOSSIER|FICHIER"),
    ("FORMAT", "FORMAT"),
    ("FORMAT[=FILE]", "FORMAT[=FICHIER]"),
    ("GLOB", "MOTIF"),
    ("I/N", "I/N"),
    ("ID", "IDENTIFIANT"),
    ("LANG", "LANGUE"),
    ("LEVEL", "NIVEAU"),
    ("N", "N"),
    ("NAME", "NOM"),
    ("PATH", "CHEMIN"),
    ("REV", "RÉVISION"),
    ("RULES", "RÈGLES"),
    ("SECONDS", "SECONDES"),
    ("SHARD", "PARTIE"),
    ("SIZE", "TAILLE"),
    ("TARGET", "CIBLE"),
    ("URL", "URL"),
    ("WHEN", "QUAND"),
];

/// The fixed words of the help.
pub(super) const USAGE: &str = "Utilisation :";
pub(super) const SUBCOMMANDS: &str = "Commandes";
pub(super) const SUBCOMMAND: &str = "COMMANDE";
pub(super) const DEFAULT: &str = "par défaut";
pub(super) const CHOICES: &str = "Valeurs possibles :";
pub(super) const VARIABLE: &str = "variable";
pub(super) const HELP_COMMAND: &str = "Afficher cette aide ou celle d'une commande";
pub(super) const EXIT_CODES: &str =
    "Codes de sortie : 0 le contrôle est passé, 1 il ne l'est pas, 2 le travail n'a pas pu être fait.";
