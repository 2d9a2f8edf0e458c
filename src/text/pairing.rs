//! Decides for every mark whether it opens, closes or is none: the cheapest reading of all marks.
//!
//! A reading walks over the marks and the ends of paragraphs and keeps a stack of open marks, at
//! most three deep. Each step has a price: nothing for what writers do, much for what they do not
//! (a mark that leans the wrong way, one never closed, one ignored). Readings that have come to
//! the same stack are merged, and few are kept, so the time is linear in the number of marks.
//!
//! The prices are whole numbers chosen by hand and checked against two measurements: how many
//! quoted contents that people marked begin and end with a mark that opens and closes, and the
//! cases in the tests of `quotations`. Only their order matters, not their size.

use super::marks::{Glyph, Lean, Mark, Side, Style};

/// What a mark or the end of a paragraph does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The mark opens a quotation.
    Open,
    /// The mark closes the innermost open quotation.
    Close,
    /// The mark is none.
    Pass,
    /// The innermost open quotation was never closed; the mark opens the next one.
    Restart,
    /// The mark opens a paragraph of the quotation that the paragraph before left open.
    Reopen,
    /// The paragraph ends, and with it all that is open.
    End,
    /// The paragraph ends, and the outermost quotation goes on in the next.
    Carry,
}

/// Marks and paragraphs in their order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event<'a> {
    /// A mark.
    Mark(&'a Mark),
    /// The end of a paragraph.
    ParagraphEnd,
}

/// One step for each event.
pub(super) fn pair<'a>(events: impl Iterator<Item = Event<'a>>, style: Style) -> Vec<Step> {
    let mut search = Search {
        style,
        readings: vec![Reading::default()],
        trail: Vec::new(),
        steps: Vec::new(),
        grown: Vec::new(),
    };
    let mut count = 0;
    for event in events {
        search.advance(event);
        count += 1;
        if search.readings.len() == 1 || search.trail.len() > LONGEST_TRAIL {
            search.settle();
        }
    }
    // After the last paragraph nothing can go on; each beam holds a reading that ends there.
    search.readings.retain(|reading| reading.stack == Stack::default());
    search.settle();
    debug_assert_eq!(search.steps.len(), count);
    search.steps
}

const DEEPEST: usize = 3;
/// At the end of a paragraph a reading that closes all costs at most as much as one never-closed
/// mark above the one that carries on, so these two limits always keep it.
const WIDEST_BEAM: usize = 48;
const WIDEST_MARGIN: u32 = 24;
const LONGEST_TRAIL: usize = 1 << 16;

const UNCLOSED: u32 = 8;
const UNCLOSED_APOSTROPHE: u32 = 12;
const IGNORED: u32 = 8;
const WRONG_WAY: u32 = 10;
const NEVER: u32 = 1000;

/// The marks that are open, outermost first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stack {
    open: [Option<Glyph>; DEEPEST],
    /// Whether the outermost was left open by a paragraph before, and no mark seen since.
    pending: Pending,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    No,
    /// The paragraph before left it open.
    Direct,
    /// Paragraphs without a mark stand between.
    Distant,
}

#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    price: u32,
    stack: Stack,
    /// Index into the trail, one past it; 0 for none.
    last: u32,
}

struct Search {
    style: Style,
    /// The readings kept, cheapest first.
    readings: Vec<Reading>,
    /// Steps of all readings, each with the one before it (one past its index; 0 for none).
    trail: Vec<(u32, Step)>,
    /// Steps that are settled.
    steps: Vec<Step>,
    /// Room for the readings of the next event.
    grown: Vec<(Reading, Step)>,
}

impl Search {
    fn advance(&mut self, event: Event) {
        let mut grown = std::mem::take(&mut self.grown);
        for reading in &self.readings {
            let mut offer = |step: Step, price: u32, stack: Stack| {
                if price < NEVER {
                    let price = reading.price + price;
                    keep_cheapest(&mut grown, Reading { price, stack, last: reading.last }, step);
                }
            };
            match event {
                Event::Mark(mark) => offer_mark(reading.stack, mark, self.style, &mut offer),
                Event::ParagraphEnd => offer_end(reading.stack, &mut offer),
            }
        }
        grown.sort_by_key(|(reading, _)| reading.price);
        let dearest = grown.first().map_or(0, |(best, _)| best.price + WIDEST_MARGIN);
        self.readings.clear();
        for (mut reading, step) in
            grown.drain(..).take(WIDEST_BEAM).take_while(|(reading, _)| reading.price <= dearest)
        {
            self.trail.push((reading.last, step));
            reading.last = self.trail.len() as u32;
            self.readings.push(reading);
        }
        self.grown = grown;
    }

