//! From a [`Document`] to tags, lemmas, heads and entities, by linear models whose weights are
//! embedded in the binary. Only what the grammar needs.
//!
//! Tags are the Penn Treebank's, relations the basic Universal Dependencies of version 1, both as
//! widely used parsers give them. A sentence is tagged first, then its names and figures are
//! classed, then a transition parser finds the heads in one pass from left to right. Every
//! sentence gets an answer; how sure it is, this room does not say.

mod analysis;
mod entities;
mod forms;
mod lemmas;
mod models;
mod namer;
mod parser;
mod parser_features;
mod plain_words;
mod relations;
mod tagger;
mod tags;
#[cfg(feature = "train")]
pub mod training;
mod transitions;

pub use analysis::Syntax;
pub use entities::Entity;
pub use relations::Relation;
pub use tags::Tag;

use crate::text::{Document, TokenKind};
use forms::Form;
use models::{EMBEDDED, Reading};
use transitions::State;

/// A document whose words are tagged and whose names and figures are classed; it is not parsed yet.
#[derive(Clone, Debug)]
pub struct Tagged {
    syntax: Syntax,
    /// One for each token.
    forms: Vec<Form>,
}

/// Analyses a document.
pub fn analyse(document: &Document) -> Syntax {
    parse(document, tag(document))
}

/// Tags a document. The weights for this and those for parsing are too many for a processor's cache,
/// so who has many documents tags some before parsing them.
pub fn tag(document: &Document) -> Tagged {
    let count = document.tokens.len();
    let mut syntax = Syntax::for_tokens(count);
    let mut forms = Vec::with_capacity(count);
    let mut reading = Reading::default();
    for sentence in &document.sentences {
        let words = sentence.tokens.clone().map(|token| match document.tokens[token].kind {
            TokenKind::Open => "``",
            TokenKind::Close => "''",
            _ => document.word(token),
        });
        reading.read(&EMBEDDED, plain_words::embedded(), words);
        forms.extend(reading.forms.words());
        syntax.take_words(sentence.tokens.start, &reading);
    }
    let lemmas = lemmas::embedded();
    for token in 0..count {
        lemmas.push(document.word(token), syntax.tags[token], &mut syntax.lemmas);
        syntax.lemma_ends[token] = syntax.lemmas.len() as u32;
    }
    Tagged { syntax, forms }
}

