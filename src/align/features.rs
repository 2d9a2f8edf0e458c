//! What is counted of an alignment, for the trained judges of similarity and relation.
//!
//! Every value is the same whichever statement comes first.

use super::alignment::Alignment;
use super::kin::Match;
use super::prepared::Prepared;
use super::spelling::WordId;
use super::words::Word;

/// How many values there are.
pub const COUNT: usize = 48;

/// The values, for [`Trees`](crate::model::Trees).
pub type Values = [f32; COUNT];

/// Counts an alignment.
pub fn values(a: &Prepared, b: &Prepared, alignment: &Alignment) -> Values {
    let mut list = List { values: [0.0; COUNT], filled: 0 };
    let sides = [Side::new(a, alignment, true), Side::new(b, alignment, false)];
    overlaps(&mut list, &sides);
    sequences(&mut list, a, b, alignment);
    lengths(&mut list, a, b, alignment);
    numbers_and_names(&mut list, &sides);
    unanswered(&mut list, &sides);
    meanings(&mut list, a, alignment);
    looks(&mut list, a, b, &sides);
    list.values
}

struct List {
    values: Values,
    filled: usize,
}

impl List {
    fn add(&mut self, value: f32) {
        self.values[self.filled] = value;
        self.filled += 1;
    }

    /// The smaller and the greater of two.
    fn add_both(&mut self, one: f32, other: f32) {
        self.add(one.min(other));
        self.add(one.max(other));
    }
}

/// What one side has, and how much of it the other answers.
struct Side {
    /// Weight of all words of meaning.
    weight: f32,
    /// Weight answered by the very same stems.
    exact: f32,
    /// Weight answered by any kin.
    kin: f32,
    /// Words, and how many are answered by the same stem.
    words: f32,
    answered_words: f32,
    function_words: f32,
    answered_function_words: f32,
    numbers: f32,
    answered_numbers: f32,
    names: f32,
    answered_names: f32,
    negations: f32,
    /// Weights of the two rarest unanswered words.
    rarest: f32,
    second_rarest: f32,
    unanswered: f32,
    unanswered_names: f32,
    capitals: f32,
    quoted: f32,
}

impl Side {
    fn new(side: &Prepared, alignment: &Alignment, first: bool) -> Side {
        let mut strengths = vec![0.0_f32; side.words.len()];
        for pair in &alignment.pairs {
            let strength = &mut strengths[if first { pair.a } else { pair.b }];
            *strength = strength.max(pair.how.strength());
        }
        let mut counts = Side::empty();
        for (word, strength) in side.words.iter().zip(strengths) {
            counts.add(word, strength);
        }
        counts
    }

    fn empty() -> Side {
        Side {
            weight: 0.0,
            exact: 0.0,
            kin: 0.0,
            words: 0.0,
            answered_words: 0.0,
            function_words: 0.0,
            answered_function_words: 0.0,
            numbers: 0.0,
            answered_numbers: 0.0,
            names: 0.0,
            answered_names: 0.0,
            negations: 0.0,
            rarest: 0.0,
            second_rarest: 0.0,
            unanswered: 0.0,
            unanswered_names: 0.0,
            capitals: 0.0,
            quoted: 0.0,
        }
    }