    /// Writes down the steps of the cheapest reading and forgets the others.
    fn settle(&mut self) {
        let Some(best) = self.readings.first().copied() else { return };
        let from = self.steps.len();
        let mut at = best.last;
        while at > 0 {
            let (before, step) = self.trail[at as usize - 1];
            self.steps.push(step);
            at = before;
        }
        self.steps[from..].reverse();
        self.trail.clear();
        self.readings.clear();
        self.readings.push(Reading { price: 0, last: 0, ..best });
    }
}

/// Keeps one reading for each stack. Of two that cost the same the first stays, so the order of
/// the offers decides.
fn keep_cheapest(grown: &mut Vec<(Reading, Step)>, reading: Reading, step: Step) {
    match grown.iter_mut().find(|(other, _)| other.stack == reading.stack) {
        Some(same) if same.0.price > reading.price => *same = (reading, step),
        Some(_) => {}
        None => grown.push((reading, step)),
    }
}

impl Stack {
    fn depth(self) -> usize {
        self.open.iter().take_while(|glyph| glyph.is_some()).count()
    }

    fn top(self) -> Option<Glyph> {
        self.depth().checked_sub(1).and_then(|top| self.open[top])
    }

    fn push(mut self, glyph: Glyph) -> Option<Stack> {
        let depth = self.depth();
        *self.open.get_mut(depth)? = Some(glyph);
        Some(self)
    }

    fn pop(mut self) -> Stack {
        if let Some(top) = self.depth().checked_sub(1) {
            self.open[top] = None;
        }
        self
    }
}

fn offer_mark(mut stack: Stack, mark: &Mark, style: Style, offer: &mut impl FnMut(Step, u32, Stack)) {
    const RUNS_ON: u32 = 6;
    let mut base = 0;
    let pending = std::mem::take(&mut stack.pending);
    if pending != Pending::No {
        base = RUNS_ON;
        if mark.leads && stack.top().is_some_and(|top| top.family() == mark.glyph.family()) {
            let mut reopened = stack.pop();
            reopened.open[0] = Some(mark.glyph);
            // Where each paragraph opens, none is left out.
            let distant = if pending == Pending::Distant { UNCLOSED } else { 0 };
            offer(Step::Reopen, distant + price_to_open(mark, style, 0), reopened);
        }
    }
    if let Some(top) = stack.top() {
        offer(Step::Close, base + price_to_close(mark, top, style), stack.pop());
    }
    let nested = stack.top().map_or(0, |top| price_to_nest(top, mark.glyph));
    if let Some(deeper) = stack.push(mark.glyph) {
        offer(Step::Open, base + nested + price_to_open(mark, style, stack.depth()), deeper);
    }
    offer(Step::Pass, base + price_to_pass(mark, stack), stack);
    if let Some(top) = stack.top().filter(|top| base == 0 && top.family() == mark.glyph.family())
        && let Some(again) = stack.pop().push(mark.glyph)
    {
        let price = unclosed(top) - 1 + price_to_open(mark, style, stack.depth() - 1);
        offer(Step::Restart, price, again);
    }
}

fn offer_end(stack: Stack, offer: &mut impl FnMut(Step, u32, Stack)) {
    const GAP: u32 = 2;
    let all: u32 = stack.open.iter().flatten().map(|&glyph| unclosed(glyph)).sum();
    offer(Step::End, all, Stack::default());
    if let Some(outermost) = stack.open[0] {
        // An apostrophe is too weak a sign to carry a quotation over paragraphs.
        let weak = if outermost == Glyph::Apostrophe { 4 } else { 1 };
        let (step, pending) = match stack.pending {
            Pending::No => (weak, Pending::Direct),
            Pending::Direct | Pending::Distant => (GAP, Pending::Distant),
        };
        let carried = Stack { open: [Some(outermost), None, None], pending };
        offer(Step::Carry, all - unclosed(outermost) + step, carried);
    }
}

fn unclosed(glyph: Glyph) -> u32 {
    if glyph == Glyph::Apostrophe { UNCLOSED_APOSTROPHE } else { UNCLOSED }
}

fn price_to_nest(outer: Glyph, inner: Glyph) -> u32 {
    if outer.family() == inner.family() { 3 } else { 0 }
}

fn price_to_open(mark: &Mark, style: Style, depth: usize) -> u32 {
    let by_lean = match mark.lean() {
        Lean::Opens => 0,
        Lean::Loose => 2,
        Lean::Glued => 3,
        Lean::Closes => WRONG_WAY,
    };
    match mark.glyph {
        Glyph::Straight => by_lean,
        Glyph::CurlyOpen | Glyph::Low | Glyph::TwiceOpen | Glyph::SingleLow | Glyph::CornerOpen => {
            by_lean / 3
        }
        Glyph::CurlyClose if style.close_opens => by_lean,
        Glyph::CurlyClose if mark.lean() == Lean::Opens => 4,
        Glyph::CurlyClose => WRONG_WAY + by_lean,
        Glyph::TwiceClose => by_lean + 1,
        Glyph::GuillemetLeft | Glyph::SmallLeft if !style.guillemets_point_in => by_lean / 3,
        Glyph::GuillemetRight | Glyph::SmallRight if style.guillemets_point_in => by_lean,
        Glyph::GuillemetLeft | Glyph::SmallLeft | Glyph::GuillemetRight | Glyph::SmallRight => 4 + by_lean,
        // With double marks for speech, a single mark outside them is more often an apostrophe.
        Glyph::SingleOpen => by_lean,
        Glyph::Apostrophe | Glyph::Backtick => {
            by_lean * 2 + if depth == 0 && !style.single_first { 2 } else { 0 }
        }
        Glyph::SingleClose => 6 + by_lean,
        Glyph::CornerClose => NEVER,
    }
}

