//! Cues: which words report. Every word is a candidate; a linear classifier weighs it by its
//! lemma, tag, neighbours, dependents, lexicon class, quotation state and the grammar's reading.

use crate::model::Features;
use crate::syntax::{Relation, Tag};

use super::scene::{EDGE, Scene, bucket};

/// True for a word that may be the head of a cue at all: no number, no quotation mark, and of the
/// other signs only a colon or a dash.
pub fn is_candidate(scene: &Scene, token: usize) -> bool {
    if scene.is_punctuation(token) {
        return matches!(scene.document.word(token), ":" | "-" | "--" | "–" | "—" | "―");
    }
    !matches!(
        scene.syntax.tag(token),
        Tag::DT
            | Tag::PRP
            | Tag::PRP_S
            | Tag::CD
            | Tag::POS
            | Tag::CC
            | Tag::WDT
            | Tag::WP
            | Tag::EX
            | Tag::SYM
            | Tag::NNPS
            | Tag::PDT
            | Tag::DOLLAR
            | Tag::UH
    )
}

/// True for a word that may be the head of a cue inside another content: a verb that the lexicon
/// lists.
pub fn may_be_inner(scene: &Scene, token: usize) -> bool {
    scene.syntax.tag(token).is_verb() && scene.class(token) != 0
}

/// The features of a word as the head of an inner cue: those that do not tell whether it stands
/// inside another attribution.
pub fn inner_features(scene: &Scene, token: usize, features: &mut Features) {
    features.clear();
    let word = Word::new(scene, token);
    neighbours(scene, token, &word, features);
    dependents(scene, token, &word, features);
}

/// The features of a word as the head of a cue.
pub fn features(scene: &Scene, token: usize, features: &mut Features) {
    features.clear();
    let word = Word::new(scene, token);
    neighbours(scene, token, &word, features);
    dependents(scene, token, &word, features);
    ancestors(scene, token, &word, features);
    quotations(scene, token, &word, features);
    if scene.is_punctuation(token) {
        punctuation(scene, token, &word, features);
    }
}

struct Word {
    lemma: u32,
    tag: u32,
    class: u32,
    relation: u32,
}

impl Word {
    fn new(scene: &Scene, token: usize) -> Self {
        Word {
            lemma: scene.lemmas[token],
            tag: scene.tag(token),
            class: scene.class(token),
            relation: scene.relation(token),
        }
    }
}

fn neighbours(scene: &Scene, token: usize, word: &Word, features: &mut Features) {
    let Word { lemma, tag, class, .. } = *word;
    let (before, after) = (scene.word_at(token, -1), scene.word_at(token, 1));
    let (tag_before, tag_after) = (scene.tag_at(token, -1), scene.tag_at(token, 1));
    let heading = u32::from(is_heading(scene, token));
    features.add(0, [lemma, tag]);
    features.add(1, [scene.words[token]]);
    features.add(2, [tag]);
    features.add(3, [class, tag]);
    features.add(4, [lemma, before]);
    features.add(5, [lemma, after]);
    features.add(6, [lemma, tag_after]);
    features.add(7, [lemma, tag_before]);
    features.add(8, [before, tag]);
    features.add(9, [after, tag]);
    features.add(10, [lemma, scene.word_at(token, 2)]);
    features.add(11, [tag_before, tag, tag_after]);
    features.add(12, [tag_after, scene.tag_at(token, 2), class]);
    features.add(13, [scene.tag_at(token, -2), tag_before, class]);
    features.add(14, [after, class]);
    features.add(15, [before, class]);
    features.add(16, [lemma, after, scene.word_at(token, 2)]);
    features.add(17, [heading, tag, class]);
    features.add(18, [heading, lemma]);
    features.add(19, [scene.word_at(token, -2), lemma]);
    let sentence = scene.sentence(token);
    let sense = scene.senses[token];
    features.add(21, [sense, tag]);
    features.add(22, [sense, after]);
    features.add(23, [sense, tag, tag_before, tag_after]);
    features.add(24, [sense, heading, tag_after]);
    features.add(25, [sense, before]);
    features.add(20, [bucket(token - sentence.start), bucket(sentence.end - token), tag]);
}

