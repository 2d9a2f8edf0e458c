//! Each rule on pages made up for it.

use super::*;

/// Checks that of a page exactly the lines or parts between `⟦` and `⟧` are clutter, of the kinds
/// given.
#[track_caller]
fn check(marked: &str, kinds: &[ClutterKind]) {
    let mut body = String::new();
    let mut expected = Vec::new();
    for piece in marked.split('⟦') {
        let (clutter, rest) = piece.split_once('⟧').unwrap_or(("", piece));
        if piece.contains('⟧') {
            expected.push(clutter.to_owned());
        }
        body.push_str(clutter);
        body.push_str(rest);
    }
    let mut page = Page::cut(&body, 0, None);
    page.byline = authors::author(&page);
    let found = find(&mut page, Origin::Text);
    let words: Vec<&str> = found.iter().map(|clutter| clutter.span.of(&body)).collect();
    assert_eq!(words, expected);
    let found: Vec<ClutterKind> = found.iter().map(|clutter| clutter.kind).collect();
    assert_eq!(found, kinds);
}

/// A headline and two paragraphs of prose, for clutter to stand around.
const HEAD: &str = "Harbour bridge will reopen in spring\n\n";
const PROSE: &str = "The harbour bridge will reopen in April after two years of repairs, the council of \
Quillport announced on Monday.\n\n“We have kept our promise to the people of this town,” Mayor Elise Ortega told \
reporters at the quay.\n\n";

#[track_caller]
fn check_below(clutter: &str, kind: ClutterKind) {
    check(&format!("{HEAD}{PROSE}⟦{clutter}⟧\n"), &[kind]);
}

#[track_caller]
fn check_above(clutter: &str, kind: ClutterKind) {
    check(&format!("⟦{clutter}⟧\n\n{HEAD}{PROSE}"), &[kind]);
}

#[track_caller]
fn check_within(clutter: &str, kind: ClutterKind) {
    check(
        &format!(
            "{HEAD}{PROSE}⟦{clutter}⟧\n\nWork on the northern pier will go on until the summer, engineers said on the site.\n"
        ),
        &[kind],
    );
}

#[track_caller]
fn check_prose(prose: &str) {
    check(
        &format!(
            "{HEAD}{PROSE}{prose}\n\nWork on the northern pier will go on until the summer, engineers said on the site.\n"
        ),
        &[],
    );
    check(&format!("{HEAD}{PROSE}{prose}\n"), &[]);
}

#[test]
fn a_page_without_clutter() {
    check(&format!("{HEAD}{PROSE}"), &[]);
    check("", &[]);
    check("\n\r\n \u{a0} \n", &[]);
}

#[test]
fn labels() {
    check_above("HARBOUR POST", Navigation);
    check_above("Make HP Your Homepage", Navigation);
    check_above("Home > News > Quillport", Navigation);
    check_within("view counter", Navigation);
    check_within("Advertisement", Navigation);
    check_within("* * *", Navigation);
    check_within("12 comments", Navigation);
    check_below("See all Videos", Navigation);
    check_below("Bridge Data Desk", Navigation);
    check_below("Tags Quillport Elise Ortega Bridges", Tags);
    check_below("Filed under: Bridges, Quillport", Tags);
}

#[test]
fn mastheads() {
    let menu = "News | Sport | Weather | Tides";
    check(&format!("⟦Harbour Post\n\nYour paper since 1871⟧\n⟦{menu}⟧\n\n{HEAD}{PROSE}"), &[Navigation; 2]);
    check(&format!("⟦Home   News   Sport   Weather⟧\n\n{HEAD}{PROSE}"), &[Navigation]);
    let mut article =
        Article { body: format!("Harbour Post\n{menu}\n\n{HEAD}{PROSE}"), ..Article::default() };
    mark(&mut article, Origin::Text);
    assert_eq!(article.outlet.as_deref(), Some("Harbour Post"));
}

#[test]
fn dates_and_times() {
    check_above("Published 12 March 2031", Dateline);
    check_above("03/22/2031 06:04:00 am", Dateline);
    check_above("Updated: March 12, 2031 at 9:30 a.m.", Dateline);
    check_above("Updated 10:51 p.m., Oct. 14, 2031", Dateline);
    check_within("9:30 p.m.", Dateline);
}

