//! From a path or stream to [`Article`]s: formats, encodings, what is article and what is clutter.
//!
//! Plain text, HTML pages, JSON Lines, JSON, CSV and TSV, Word documents, letters, feeds and archives of
//! pages come in, compressed or not, from files, folders or standard input; articles and [`Problem`]s go out. One file that cannot be read never stops the others.
//! The room decides which stretches of a body are web clutter, conservatively: what it is not sure
//! of stays prose. It refuses to decide anything about the prose itself, and it never changes a
//! body: offsets are those of the text as the user has it.
//!
//! | file | decides |
//! | --- | --- |
//! | `walk` | which files are read, in which order |
//! | `source` | files and streams as bytes, within a limit |
//! | `packed` | what is compressed, unpacked |
//! | `own` | what whosaid wrote itself |
//! | `format` | which of the formats a file or stream is in |
//! | `decode` | bytes to text |
//! | `plain`, `front_matter` | text files |
//! | `page`, `page_metadata`, `page_data`, `markup`, `fragment` | HTML pages, and pieces of them |
//! | `feed` | RSS and Atom |
//! | `docx`, `delivery`, `zip` | Word documents, and deliveries of press archives in them |
//! | `mail` | letters, and pages saved as one file |
//! | `archive`, `warc`, `http` | archives of pages |
//! | `records`, `table` | JSON Lines, JSON, CSV |
//! | `finish` | what is done to every article |
//! | `convert` | the bytes of one file or record, by its format |
//! | `ids` | what each article is called |
//! | `copies` | which articles were read already |
//! | `dates` | what day a date means |
//! | `clutter` | what of a body is not the article |
//! | `texts` | reads transcripts as text, whatever they say |
//! | `intake` | what is asked for, and what comes of it |
//! | `chunks` | reads it all, in parallel and in bounded memory |
//! | `in_memory` | reads records that a program has at hand, likewise |

mod archive;
mod article;
mod chunks;
mod clutter;
mod convert;
mod copies;
mod dates;
mod decode;
mod delivery;
mod docx;
mod feed;
mod fields;
mod finish;
mod format;
mod fragment;
mod front_matter;
mod http;
mod ids;
mod in_memory;
mod intake;
mod mail;
mod markup;
mod own;
mod packed;
mod page;
mod page_data;
mod page_metadata;
mod plain;
mod problem;
mod records;
mod source;
mod table;
mod texts;
mod walk;
mod warc;
mod zip;

pub use article::{Article, Because, Clutter, ClutterKind};
pub use chunks::{Chunks, chunks, is_left_out, read, read_text, read_text_with};
pub use copies::{Copies, copy_of};
pub use decode::Encoding;
pub use fields::FieldMap;
pub use format::Format;
pub use in_memory::{read_records, record_chunks};
pub use intake::{Intake, Options};
pub use problem::{Problem, Severity};
pub use source::{SizeLimit, StreamLine, next_line, open_stream, read_whole};
pub use texts::{TextFile, Texts, own_report, texts};
pub use walk::{FoundFile, files, files_and_problems, transcript_files};
