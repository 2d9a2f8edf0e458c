//! Marks that may be quotation marks: which glyph, what stands on either side, and how an article
//! uses them.

use super::Token;
use super::paragraphs::is_blank;
use super::tokens::Block;

/// A token that may be a quotation mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Index of the token.
    pub token: usize,
    /// What is printed.
    pub glyph: Glyph,
    /// What stands before it, other marks aside.
    pub before: Side,
    /// What stands behind it, other marks aside.
    pub after: Side,
    /// Only other marks stand before it in its paragraph.
    pub leads: bool,
    /// The word before it ends in "s", so that an apostrophe may be a possessive.
    pub after_s: bool,
}

/// What a mark looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Glyph {
    /// `"`
    #[default]
    Straight = 1,
    /// “
    CurlyOpen,
    /// ”
    CurlyClose,
    /// „
    Low,
    /// Two backticks.
    TwiceOpen,
    /// Two apostrophes.
    TwiceClose,
    /// «
    GuillemetLeft,
    /// »
    GuillemetRight,
    /// ‹
    SmallLeft,
    /// ›
    SmallRight,
    /// ‘
    SingleOpen,
    /// ’
    SingleClose,
    /// ‚
    SingleLow,
    /// '
    Apostrophe,
    /// A backtick.
    Backtick,
    /// 「 『 《
    CornerOpen,
    /// 」 』 》
    CornerClose,
}

/// Marks that can close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Guillemet,
    SmallGuillemet,
    Single,
    Corner,
}

/// What stands beside a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// White space, or the edge of the paragraph.
    #[default]
    Blank,
    /// A bracket that opens, or a dash.
    Opening,
    /// A stop, a comma, a bracket that closes.
    Stop,
    /// A digit.
    Digit,
    /// A letter or any other sign.
    Letter,
}

/// Which way a mark leans by what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// Open to the left, words to the right.
    Opens,
    /// Words to the left, open to the right.
    Closes,
    /// White space on both sides.
    Loose,
    /// Words on both sides.
    Glued,
}

/// How an article uses its marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Single marks are the main ones, double marks stand inside them.
    pub single_first: bool,
    /// ” opens as well as closes, as in Swedish.
    pub close_opens: bool,
    /// “ closes, as in German.
    pub open_closes: bool,
    /// »so«, not «so».
    pub guillemets_point_in: bool,
}

impl Glyph {
    /// The glyph of a character beyond ASCII.
    pub fn of(c: char) -> Option<Glyph> {
        Some(match c {
            '“' | '‟' => Glyph::CurlyOpen,
            '”' => Glyph::CurlyClose,
            '„' => Glyph::Low,
            '«' => Glyph::GuillemetLeft,
            '»' => Glyph::GuillemetRight,
            '‹' => Glyph::SmallLeft,
            '›' => Glyph::SmallRight,
            '‘' | '‛' => Glyph::SingleOpen,
            '’' => Glyph::SingleClose,
            '‚' => Glyph::SingleLow,
            '"' => Glyph::Straight,
            '「' | '『' | '《' => Glyph::CornerOpen,
            '」' | '』' | '》' => Glyph::CornerClose,
            _ => return None,
        })
    }

    /// The marks it can pair with.
    pub fn family(self) -> Family {
        match self {
            Glyph::Straight
            | Glyph::CurlyOpen
            | Glyph::CurlyClose
            | Glyph::Low
            | Glyph::TwiceOpen
            | Glyph::TwiceClose => Family::Double,
            Glyph::GuillemetLeft | Glyph::GuillemetRight => Family::Guillemet,
            Glyph::SmallLeft | Glyph::SmallRight => Family::SmallGuillemet,
            Glyph::SingleOpen
            | Glyph::SingleClose
            | Glyph::SingleLow
            | Glyph::Apostrophe
            | Glyph::Backtick => Family::Single,
            Glyph::CornerOpen | Glyph::CornerClose => Family::Corner,
        }
    }
}

impl Mark {
    /// Which way it leans.
    pub fn lean(&self) -> Lean {
        let open_before = matches!(self.before, Side::Blank | Side::Opening);
        let open_after = matches!(self.after, Side::Blank | Side::Stop);
        match (open_before, open_after) {
            (true, true) => Lean::Loose,
            (true, false) => Lean::Opens,
            (false, true) => Lean::Closes,
            // "go"—he: the dash belongs to what follows.
            (false, false) if self.after == Side::Opening => Lean::Closes,
            (false, false) => Lean::Glued,
        }
    }
}