#[test]
fn a_marked_date_dates_the_article() {
    let mut article =
        Article { body: format!("{HEAD}Published 12 March 2031\n\n{PROSE}"), ..Article::default() };
    mark(&mut article, Origin::Text);
    assert_eq!(article.date.unwrap().to_string(), "2031-03-12");
    let mut article =
        Article { body: format!("03/22/2031 06:04:00 am\n\n{HEAD}{PROSE}"), ..Article::default() };
    mark(&mut article, Origin::Text);
    assert_eq!(article.date, None, "the clock of a page is no date of publication");
    let mut article =
        Article { body: format!("{HEAD}Wednesday 12 March 2031\n\n{PROSE}"), ..Article::default() };
    mark(&mut article, Origin::Text);
    assert_eq!(article.date.unwrap().to_string(), "2031-03-12");
    let mut article =
        Article { body: format!("{HEAD}{PROSE}12 March 2031\n\n{PROSE}"), ..Article::default() };
    mark(&mut article, Origin::Text);
    assert_eq!(article.date, None, "a date within the article may be any");
}

#[test]
fn notices() {
    check_below("Editor’s note: The council is a shareholder of this newspaper.", Notice);
    check_below("This story has been updated with the mayor’s remarks.", Notice);
    check_below("Jo Quill contributed to this report.", Notice);
    check_below("(Reporting by Jo Quill; Editing by Ann Brandt)", Notice);
    check_below("© 2031 The Harbour Post. All rights reserved.", Notice);
    check_below("h/t Quay Watch", Notice);
    check_below("CORRECTION:\n\nThe bridge was closed for two years, not three.", Notice);
}

#[test]
fn appeals() {
    check_below("Follow Jo Quill on Twitter @joquill.", Appeal);
    check_below("Sign up for our newsletter.", Appeal);
    check_below("Subscribe here.", Appeal);
    check_within("Like Us on Facebook", Appeal);
    check_below("Do you support the new bridge? Like the page:", Appeal);
    check_below("I agree to this site's Privacy Policy.", Appeal);
    check_below("Send tips to tips@harbourpost.example.", Appeal);
    check_below("Watch the full video of the opening below:", Appeal);
    check_below("READ MORE: Ferry fares to rise again in June", Teaser);
    check_below("Read the rest here.", Teaser);
}

#[test]
fn captions() {
    check_within("Getty Images", Caption);
    check_within("iStockPhoto / HPN", Caption);
    check_within("Jo Quill/Reuters", Caption);
    check_within("Stock photo ID: 12 By quillon", Caption);
    check_within(
        "(Photo : REUTERS/Jo Quill) The bridge of Quillport, seen from the quay on Monday.",
        Caption,
    );
    check_within("The bridge of Quillport, seen from the quay. (AP Photo/Jo Quill)", Caption);
    check(
        &format!("{HEAD}⟦Bridge reopens⟧\n\n⟦(Photo : Jo Quill) The bridge on Monday.⟧\n\n{PROSE}"),
        &[Caption, Caption],
    );
}

#[test]
fn authors() {
    check(&format!("{HEAD}⟦By JO QUILL and ANN BRANDT, Staff Writers⟧\n\n{PROSE}"), &[Byline]);
    check(&format!("{HEAD}⟦By Jo Quill · 11 March 2031, 5.40pm⟧\n\n{PROSE}"), &[Byline]);
    check(&format!("{HEAD}⟦Jo Quill · 11 March 2031 · 4 min read⟧\n\n{PROSE}"), &[Byline]);
    check(&format!("{HEAD}⟦Jo Quill, Arts Editor⟧\n\n⟦11 March 2031⟧\n\n{PROSE}"), &[Byline, Dateline]);
    check(
        &format!(
            "{HEAD}⟦By Jo Quill⟧\n\n{PROSE}⟦Jo Quill has kept bees since 2012. ‘Hive’ is out of print.⟧"
        ),
        &[Byline; 2],
    );
    check_below("Jo Quill is a staff writer at The Harbour Post.", Byline);
    check_below("• Puzzles: turn to page 34", Teaser);
    check_below("Brandt reported from Northhaven.", Byline);
    check_below("- Jo Quill", Byline);
    let about = "About the Author\n\nJo Quill covers the harbour. Before that she was a diver.\n\nQuill lives on a boat \
with a cat that is older than the bridge itself.";
    check(&format!("{HEAD}{PROSE}⟦{about}⟧\n"), &[Byline]);
}

#[test]
fn lists_of_other_stories() {
    let list = "Featured\n\n  • Ferries\n    Ferry fares rise\n\n    Passengers will pay two crowns more from June.\n\n  • Roads\n    Ring road closed";
    check_below(list, Teaser);
    check_below("Most Popular\n\nLoad more\n\n\nSee all Video", Teaser);
    check_below("MORE FROM THE QUAY\n\nThe doctor who makes calls\nIs your creek too warm?", Teaser);
    check(
        &format!("{HEAD}{PROSE}⟦Tags: bridges, quay⟧\n\n⟦The Post by mail\n\nThe harbour in three minutes.⟧"),
        &[Tags, Navigation],
    );
    check_below("Related:\n\nFerry fares rise again.\n\nThe ring road is closed for June.", Teaser);
}

