//! Whose picture it is and what it shows: picture credits and captions.

use super::lines::{Line, Page, is_all_capitalised};

/// Names that stand behind a picture when they stand alone or behind a stroke.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "getty images", "getty", "reuters", "ap", "ap photo", "associated press", "the associated press", "afp",
    "epa", "shutterstock", "istock", "istockphoto", "istock photo", "bloomberg", "bloomberg news", "dpa",
    "upi", "alamy", "pa", "pa wire", "press association", "zuma press", "corbis", "wikimedia commons",
    "flickr", "unsplash", "tass", "xinhua", "pool", "file photo", "handout", "courtesy photo", "screenshot",
    "stock photo", "screengrab", "ap images", "file", "rex", "reuters photo", "thinkstock", "adobe stock",
    "fotolia",
];

/// Sees a picture's credit alone on its line: "Getty Images", "Ann Brandt/Reuters", "Photo: Ann
/// Brandt", "Stock photo ID: 12 By quillon".
pub(super) fn picture_credit(line: &Line) -> bool {
    const STOCKS: &[&str] = &["stock photo id", "shutterstock image id", "shutterstock id", "istock id"];
    if line.words > 14 || line.has_quotation_marks() {
        return false;
    }
    let plain = line.plain.trim_matches(['(', ')', '[', ']', ' ']);
    let is_open = !line.ends_a_sentence() || line.words <= 4 || plain.contains('/');
    let is_credit = || AGENCIES.contains(&plain) || names_agency(line, plain) || names_picture(line, plain);
    line.begins_with(STOCKS) || (is_open && is_credit())
}

/// "Ann Brandt/Reuters", "iStockPhoto / Post", "Ann Brandt via AP".
fn names_agency(line: &Line, plain: &str) -> bool {
    let is_agency = |part: &str| AGENCIES.contains(&part.trim().trim_start_matches("via "));
    let is_name = |part: &str| {
        let part = part.trim();
        // Brands such as iStock begin small.
        part.starts_with(char::is_uppercase) || part.starts_with("via") || part.starts_with('i')
    };
    let is_stroked = plain.contains(['/', '|'])
        && plain.split(['/', '|', ',']).any(is_agency)
        && line.text.split(['/', '|']).all(is_name);
    let is_via = plain.rsplit_once(" via ").is_some_and(|(_, agency)| is_agency(agency));
    is_stroked || (is_via && line.is_all_capitalised())
}

/// "Photo: Ann Brandt", "Illustration by Jo Quill".
fn names_picture(line: &Line, plain: &str) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "photo by ", "photo: ", "photo : ", "photos by ", "photo credit", "photograph: ", "photograph by ",
        "image: ", "image by ", "image credit", "image courtesy", "photo courtesy", "picture: ", "credit: ",
        "credits: ", "illustration by ", "illustration: ", "graphic: ", "video by ", "source: ap",
        "source: getty",
    ];
    let rest = line.text.split_once([':', ' ']).map_or("", |(_, rest)| rest);
    let name = rest.trim_start_matches([':', ' ']).trim_start_matches("by ");
    OPENINGS.iter().any(|opening| plain.starts_with(opening))
        && (is_all_capitalised(name) || plain.contains('/'))
}

/// Sees a caption that carries its picture's credit: "(Photo: Reuters) Ann Brandt opens the
/// bridge.", "Ann Brandt opens the bridge. (AP Photo/Jo Quill)".
pub(super) fn caption_with_credit(line: &Line) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "(photo:", "(photo :", "(photo by", "(photo credit", "(image:", "(image credit", "(picture:",
        "photo caption:", "caption:", "image caption", "[photo:", "(ap photo", "(reuters/", "(getty",
        "file photo:", "file photo -", "file - ", "in this file photo", "pictured:", "photo:", "photo :",
        "above:",
    ];
    #[rustfmt::skip]
    const CREDITS: &[&str] = &[
        "photo by", "photo:", "ap photo", "/getty", "photo/", "image:", "photo credit", "/reuters", "via ap",
        "/ap)", "shutterstock", "photo courtesy", "istock", "/afp", "picture:",
    ];
    if line.begins_with(OPENINGS) && line.words <= 100 {
        return true;
    }
    let Some((_, end)) = line.text.trim_end_matches(['.', ' ']).rsplit_once(['(', '[']) else { return false };
    line.words <= 80
        && end.len() <= 80
        && end.ends_with([')', ']'])
        && CREDITS.iter().any(|credit| end.to_lowercase().contains(credit))
}

/// Sees a few words directly above a caption that opens with its credit: the picture's title.
pub(super) fn title_of_a_picture(page: &Page, place: usize) -> bool {
    let line = &page.lines[place];
    let is_above_caption = page.lines.get(place + 1).is_some_and(|below| {
        below.text.starts_with("(Photo")
            || below.text.starts_with("(Image")
            || below.text.starts_with("(Picture")
    });
    // Where nothing longer stands above, these words are the headline itself.
    is_above_caption && page.has_headline_above(place) && line.words <= 6 && !line.ends_a_sentence()
}