fn is_heading(scene: &Scene, token: usize) -> bool {
    let sentence = &scene.document.sentences[scene.sentence_of[token] as usize];
    scene.document.paragraphs[sentence.paragraph].heading
}

fn dependents(scene: &Scene, token: usize, word: &Word, features: &mut Features) {
    let Word { lemma, tag, class, .. } = *word;
    for child in scene.syntax.children(token) {
        let relation = scene.relation(child);
        let side = u32::from(child > token);
        features.add(30, [lemma, relation, side]);
        features.add(31, [class, relation, side]);
        features.add(32, [relation, scene.lemmas[child], tag]);
        features.add(33, [lemma, relation, scene.lemmas[child]]);
        features.add(34, [class, relation, scene.tag(child)]);
        features.add(35, [class, relation, scene.entity(child)]);
        features.add(43, [scene.senses[token], relation, scene.tag(child), side]);
        features.add(44, [scene.senses[token], relation, scene.senses[child]]);
        features.add(45, [lemma, relation, scene.senses[child]]);
        if scene.syntax.relation(child) == Relation::NMOD {
            let case = scene.syntax.child(child, Relation::CASE).map_or(EDGE, |case| scene.words[case]);
            features.add(36, [lemma, case]);
            features.add(37, [class, case, scene.entity(child)]);
        }
    }
    let frame = scene.frame(token);
    features.add(38, [frame, tag]);
    features.add(39, [frame, class]);
    features.add(40, [frame, lemma]);
    features.add(49, [frame, scene.senses[token]]);
    if let Some(subject) = scene.syntax.subject(token) {
        features.add(41, [lemma, scene.entity(subject), scene.tag(subject)]);
        features.add(42, [class, scene.lemmas[subject]]);
        features.add(46, [scene.senses[token], scene.entity(subject), scene.tag(subject)]);
        features.add(47, [scene.senses[token], scene.senses[subject], tag]);
        features.add(48, [class, scene.senses[subject], frame]);
    }
}

fn ancestors(scene: &Scene, token: usize, word: &Word, features: &mut Features) {
    let Word { lemma, tag, class, relation } = *word;
    let head = scene.syntax.head(token);
    let head_lemma = head.map_or(EDGE, |head| scene.lemmas[head]);
    features.add(50, [relation, tag]);
    features.add(51, [lemma, relation]);
    features.add(52, [head_lemma, relation, tag]);
    features.add(53, [head_lemma, lemma]);
    features.add(54, [head.map_or(EDGE, |head| scene.class(head)), relation, class]);
    features.add(64, [head.map_or(EDGE, |head| scene.senses[head]), relation, scene.senses[token]]);
    features.add(65, [relation, scene.senses[token], tag]);
    features.add(55, [head.map_or(EDGE, |head| scene.tag(head)), relation, class]);
    let reporting = scene.syntax.ancestors(token).skip(1).take(8).find(|&above| scene.speaks(above));
    let below = scene.syntax.ancestors(token).take(8).take_while(|&above| Some(above) != reporting).last();
    if let (Some(above), Some(below)) = (reporting, below) {
        let link = scene.relation(below);
        features.add(56, [class, link, u32::from(above < token)]);
        features.add(57, [lemma, link]);
        features.add(58, [scene.lemmas[above], link, class]);
        features.add(59, [scene.class(above), link, tag]);
    } else {
        features.add(60, [class, tag]);
        features.add(61, [lemma]);
    }
    let reports = scene.speaking.count(&(scene.sentence(token).start..token));
    features.add(62, [bucket(reports), class]);
    features.add(63, [bucket(reports), lemma]);
}