fn price_to_close(mark: &Mark, opener: Glyph, style: Style) -> u32 {
    if mark.glyph.family() != opener.family() {
        return NEVER;
    }
    let by_lean = match mark.lean() {
        Lean::Closes => 0,
        Lean::Loose | Lean::Glued => 2,
        Lean::Opens => WRONG_WAY,
    };
    let mixed = u32::from((opener == Glyph::Straight) != (mark.glyph == Glyph::Straight));
    match (opener, mark.glyph) {
        (Glyph::Low, Glyph::CurlyOpen | Glyph::CurlyClose) => by_lean,
        (Glyph::CurlyClose, Glyph::CurlyOpen) if style.open_closes => by_lean,
        // Typed in a hurry: “so“.
        (Glyph::CurlyOpen, Glyph::CurlyOpen) if mark.lean() == Lean::Closes => 4,
        (_, Glyph::CurlyOpen | Glyph::TwiceOpen | Glyph::Low) => WRONG_WAY,
        (_, Glyph::Straight) => by_lean + mixed,
        (_, Glyph::CurlyClose | Glyph::TwiceClose) => by_lean / 3 + mixed,
        (Glyph::GuillemetLeft, Glyph::GuillemetRight) | (Glyph::SmallLeft, Glyph::SmallRight) => by_lean / 3,
        (Glyph::GuillemetRight, Glyph::GuillemetLeft) | (Glyph::SmallRight, Glyph::SmallLeft) => by_lean,
        (_, Glyph::GuillemetLeft | Glyph::GuillemetRight | Glyph::SmallLeft | Glyph::SmallRight) => {
            by_lean + 3
        }
        (Glyph::SingleLow, Glyph::SingleOpen) => by_lean,
        (_, Glyph::SingleOpen | Glyph::SingleLow | Glyph::Backtick) => WRONG_WAY,
        (_, Glyph::SingleClose | Glyph::Apostrophe) => by_lean + price_of_apostrophe(mark, style),
        (_, Glyph::CornerClose) => 0,
        (_, Glyph::CornerOpen) => NEVER,
    }
}

/// How little a single mark at the end of a word looks like a closing one.
fn price_of_apostrophe(mark: &Mark, style: Style) -> u32 {
    match mark.before {
        Side::Stop => 0,
        // "the workers' pay" against "the 'workers' of Tarn".
        _ if mark.after_s && mark.after == Side::Blank && !style.single_first => 4,
        _ if mark.after_s => 3,
        _ => 1,
    }
}

fn price_to_pass(mark: &Mark, stack: Stack) -> u32 {
    let leans = mark.lean();
    match mark.glyph {
        Glyph::SingleClose | Glyph::Apostrophe if leans == Lean::Closes => match mark.before {
            Side::Stop => IGNORED,
            _ if mark.after_s || mark.before == Side::Digit => 0,
            _ => 3,
        },
        Glyph::SingleClose => 2,
        Glyph::Apostrophe | Glyph::Backtick => 6,
        Glyph::SingleOpen => 6,
        // Inches and arc seconds: 6'2", 40" screen.
        Glyph::Straight | Glyph::TwiceClose | Glyph::CurlyClose if mark.before == Side::Digit => {
            if stack.depth() == 0 { 2 } else { 4 }
        }
        // Bullets and breadcrumbs.
        Glyph::GuillemetLeft | Glyph::GuillemetRight | Glyph::SmallLeft | Glyph::SmallRight => {
            if leans == Lean::Loose || mark.leads { 3 } else { 6 }
        }
        _ => IGNORED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::marks::Family;

    #[test]
    fn readings_that_meet_are_merged() {
        let mark = Mark { glyph: Glyph::Straight, ..Mark::default() };
        let events: Vec<Event> = std::iter::repeat_n(Event::Mark(&mark), 10_001).collect();
        assert_eq!(pair(events.iter().copied(), Style::default()).len(), 10_001);
    }

    #[test]
    fn no_family_closes_another() {
        assert!(
            price_to_close(
                &Mark { glyph: Glyph::Apostrophe, ..Mark::default() },
                Glyph::Straight,
                Style::default()
            ) >= NEVER
        );
        assert_ne!(Glyph::SingleOpen.family(), Family::Double);
    }
}