/// Finds the heads of a document's words.
pub fn parse(document: &Document, tagged: Tagged) -> Syntax {
    let Tagged { mut syntax, forms } = tagged;
    let mut state = State::default();
    for sentence in &document.sentences {
        let tokens = sentence.tokens.clone();
        parser::parse(&EMBEDDED.parser, &forms[tokens.clone()], &syntax.tags[tokens.clone()], &mut state);
        syntax.take_heads(tokens.start, &state);
    }
    syntax.link();
    syntax
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Article;
    use crate::text;

    fn article(body: &str) -> Article {
        Article { body: body.into(), ..Article::default() }
    }

    /// Checks how a sentence is tagged, as "Ortega/NNP said/VBD".
    #[track_caller]
    fn check_tags(expected: &str) {
        let words: Vec<&str> =
            expected.split(' ').filter_map(|word| Some(word.rsplit_once('/')?.0)).collect();
        let mut reading = Reading::default();
        reading.read(&EMBEDDED, plain_words::embedded(), words.iter().copied());
        let found: Vec<String> =
            words.iter().zip(&reading.tags).map(|(word, tag)| format!("{word}/{tag}")).collect();
        assert_eq!(found.join(" "), expected);
    }

    /// Checks that a sentence has certain arcs, as "said -nsubj-> Ortega".
    #[track_caller]
    fn check_arcs(body: &str, expected: &[&str]) {
        let article = article(body);
        let document = text::read(&article);
        let syntax = analyse(&document);
        let arcs: Vec<String> = (0..document.tokens.len())
            .map(|token| {
                let head = syntax.head(token).map_or("", |head| document.word(head));
                format!("{head} -{}-> {}", syntax.relation(token), document.word(token))
            })
            .collect();
        for arc in expected {
            assert!(arcs.iter().any(|found| found == arc), "no {arc} in {arcs:#?}");
        }
    }

    #[test]
    fn words_get_their_parts_of_speech() {
        check_tags(
            "Mayor/NNP Elise/NNP Ortega/NNP said/VBD the/DT bridge/NN would/MD open/VB on/IN Friday/NNP ./.",
        );
        check_tags("They/PRP do/VBP n't/RB trust/VB what/WP his/PRP$ office/NN says/VBZ ./.");
    }

    #[test]
    fn the_speaker_is_the_subject_on_either_side_of_the_verb() {
        check_arcs("Elise Ortega said the bridge was safe.", &["said -nsubj-> Ortega", "said -ccomp-> safe"]);
        check_arcs(
            "“The bridge is safe,” said Elise Ortega.",
            &["said -nsubj-> Ortega", "said -ccomp-> safe"],
        );
        check_arcs(
            "\"The bridge is safe,\" she told reporters.",
            &["told -nsubj-> she", "told -dobj-> reporters"],
        );
    }

    #[test]
    fn an_apposition_stays_with_its_name() {
        check_arcs(
            "Hugh Marsh, a doctor at the hospital, said the ward was closed.",
            &["Marsh -appos-> doctor", "said -nsubj-> Marsh", "said -ccomp-> closed"],
        );
    }

    #[test]
    fn relative_clauses_and_passives_are_seen() {
        check_arcs("The engineer who warned the council was fired.", &["engineer -acl:relcl-> warned"]);
        check_arcs("The plan was criticised by residents.", &["criticised -nsubjpass-> plan"]);
        check_arcs("He promised to rebuild the dam.", &["promised -xcomp-> rebuild"]);
    }

    #[test]
    fn names_and_figures_have_their_classes() {
        let article = article("Elise Ortega moved to France in 2014 and paid $300 a month.");
        let document = text::read(&article);
        let syntax = analyse(&document);
        let classes: Vec<String> = (0..document.tokens.len())
            .filter(|&token| syntax.entity(token) != Entity::O)
            .map(|token| format!("{} {}", document.word(token), syntax.entity(token)))
            .collect();
        let names = ["Elise PERSON", "Ortega PERSON", "France LOCATION", "2014 DATE"];
        assert_eq!(classes[..4], names);
        assert!(classes.contains(&"300 MONEY".to_string()), "{classes:?}");
    }

    #[test]
    fn the_same_text_has_the_same_analysis() {
        let article = article("“We knew,” he said. The minister, who resigned, denied it – twice.");
        let document = text::read(&article);
        assert_eq!(format!("{:?}", analyse(&document)), format!("{:?}", analyse(&document)));
    }

    #[test]
    fn heads_are_a_tree_whatever_the_text() {
        let long = "and the man of the house , who said that it was “so” ".repeat(2000);
        let odd = [
            "",
            "”“",
            "....",
            "((((",
            "é \u{301} \u{200B} 🙂 \u{FFFD}",
            "A",
            "\"'\"'\"",
            "said said said",
            &long,
        ];
        for body in odd {
            let article = article(body);
            let document = text::read(&article);
            let syntax = analyse(&document);
            for sentence in &document.sentences {
                let roots = sentence.tokens.clone().filter(|&token| syntax.head(token).is_none());
                assert_eq!(roots.count(), 1, "{}", sentence.span.of(body));
            }
            for token in (0..document.tokens.len()).step_by(97) {
                assert!(
                    syntax.ancestors(token).count() <= document.tokens.len(),
                    "heads go round in {body:.40}"
                );
                assert!(syntax.subtree(token).contains(&token));
            }
        }
    }
}
