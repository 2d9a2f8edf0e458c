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
pub use models::unpack_ahead;
pub use relations::Relation;
pub use tags::Tag;

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::WordMap;
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
    /// For each sentence the first token of an earlier one that has the same words, where there is one.
    repeated: Vec<Option<usize>>,
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
    let mut repeated = Vec::with_capacity(document.sentences.len());
    let mut known = Repetitions::default();
    let mut reading = Reading::default();
    for sentence in &document.sentences {
        let words = sentence.tokens.clone().map(|token| match document.tokens[token].kind {
            TokenKind::Open => "``",
            TokenKind::Close => "''",
            _ => document.word(token),
        });
        reading.forms.read(words);
        let start = sentence.tokens.start;
        let earlier = known.earlier(&forms, reading.forms.words());
        forms.extend(reading.forms.words());
        match earlier {
            Some(earlier) => syntax.repeat_words(earlier, start, sentence.tokens.len()),
            None => {
                reading.weigh(&EMBEDDED, plain_words::embedded());
                syntax.take_words(start, &reading);
            }
        }
        repeated.push(earlier);
    }
    let lemmas = lemmas::embedded();
    for token in 0..count {
        lemmas.push(document.word(token), syntax.tags[token], &mut syntax.lemmas);
        syntax.lemma_ends[token] = syntax.lemmas.len() as u32;
    }
    Tagged { syntax, forms, repeated }
}

/// Finds the heads of a document's words.
pub fn parse(document: &Document, tagged: Tagged) -> Syntax {
    let Tagged { mut syntax, forms, repeated } = tagged;
    let mut state = State::default();
    for (sentence, repeated) in document.sentences.iter().zip(repeated) {
        let tokens = sentence.tokens.clone();
        if let Some(earlier) = repeated {
            syntax.repeat_heads(earlier, tokens.start, tokens.len());
            continue;
        }
        parser::parse(&EMBEDDED.parser, &forms[tokens.clone()], &syntax.tags[tokens.clone()], &mut state);
        syntax.take_heads(tokens.start, &state);
    }
    syntax.link();
    syntax
}

/// The sentences read so far, by their words.
///
/// Tags, classes and heads follow from the words of a sentence alone, so what stands in a document twice
/// is analysed once. That spares little in news, but much in tables, lists and transcripts.
#[derive(Default)]
struct Repetitions {
    /// The first token of a sentence and how many it has, by the hash of its words.
    first: WordMap<u64, (usize, usize)>,
}

impl Repetitions {
    /// The first token of an earlier sentence that has these words; `forms` are those of all sentences
    /// before. Where there is none, this one is remembered.
    fn earlier(&mut self, forms: &[Form], words: &[Form]) -> Option<usize> {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        let here = (forms.len(), words.len());
        let (first, count) = *self.first.entry(hasher.finish()).or_insert(here);
        // Other words may have the same hash; these are analysed anew.
        (count == words.len() && forms.get(first..first + count) == Some(words)).then_some(first)
    }
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
        reading.forms.read(words.iter().copied());
        reading.weigh(&EMBEDDED, plain_words::embedded());
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
    fn a_sentence_that_comes_again_has_the_same_analysis() {
        let once = article("The mayor of Tarn, who resigned on Friday, said that two bridges were shut.");
        let document = text::read(&once);
        let alone = analyse(&document);
        let count = document.tokens.len();
        let twice = article(&format!("{0} It rained. {0}", once.body));
        let document = text::read(&twice);
        let both = analyse(&document);
        for first in [0, document.tokens.len() - count] {
            for token in 0..count {
                let here = first + token;
                assert_eq!(both.tag(here), alone.tag(token));
                assert_eq!(both.entity(here), alone.entity(token));
                assert_eq!(both.relation(here), alone.relation(token));
                assert_eq!(both.head(here), alone.head(token).map(|head| first + head));
                assert_eq!(both.lemma(here), alone.lemma(token));
            }
        }
    }

    #[test]
    fn words_are_remembered_only_as_a_whole() {
        let words = |text: &str| {
            let mut forms = forms::Forms::default();
            forms.read(text.split(' '));
            forms.words().to_vec()
        };
        let mut known = Repetitions::default();
        let mut read: Vec<Form> = Vec::new();
        let mut earlier = |text: &str| {
            let words = words(text);
            let found = known.earlier(&read, &words);
            read.extend(words);
            found
        };
        assert_eq!(earlier("It rains today"), None);
        assert_eq!(earlier("It rains"), None);
        assert_eq!(earlier("It rains"), Some(3));
        assert_eq!(earlier("It rains today"), Some(0));
        assert_eq!(earlier("it rains"), None);
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
