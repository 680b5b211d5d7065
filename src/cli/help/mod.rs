// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The help, in the reader's language.
//!
//! The English help is the documentation of the arguments. For the French one the same command is taken and its
//! texts are replaced from one table; a test holds the table to the command, in both directions.

mod fr;

use std::fmt::Write as _;

use clap::builder::StyledStr;
use clap::{Arg, Command, CommandFactory as _};

use super::Cli;
use crate::model::Lang;

/// How a page of help is laid out, the heading of the usage apart.
const LAYOUT: &str = "{before-help}{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}";

/// The command of this program, with its help in a language.
pub(super) fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    match lang {
        Lang::En => command,
        Lang::Fr => {
            // Clap's own arguments and commands are there from now on.
            command.build();
            french(command, "").after_help(fr::EXIT_CODES)
        }
    }
}

/// A command and those below it in French; `words` are those that call it, after the program's name.
fn french(command: Command, words: &str) -> Command {
    let help_itself = command.get_name() == "help";
    let about = if help_itself {
        Some(fr::HELP_COMMAND)
    } else {
        find(fr::COMMANDS, words)
    };
    let layout = LAYOUT.replace("{usage-heading}", fr::USAGE);
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    command
        .help_template(layout)
        .subcommand_help_heading(fr::SUBCOMMANDS)
        .subcommand_value_name(fr::SUBCOMMAND)
        .mut_args(|arg| french_argument(arg, words))
        .mut_subcommands(|inner| {
            if help_itself {
                // `vigie help rules` names the commands as `vigie --help` does.
                let name = inner.get_name().to_owned();
                return match find(
                    fr::COMMANDS,
                    &join(words.trim_end_matches("help").trim_end(), &name),
                ) {
                    Some(about) => inner.about(about),
                    None => inner,
                };
            }
            let name = join(words, inner.get_name());
            french(inner, &name)
        })
}

fn join(words: &str, name: &str) -> String {
    format!("{words} {name}").trim_start().to_owned()
}

fn french_argument(arg: Arg, words: &str) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let Some(help) = argument(words, &id) else {
        return arg;
    };
    let places: Option<Vec<&'static str>> = arg
        .get_value_names()
        .map(|names| names.iter().filter_map(|name| find(fr::PLACES, name)).collect());
    let told = format!("{help}{}", bracketed(&arg));
    let choices = choices(&arg, &id);
    let arg = match places {
        Some(places) if !places.is_empty() => arg.value_names(places),
        _ => arg,
    };
    let arg = arg
        .help(StyledStr::from(told.clone()))
        .hide_default_value(true)
        .hide_possible_values(true)
        .hide_env(true);
    if choices.is_empty() {
        // Of clap's own arguments, the long text is English.
        arg.long_help(StyledStr::from(told))
    } else {
        arg.long_help(StyledStr::from(format!("{told}\n\n{}\n{choices}", fr::CHOICES)))
    }
}

/// `[par défaut : X]` and `[variable : X]`, which clap says in English only.
fn bracketed(arg: &Arg) -> String {
    let mut told = String::new();
    let takes_values = arg.get_action().takes_values();
    let defaults: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    if takes_values && !defaults.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(told, " [{} : {}]", fr::DEFAULT, defaults.join(" "));
    }
    if let Some(variable) = arg.get_env() {
        let _ = write!(told, " [{} : {}]", fr::VARIABLE, variable.to_string_lossy());
    }
    told
}

/// A line for each value that may be chosen.
fn choices(arg: &Arg, id: &str) -> String {
    if !arg.get_action().takes_values() {
        return String::new();
    }
    arg.get_possible_values()
        .iter()
        .map(|value| {
            let name = value.get_name();
            match find(fr::VALUES, &format!("{id} {name}")) {
                Some(meaning) => format!("- {name} : {meaning}"),
                None => format!("- {name}"),
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// What an argument of a command is: its own text, or the one that it has in every command.
fn argument(words: &str, id: &str) -> Option<&'static str> {
    find(fr::ARGUMENTS, &join(words, id)).or_else(|| find(fr::ARGUMENTS, id))
}

fn find(table: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Arg, Command};

    use super::{argument, command, find, fr, join};
    use crate::model::Lang;

    /// Every command with the words that call it, clap's `help` left out.
    fn all(command: &Command, words: &str, found: &mut Vec<(String, Command)>) {
        found.push((words.to_owned(), command.clone()));
        for inner in command
            .get_subcommands()
            .filter(|inner| inner.get_name() != "help")
        {
            all(inner, &join(words, inner.get_name()), found);
        }
    }

    fn commands() -> Vec<(String, Command)> {
        let mut whole = command(Lang::En);
        whole.build();
        let mut found = Vec::new();
        all(&whole, "", &mut found);
        found
    }

    fn values(arg: &Arg) -> Vec<String> {
        if arg.get_action().takes_values() {
            let values = arg.get_possible_values();
            values.iter().map(|value| value.get_name().to_owned()).collect()
        } else {
            Vec::new()
        }
    }

    #[test]
    fn every_command_and_argument_has_both_languages() {
        let mut used = BTreeSet::new();
        for (words, command) in commands() {
            assert!(command.get_about().is_some(), "vigie {words}: no English help");
            assert!(
                find(fr::COMMANDS, &words).is_some(),
                "vigie {words}: add its French help to COMMANDS in src/cli/help/fr.rs"
            );
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(arg.get_help().is_some(), "vigie {words}, {id}: no English help");
                assert!(
                    argument(&words, id).is_some(),
                    "vigie {words}: add the French help \"{}\" to ARGUMENTS in src/cli/help/fr.rs",
                    join(&words, id)
                );
                used.insert(join(&words, id));
                used.insert(id.to_owned());
                for name in arg.get_value_names().unwrap_or_default() {
                    assert!(
                        !arg.get_action().takes_values() || find(fr::PLACES, name).is_some(),
                        "vigie {words}, {id}: add \"{name}\" to PLACES in src/cli/help/fr.rs"
                    );
                }
                for value in values(arg) {
                    let key = format!("{id} {value}");
                    assert!(
                        find(fr::VALUES, &key).is_some(),
                        "vigie {words}: add \"{key}\" to VALUES in src/cli/help/fr.rs"
                    );
                    used.insert(key);
                }
            }
        }
        for (key, _) in fr::ARGUMENTS.iter().chain(fr::VALUES) {
            assert!(
                used.contains(*key),
                "\"{key}\" of src/cli/help/fr.rs is in no command"
            );
        }
        let known: BTreeSet<String> = commands().into_iter().map(|(words, _)| words).collect();
        for (key, _) in fr::COMMANDS {
            assert!(
                known.contains(*key),
                "\"{key}\" of src/cli/help/fr.rs is no command"
            );
        }
    }

    #[test]
    fn no_english_is_left_in_the_french_help() {
        for words in ["", "audit", "cohort", "rules", "rules list", "schema"] {
            let mut page = command(Lang::Fr);
            for word in words.split_whitespace() {
                page = page.find_subcommand(word).unwrap().clone();
            }
            let page = page.render_long_help().to_string();
            for english in [
                "Usage:",
                "Commands:",
                "Print ",
                "default:",
                "ossible values",
                "FILE>",
                "DIR>",
                "<COMMAND>",
                "see a",
            ] {
                assert!(!page.contains(english), "vigie {words}: {english}\n{page}");
            }
        }
    }
}