    fn add(&mut self, word: &Word, strength: f32) {
        let exact = f32::from(u8::from(strength >= Match::Inflected.strength()));
        self.words += 1.0;
        self.answered_words += exact;
        self.capitals += f32::from(u8::from(word.marks.capital));
        self.quoted += f32::from(u8::from(word.marks.quoted));
        if word.marks.function {
            self.function_words += 1.0;
            self.answered_function_words += exact;
            self.negations += f32::from(u8::from(super::polarity::is_negation(word)));
            return;
        }
        self.weight += word.weight;
        self.exact += word.weight * exact;
        self.kin += word.weight * strength;
        if word.value.is_some() {
            self.numbers += 1.0;
            self.answered_numbers += exact;
        }
        if word.is_name() {
            self.names += 1.0;
            self.answered_names += f32::from(u8::from(strength > 0.5));
        }
        if strength == 0.0 {
            self.unanswered += word.weight;
            self.unanswered_names += f32::from(u8::from(word.is_name()));
            if word.weight > self.rarest {
                self.second_rarest = self.rarest;
                self.rarest = word.weight;
            } else {
                self.second_rarest = self.second_rarest.max(word.weight);
            }
        }
    }
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn overlaps(list: &mut List, [a, b]: &[Side; 2]) {
    list.add(share(a.exact + b.exact, a.weight + b.weight));
    list.add(share(a.kin + b.kin, a.weight + b.weight));
    list.add_both(share(a.exact, a.weight), share(b.exact, b.weight));
    list.add_both(share(a.kin, a.weight), share(b.kin, b.weight));
    list.add_both(share(a.answered_words, a.words), share(b.answered_words, b.words));
    list.add(share(
        a.answered_function_words + b.answered_function_words,
        a.function_words + b.function_words,
    ));
    list.add(a.exact.min(b.exact));
    list.add(a.kin.min(b.kin));
}

/// Common runs and order.
fn sequences(list: &mut List, a: &Prepared, b: &Prepared, alignment: &Alignment) {
    let (shorter, longer) =
        (a.words.len().min(b.words.len()).max(1) as f32, a.words.len().max(b.words.len()).max(1) as f32);
    let mut run = 0_usize;
    let (mut longest, mut pairs_of_two, mut pairs_of_three) = (0_usize, 0.0_f32, 0.0_f32);
    let mut in_order = 0.0_f32;
    let mut before: Option<(usize, usize)> = None;
    for pair in &alignment.pairs {
        let follows = before.is_some_and(|(last_a, last_b)| last_a + 1 == pair.a && last_b + 1 == pair.b);
        run = if follows { run + 1 } else { 1 };
        longest = longest.max(run);
        pairs_of_two += f32::from(u8::from(run >= 2));
        pairs_of_three += f32::from(u8::from(run >= 3));
        in_order += f32::from(u8::from(before.is_none_or(|(_, last_b)| last_b < pair.b)));
        before = Some((pair.a, pair.b));
    }
    list.add(pairs_of_two / shorter);
    list.add(pairs_of_two / longer);
    list.add(pairs_of_three / shorter);
    list.add(pairs_of_three / longer);
    list.add(longest as f32 / shorter);
    list.add(longest as f32);
    list.add(share(in_order, alignment.pairs.len() as f32));
}

fn lengths(list: &mut List, a: &Prepared, b: &Prepared, alignment: &Alignment) {
    let (shorter, longer) =
        (a.words.len().min(b.words.len()) as f32, a.words.len().max(b.words.len()) as f32);
    list.add(share(shorter, longer));
    list.add(longer - shorter);
    list.add(shorter);
    list.add(longer);
    list.add_both(
        share(alignment.window_a.len() as f32, a.words.len() as f32),
        share(alignment.window_b.len() as f32, b.words.len() as f32),
    );
}

fn numbers_and_names(list: &mut List, [a, b]: &[Side; 2]) {
    list.add(share(a.answered_numbers + b.answered_numbers, a.numbers + b.numbers));
    list.add_both(a.numbers - a.answered_numbers, b.numbers - b.answered_numbers);
    list.add(share(a.answered_names + b.answered_names, a.names + b.names));
    list.add_both(a.unanswered_names, b.unanswered_names);
    list.add(a.answered_names);
    list.add((a.negations - b.negations).abs());
}

fn unanswered(list: &mut List, [a, b]: &[Side; 2]) {
    list.add_both(a.rarest, b.rarest);
    list.add_both(a.second_rarest, b.second_rarest);
    list.add_both(a.unanswered, b.unanswered);
}

fn meanings(list: &mut List, a: &Prepared, alignment: &Alignment) {
    let weight_of = |kind: Match| {
        alignment.pairs.iter().filter(|pair| pair.how == kind).map(|pair| a.words[pair.a].weight).sum::<f32>()
    };
    list.add(weight_of(Match::Synonym));
    list.add(weight_of(Match::Related));
    list.add(weight_of(Match::Opposite));
}

/// Letters, capitals and marks.
fn looks(list: &mut List, a: &Prepared, b: &Prepared, [first, second]: &[Side; 2]) {
    list.add(common_trigrams(a, b));
    list.add(share(first.capitals + second.capitals, first.words + second.words));
    list.add_both(share(first.quoted, first.words), share(second.quoted, second.words));
    let word = |side: &Prepared, last: bool| -> WordId {
        let mut content = side.words.iter().filter(|word| word.is_content());
        let found = if last { content.next_back() } else { content.next() };
        found.map_or(0, |word| word.stem)
    };
    list.add(f32::from(u8::from(word(a, false) == word(b, false))));
    list.add(f32::from(u8::from(word(a, true) == word(b, true))));
}

/// Dice's coefficient of the three-letter pieces of both texts.
fn common_trigrams(a: &Prepared, b: &Prepared) -> f32 {
    let (first, second) = (a.trigrams(), b.trigrams());
    let mut common = 0_usize;
    let (mut i, mut j) = (0, 0);
    while i < first.len() && j < second.len() {
        match first[i].cmp(&second[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    share(2.0 * common as f32, (first.len() + second.len()) as f32)
}
