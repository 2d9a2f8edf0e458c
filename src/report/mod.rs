//! Everything that was found, as bytes: text, JSON, JSON Lines, CSV, Markdown, HTML, brat.
//!
//! The JSON is a promise: its types live here alone, are versioned, and the program prints their
//! JSON Schema.