#[test]
fn copies() {
    let lead = "The harbour bridge will reopen in April, the council said on Monday.";
    check(&format!("{HEAD}{lead}\n\n⟦{lead}⟧\n\n{PROSE}"), &[Repeat]);
    check(&format!("{HEAD}⟦Harbour bridge will reopen in spring⟧\n\n{PROSE}"), &[Repeat]);
    check(&format!("{HEAD}⟦“We have kept our promise”⟧\n\n{PROSE}"), &[Repeat]);
    check(&format!("{HEAD}“No comment.”\n\n“No comment.”\n\n{PROSE}"), &[]);
}

#[test]
fn parts_of_a_line() {
    check(
        &format!("{HEAD}⟦{{advert}}⟧But engineers doubt that the date will hold.\n\n{PROSE}"),
        &[Placeholder],
    );
    check(
        &format!("{HEAD}⟦<p>⟧The letter <i>itself</i> explains it all.⟦</p>⟧\n\n{PROSE}"),
        &[Placeholder; 2],
    );
    check(
        &format!("⟦Bridges⟧Harbour bridge will reopen\n\nThe town has three bridges. {PROSE}"),
        &[Navigation],
    );
    check(&format!("⟦Arts & Crime⟧Harbour bridge thief held\n\n{PROSE}"), &[Navigation]);
    check(&format!("⟦LIVE⟧Harbour bridge reopens\n\n{PROSE}"), &[Navigation]);
    check(
        &format!("⟦Quay⟧Brandt reopens bridge\n\nThe quay was full when Brandt came. {PROSE}"),
        &[Navigation],
    );
    check(&format!("When MarketWatch sleeps\n\nWe watch the market when it does. {PROSE}"), &[]);
    check(&format!("McBride reopens the bridge\n\n{PROSE}"), &[]);
    check(&format!("{HEAD}{PROSE}The mayor left without another word.⟦Advertisement⟧"), &[Navigation]);
}

#[test]
fn wrapped_text_is_read_by_paragraphs() {
    let wrapped = "The bridge reopens in April, said\nthe mayor. She asked people to\nfollow the council on\nTwitter for news of\nthe ferry, which stays\nin service.\n";
    check(wrapped, &[]);
    check(&format!("{wrapped}\n⟦Follow the council on Twitter.⟧\n"), &[Appeal]);
}

#[test]
fn what_only_looks_like_clutter_stays() {
    check_prose(
        "Follow the money on Twitter and you will see who paid for the bridge, “and when,” Brandt said.",
    );
    check_prose("“Sign up for our newsletter,” the mayor joked as the crowd began to leave the quay.");
    check_prose(
        "Subscribe to that view and you end up with no bridge at all, the engineers argue in their letter.",
    );
    check_prose("Ortega is a former editor of the town’s newspaper.");
    check_prose("Related questions will be put to the council next week, she said.");
    check_prose("Readers, writers and editors contributed to the fund, Ortega said.");
    check_prose("Contact with voters on Facebook grew in spring, she said.");
    check_prose("Watch where the money goes and you will see who built the bridge");
    check_prose("Tags on crates were blamed, the port said.");
    check_prose("This report was produced by the council and shows that the pier was never safe.");
    check_prose("An earlier version of this bill had no price in it at all, and nobody minded.");
    check_prose("Reporting by the town’s newspaper showed that the pier was rotten.");
    check_prose("Three engineers contributed evidence to this report.");
    check_prose("Copyright by itself protects nobody, the council was told.");
    check_prose("“Yes.”");
    check_prose("McAllister Group said it would wait {as ever} for the council, 3 < 4 and [sic] 5 > 4.");
}

#[test]
fn headlines_stay() {
    check(&format!("⟦Top stories⟧\n\nMayor quits\n\n{PROSE}"), &[Teaser]);
    check(&format!("Mayor Denies Fraud\n\nElise Ortega says that she never took a crown\n\n{PROSE}"), &[]);
    check(&format!("Credit card rates up 3/4 of a point\n\n{PROSE}"), &[]);
}

#[test]
fn bullet_lists_of_the_article_stay() {
    let last = "Work on the northern pier will go on until the summer, engineers said on the site.";
    check(&format!("{HEAD}{PROSE}• The bridge opens in April.\n• The ferry stays.\n\n{last}\n"), &[]);
}