fn quotations(scene: &Scene, token: usize, word: &Word, features: &mut Features) {
    let Word { lemma, tag, class, .. } = *word;
    let inside = quotation_state(scene, token);
    let beside = beside(scene, token);
    features.add(70, [inside, tag]);
    features.add(71, [inside, class]);
    features.add(72, [inside, lemma]);
    features.add(73, [beside, tag]);
    features.add(74, [beside, class]);
    features.add(75, [beside, lemma]);
    features.add(81, [beside, scene.senses[token], tag]);
    features.add(82, [inside, scene.senses[token]]);
    features.add(76, [beside, inside, word.relation]);
    let reading = scene.reading(token).map_or(EDGE, |reading| {
        (reading.rule as u32) << 8 | (reading.before as u32) << 4 | reading.after as u32
    });
    features.add(77, [reading]);
    features.add(78, [reading, class]);
    features.add(79, [reading, lemma]);
    features.add(83, [reading, scene.senses[token]]);
    features.add(80, [reading, tag, inside]);
}

/// 0 outside quotations, 1 inside a short one, 2 inside a long one.
fn quotation_state(scene: &Scene, token: usize) -> u32 {
    match scene.outer[token] {
        None => 0,
        Some(index) if scene.document.quotations[index as usize].tokens.len() <= 8 => 1,
        Some(_) => 2,
    }
}

/// Where quotations stand in the sentence, seen from a word: how near the last one before it ends
/// and the next one begins.
pub fn beside(scene: &Scene, token: usize) -> u32 {
    let sentence = scene.sentence(token);
    if !scene.quoted.any(&sentence) {
        return 0;
    }
    let quoted = |place: &usize| scene.outer[*place].is_some();
    let before = (sentence.start..token).rev().take(25).position(|place| quoted(&place));
    let after = (token + 1..sentence.end).take(25).position(|place| quoted(&place));
    let near = |distance: Option<usize>| match distance {
        None => 0,
        Some(0) => 1,
        Some(1..=2) => 2,
        Some(3..=6) => 3,
        Some(_) => 4,
    };
    near(before) * 8 + near(after)
}

fn punctuation(scene: &Scene, token: usize, word: &Word, features: &mut Features) {
    let sentence = scene.sentence(token);
    let at_end = u32::from(token + 1 == sentence.end);
    let next_quoted = scene.near(token, 1).is_some_and(|next| scene.outer[next].is_some());
    let entity = scene.near(token, -1).map_or(EDGE, |before| scene.entity(before));
    let earlier = sentence.start..token;
    let speech = earlier.clone().rev().find(|&other| scene.speaks(other));
    let any_verb = scene.verbs.any(&earlier);
    let paragraph = scene.document.sentences[scene.sentence_of[token] as usize].paragraph;
    let first = scene.document.paragraphs[paragraph].sentences.start == scene.sentence_of[token] as usize;
    features.add(90, [word.lemma, entity, u32::from(next_quoted)]);
    features.add(91, [word.lemma, bucket(token - sentence.start), u32::from(any_verb)]);
    features.add(92, [word.lemma, speech.map_or(EDGE, |other| scene.lemmas[other]), u32::from(next_quoted)]);
    features.add(93, [word.lemma, at_end, u32::from(first), u32::from(any_verb)]);
    features.add(94, [word.lemma, bucket(sentence.end - token), entity]);
    let shouted = scene.near(token, -1).is_some_and(|before| is_shouted(scene.document.word(before)));
    features.add(96, [word.lemma, u32::from(shouted), u32::from(first), bucket(token - sentence.start)]);
    features.add(97, [word.lemma, u32::from(shouted), u32::from(any_verb), u32::from(next_quoted)]);
    let after = (token + 1..sentence.end).take(6).any(|next| scene.syntax.tag(next).is_verb());
    features.add(98, [word.lemma, u32::from(after), u32::from(next_quoted), bucket(token - sentence.start)]);
    let colons = earlier.filter(|&other| scene.document.word(other) == ":").count();
    features.add(95, [word.lemma, bucket(colons), u32::from(next_quoted), u32::from(first)]);
}

/// True for a word in capitals, as transcripts set the names of those who speak.
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}
