//! Which words of an article are sources, and what each of them is reported to have said.

use std::ops::Range;

use super::figures::Figures;
use super::page::Page;
use crate::attribution::Attribution;

/// Of a content only so many words are looked at for names.
const MOST_TOKENS: usize = 250;

/// The sources of an article in the order of the text: each has a rank.
#[derive(Debug, Default)]
pub(super) struct SourceMap {
    /// For each token, one more than the rank of the source it belongs to.
    ranks: Vec<u32>,
    /// For each rank, the figures that its contents name, in order.
    said: Vec<Vec<usize>>,
    /// For each token, one more than the attribution whose content it is part of, the innermost.
    reported: Vec<u32>,
    /// For each attribution the rank of its source, and the first figure that the source names.
    speakers: Vec<Option<(u32, Option<usize>)>>,
}

impl SourceMap {
    pub(super) fn new(page: &Page, figures: &Figures, attributions: &[Attribution]) -> Self {
        let tokens = |attribution: &Attribution| attribution.source.map(|span| page.document.tokens_in(span));
        let mut sources: Vec<Range<usize>> = attributions.iter().filter_map(tokens).collect();
        sources.sort_by_key(|tokens| (tokens.start, tokens.end));
        sources.dedup();
        let mut ranks = vec![0; page.len()];
        for (rank, tokens) in sources.iter().enumerate() {
            ranks[tokens.clone()].fill(rank as u32 + 1);
        }
        let mut map = SourceMap {
            ranks,
            said: vec![Vec::new(); sources.len()],
            reported: vec![0; page.len()],
            speakers: vec![None; attributions.len()],
        };
        let length =
            |attribution: &Attribution| attribution.content.iter().map(|span| span.len()).sum::<usize>();
        let mut longest_first: Vec<usize> = (0..attributions.len()).collect();
        longest_first.sort_by_key(|&index| std::cmp::Reverse(length(&attributions[index])));
        for index in longest_first {
            let attribution = &attributions[index];
            let contents = || attribution.content.iter().map(|span| page.document.tokens_in(*span));
            for content in contents() {
                map.reported[content].fill(index as u32 + 1);
            }
            let Some(tokens) = tokens(attribution) else { continue };
            let Ok(rank) =
                sources.binary_search_by_key(&(tokens.start, tokens.end), |other| (other.start, other.end))
            else {
                continue;
            };
            let first = tokens.take(MOST_TOKENS).find_map(|token| figures.figure_at(token));
            map.speakers[index] = Some((rank as u32, first));
            let named = contents().flatten().take(MOST_TOKENS).filter_map(|token| figures.figure_at(token));
            map.said[rank].extend(named);
            map.said[rank].sort_unstable();
            map.said[rank].dedup();
        }
        map
    }

    /// True for the words of a source.
    pub(super) fn is_source(&self, token: usize) -> bool {
        self.ranks.get(token).is_some_and(|&rank| rank > 0)
    }

    /// The rank of the source that a token belongs to.
    pub(super) fn rank(&self, token: usize) -> Option<u32> {
        self.ranks.get(token)?.checked_sub(1)
    }

    /// How many sources begin before a token ends, where the token is none: the rank of the next.
    pub(super) fn rank_before(&self, token: usize) -> u32 {
        // The nearest source to the left; articles have one every few sentences.
        self.ranks[..(token + 1).min(self.ranks.len())]
            .iter()
            .rev()
            .take(2000)
            .find(|&&rank| rank > 0)
            .map_or(0, |&rank| rank)
    }

    /// True when what this source says names the figure.
    pub(super) fn names_in_content(&self, rank: u32, figure: usize) -> bool {
        self.said.get(rank as usize).is_some_and(|said| said.binary_search(&figure).is_ok())
    }

    /// True inside what somebody is reported to have said.
    pub(super) fn is_reported(&self, token: usize) -> bool {
        self.reported.get(token).is_some_and(|&by| by > 0)
    }

    /// Whose words a token is part of: the rank of the source, and the figure that it names.
    pub(super) fn speaker_around(&self, token: usize) -> Option<(u32, Option<usize>)> {
        *self.speakers.get(self.reported_by(token)?)?
    }

    /// The attribution whose content a token is part of, the innermost.
    pub(super) fn reported_by(&self, token: usize) -> Option<usize> {
        self.reported.get(token)?.checked_sub(1).map(|index| index as usize)
    }
}
