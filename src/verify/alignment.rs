//! A quotation laid along a part of a transcript: which words answer which.
//!
//! The quotation is laid whole, the transcript from where it fits to where it fits. Only equal words
//! answer each other; between them words may be missing on either side. A few words left out cost little
//! more than one, and at an ellipsis nothing; so the quotation stays together, and yet cuts are seen.

use std::ops::Range;

use super::words::{Word, same};

/// Equal words of a quotation and a transcript, in the order of both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Places in both lists.
    pub pairs: Vec<(usize, usize)>,
}

/// Two equal words.
const SAME: f32 = 1.0;
/// What the rarity of a word adds.
const RARITY: f32 = 0.25;
/// A word of the quotation that the transcript does not have.
const ADDED: f32 = 0.9;
/// Words of the transcript that the quotation leaves out: the first, and each more.
const CUT: f32 = 1.3;
const CUT_ON: f32 = 0.12;
/// The same at an ellipsis.
const MARKED_CUT: f32 = 0.1;
const MARKED_CUT_ON: f32 = 0.002;

/// More cells are not filled at once: a longer quotation is laid in pieces.
const MOST_CELLS: usize = 4_000_000;

/// So many words in a row are a piece's firm end.
const FIRM: usize = 8;

/// Lays a quotation along the words of a transcript; the places in the transcript count from its own
/// beginning.
pub fn lay(quotation: &[Word], transcript: &[Word], window: Range<usize>) -> Alignment {
    let mut pairs = Vec::new();
    let mut from = (0, window.start);
    for (end, there) in firm_places(quotation, transcript, &window) {
        extend(&mut pairs, quotation, transcript, from.0..end, from.1..there);
        from = (end, there);
    }
    extend(&mut pairs, quotation, transcript, from.0..quotation.len(), from.1..window.end);
    Alignment { pairs }
}

fn extend(
    pairs: &mut Vec<(usize, usize)>,
    quotation: &[Word],
    transcript: &[Word],
    here: Range<usize>,
    there: Range<usize>,
) {
    // What is still too large after the cut has no firm place in it, and is something else.
    if here.is_empty() || there.is_empty() || here.len() * there.len() > 4 * MOST_CELLS {
        return;
    }
    let found = fill(&quotation[here.clone()], &transcript[there.clone()]);
    pairs.extend(found.into_iter().map(|(one, other)| (here.start + one, there.start + other)));
}

/// Where a quotation too long to be laid at once is cut: places in both lists behind many equal words.
fn firm_places(quotation: &[Word], transcript: &[Word], window: &Range<usize>) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    if quotation.len() * window.len() <= MOST_CELLS {
        return places;
    }
    let piece = (MOST_CELLS / 8 / (quotation.len() * 2)).clamp(64, 1000);
    let (mut here, mut there) = (piece, window.start);
    while here + FIRM <= quotation.len() {
        let run = &quotation[here..here + FIRM];
        let limit = window.end.saturating_sub(FIRM).min(there + 4 * piece);
        let found = (there..limit)
            .find(|&at| run.iter().zip(&transcript[at..at + FIRM]).all(|(one, other)| same(one, other)));
        match found {
            Some(at) => {
                places.push((here, at));
                (here, there) = (here + piece, at);
            }
            None => here += 1,
        }
    }
    places
}

/// How a cell was reached.
const NOWHERE: u8 = 0;
const PAIR: u8 = 1;
const SKIP_HERE: u8 = 2;
const SKIP_THERE: u8 = 3;
const WAY: u8 = 3;
/// The cut that leads here began in the cell before, not earlier.
const CUT_BEGINS: u8 = 4;

fn fill(quotation: &[Word], transcript: &[Word]) -> Vec<(usize, usize)> {
    let width = transcript.len() + 1;
    let mut ways = vec![NOWHERE; (quotation.len() + 1) * width];
    let mut above = vec![0.0_f32; width];
    let mut row = vec![0.0_f32; width];
    for (here, word) in quotation.iter().enumerate() {
        let is_last = here + 1 == quotation.len();
        // What is left out behind this word is marked by what stands before the next.
        let (cut, cut_on) = match quotation.get(here + 1) {
            Some(next) if next.before.gap => (MARKED_CUT, MARKED_CUT_ON),
            Some(next) if next.before.bracket => (MARKED_CUT, CUT_ON),
            _ => (CUT, CUT_ON),
        };
        let ways = &mut ways[(here + 1) * width..(here + 2) * width];
        row[0] = above[0] - ADDED;
        ways[0] = SKIP_HERE;
        let mut open = f32::NEG_INFINITY;
        for there in 0..transcript.len() {
            let (begun, gone_on) = (row[there] - cut, open - cut_on);
            open = if is_last { f32::NEG_INFINITY } else { begun.max(gone_on) };
            let began = if begun >= gone_on { CUT_BEGINS } else { 0 };
            let (mut best, mut way) = (above[there + 1] - ADDED, SKIP_HERE);
            if same(word, &transcript[there]) {
                let paired = above[there] + SAME + RARITY * word.weight.min(9.0);
                if paired >= best {
                    (best, way) = (paired, PAIR);
                }
            }
            if open > best {
                (best, way) = (open, SKIP_THERE);
            }
            row[there + 1] = best;
            ways[there + 1] = way | began;
        }
        std::mem::swap(&mut above, &mut row);
    }
    let mut there = 0;
    for (place, score) in above.iter().enumerate() {
        if *score > above[there] {
            there = place;
        }
    }
    trace(&ways, width, quotation.len(), there)
}

/// The pairs on the way to a cell.
fn trace(ways: &[u8], width: usize, mut here: usize, mut there: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    while here > 0 {
        match ways[here * width + there] & WAY {
            PAIR => {
                here -= 1;
                there -= 1;
                pairs.push((here, there));
            }
            SKIP_THERE => {
                // The whole cut is left at once: inside it, other ways were better for other cells.
                while ways[here * width + there] & CUT_BEGINS == 0 {
                    there -= 1;
                }
                there -= 1;
            }
            _ => here -= 1,
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::words::{Role, read};

    #[track_caller]
    fn check(quotation: &str, transcript: &str, expected: &str) {
        let here = read(quotation, &[], Role::Quotation).words;
        let there = read(transcript, &[], Role::Record).words;
        let found = lay(&here, &there, 0..there.len());
        let words: Vec<&str> = found.pairs.iter().map(|(_, at)| there[*at].span.of(transcript)).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn equal_words_answer_each_other() {
        check("we will pay for it", "and so we will not pay for it today", "we will pay for it");
        check("the ferry is old", "the boat is new. the ferry is old.", "the ferry is old");
    }

    #[test]
    fn cuts_are_crossed() {
        let long =
            "the ferry, which my own father built by hand in the yard below the old mill, is safe to board";
        check("the ferry ... is safe to board", long, "the ferry is safe to board");
        check("the ferry is safe to board", long, "the ferry is safe to board");
    }

    #[test]
    fn a_long_quotation_is_laid_in_pieces() {
        let text: Vec<String> = (0..4000).map(|number| format!("word{number}")).collect();
        let here = read(&text.join(" "), &[], Role::Quotation).words;
        let mut other = text.clone();
        other.remove(2000);
        let there = read(&other.join(" "), &[], Role::Record).words;
        assert!(lay(&here, &there, 0..there.len()).pairs.len() > 3990);
    }
}