/// Fills in what stands beside each mark of a block.
pub(super) fn look_around(body: &str, tokens: &[Token], block: &Block, marks: &mut [Mark]) {
    let count = marks.len();
    let mut leads = true;
    for here in 0..count {
        let token = marks[here].token;
        let touching = |a: usize, b: usize| tokens[a].span.end == tokens[b].span.start;
        let joined_before = here > 0 && marks[here - 1].token + 1 == token && touching(token - 1, token);
        leads = token == block.tokens.start || leads && here > 0 && marks[here - 1].token + 1 == token;
        marks[here].leads = leads;
        if joined_before {
            marks[here].before = marks[here - 1].before;
            marks[here].after_s = marks[here - 1].after_s;
        } else {
            let text = &body[block.span.start..tokens[token].span.start];
            marks[here].before = text.chars().next_back().map_or(Side::Blank, side_before);
            marks[here].after_s = text.ends_with(['s', 'S']);
        }
    }
    for here in (0..count).rev() {
        let token = marks[here].token;
        let joined = marks
            .get(here + 1)
            .filter(|next| next.token == token + 1 && tokens[token].span.end == tokens[token + 1].span.start);
        marks[here].after = match joined {
            Some(next) => next.after,
            None => side_after(&body[tokens[token].span.end..block.span.end]),
        };
    }
}

/// Learns how an article uses its marks.
pub(super) fn style(marks: &[Mark]) -> Style {
    let mut counts = Counts::default();
    for mark in marks {
        let lean = mark.lean();
        match (mark.glyph, lean) {
            (Glyph::SingleOpen, Lean::Opens) => counts.single_opens += 1,
            (Glyph::Apostrophe, Lean::Opens) => counts.single_opens += 1,
            (Glyph::SingleClose | Glyph::Apostrophe, Lean::Closes) if mark.before == Side::Stop => {
                counts.single_closes_sentence += 1;
            }
            (Glyph::CurlyOpen, Lean::Opens) => counts.open_leaning_open += 1,
            (Glyph::CurlyOpen, Lean::Closes) => counts.open_leaning_close += 1,
            (Glyph::CurlyClose, Lean::Opens) => counts.close_leaning_open += 1,
            (Glyph::GuillemetRight, Lean::Opens) | (Glyph::GuillemetLeft, Lean::Closes) => {
                counts.pointing_in += 1;
            }
            (Glyph::GuillemetLeft, Lean::Opens) | (Glyph::GuillemetRight, Lean::Closes) => {
                counts.pointing_out += 1;
            }
            _ => {}
        }
        if mark.glyph.family() == Family::Double && lean == Lean::Closes && mark.before == Side::Stop {
            counts.double_closes_sentence += 1;
        }
    }
    Style {
        single_first: counts.single_opens > 0
            && counts.single_closes_sentence > counts.double_closes_sentence,
        close_opens: counts.close_leaning_open > counts.open_leaning_open,
        open_closes: counts.open_leaning_close > counts.open_leaning_open,
        guillemets_point_in: counts.pointing_in > counts.pointing_out,
    }
}

#[derive(Default)]
struct Counts {
    single_opens: usize,
    single_closes_sentence: usize,
    double_closes_sentence: usize,
    open_leaning_open: usize,
    open_leaning_close: usize,
    close_leaning_open: usize,
    pointing_in: usize,
    pointing_out: usize,
}

fn side_before(c: char) -> Side {
    match c {
        _ if is_blank(c) => Side::Blank,
        '(' | '[' | '{' | '-' | '–' | '—' | '―' | '/' | '=' | ':' | '¿' | '¡' | '>' => Side::Opening,
        '.' | ',' | ';' | '?' | '!' | '…' | ')' | ']' | '}' => Side::Stop,
        _ if c.is_ascii_digit() => Side::Digit,
        _ => Side::Letter,
    }
}

fn side_after(rest: &str) -> Side {
    let Some(c) = rest.chars().next() else { return Side::Blank };
    match c {
        _ if is_blank(c) => Side::Blank,
        '-' | '–' | '—' | '―' | '/' => Side::Opening,
        // An ellipsis stands for words.
        '.' if rest.starts_with("..") => Side::Letter,
        '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '<' => Side::Stop,
        _ if c.is_ascii_digit() => Side::Digit,
        _ => Side::Letter,
    }
}
