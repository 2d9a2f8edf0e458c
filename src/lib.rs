//! Who said what, across outlets.
//!
//! Articles go in; every attribution comes out with its speaker; the same claim told by several
//! outlets is brought together; each such cluster is called consistent or conflicting, with the
//! words that show it. The program compares accounts: it never says who is right.
//!
//! # Map of the house
//!
//! Data walks through once, from left to right. A room uses only rooms to its left; the command
//! line stands on top.
//!
//! ```text
//! ingest -> text -> syntax -> attribution -> speaker -> statement -> align -> cluster -> compare -> audit -> verify -> diff -> report -> jobs    cli
//! ```
//!
//! | room | in -> out | decides |
//! | --- | --- | --- |
//! | [`place`] | bytes <-> code points | where something stands; used by every room |
//! | [`guard`] | work -> result, or a fault | nothing: catches a panic at the piece of work that it happened in |
//! | [`model`] | features -> scores | linear models and trees: feature hashing, weights, their training |
//! | [`ingest`] | path or stream -> [`Article`] | formats, encodings, what is article and what is web clutter |
//! | [`text`] | [`Article`] -> [`Document`] | paragraphs, sentences, tokens, quotation marks and their pairing |
//! | [`syntax`] | [`Document`] -> [`Syntax`](syntax::Syntax) | tags, lemmas, heads, entities |
//! | [`attribution`] | [`Document`] -> [`Attribution`] | source, cue, content, kind, scope, confidence, reason |
//! | [`speaker`] | attributions -> [`Speaker`] | which mentions are one person or body |
//! | [`statement`] | sentences -> passages | in whose voice each sentence stands |
//! | [`align`] | two statements -> alignment | which words answer which; similarity, relation |
//! | [`cluster`] | contents and sentences of all articles -> [`Cluster`] | which of them tell one claim |
//! | [`mod@compare`] | [`Cluster`] -> [`Finding`] and verdict | what differs, where exactly, and whether it is a conflict |
//! | [`mod@audit`] | articles -> [`Audit`] | nothing: the order of the rooms above, and the threads |
//! | [`mod@verify`] | quotations, transcripts -> [`Verification`](verify::Verification) | where in the record a quotation stands, and what was changed |
//! | [`mod@diff`] | versions of an article -> [`History`](diff::History) | what came, went and was changed, and what of it is admitted |
//! | [`mod@report`] | everything -> bytes | text, JSON, JSON Lines, CSV, Markdown, HTML, SARIF, brat |
//! | [`jobs`] | articles -> results | nothing: each command's job as one function, for programs |
//!
//! From `text` to `compare` nothing reads a file, a clock or a random number, and nothing returns
//! an error: odd prose yields fewer attributions and a note, never a failure.

pub mod align;
pub mod attribution;
pub mod audit;
pub mod cli;
pub mod cluster;
pub mod compare;
pub mod diff;
pub mod guard;
pub mod ingest;
pub mod jobs;
pub mod model;
pub mod place;
pub mod report;
pub mod speaker;
pub mod statement;
pub mod syntax;
pub mod text;
pub mod verify;

pub use attribution::Attribution;
pub use audit::{Audit, Settings, audit};
pub use cluster::Cluster;
pub use compare::{Finding, Verdict};
pub use ingest::Article;
pub use jobs::{compare, diff, extract, read, report, verify};
pub use place::Span;
pub use speaker::Speaker;
pub use text::Document;

/// Compiles the example of README.md with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
