//! `whosaid generate`: completions, the manual page, the JSON Schema.

use clap::CommandFactory;
use schemars::Schema as JsonSchema;
use schemars::generate::SchemaSettings;

use super::arguments::{Arguments, GenerateArguments, Generated, Schema};
use super::failure::{Failure, Outcome};
use super::output;
use crate::report::{columns, json, lines, pair, record, revision, taken};

/// Runs the command.
pub fn run(arguments: &GenerateArguments) -> Result<Outcome, Failure> {
    let text = match &arguments.what {
        Generated::Completions { shell } => completions(*shell),
        Generated::Man => manual_page(),
        Generated::Columns => columns::described(output::terminal(None)),
        Generated::Schema { of } => schema(*of),
    };
    output::write_all(None, &text)?;
    Ok(Outcome::default())
}

fn completions(shell: clap_complete::Shell) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "whosaid", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The page of the command, and below it a section for each of its own commands.
fn manual_page() -> String {
    let command = Arguments::command();
    let mut bytes = Vec::new();
    let written = clap_mangen::Man::new(command.clone()).render(&mut bytes);
    written.expect("writing to memory cannot fail");
    for inner in command.get_subcommands() {
        let named = inner.clone().bin_name(format!("whosaid {}", inner.get_name()));
        let page = clap_mangen::Man::new(named);
        bytes.extend_from_slice(format!(".SH \"WHOSAID {}\"\n", inner.get_name().to_uppercase()).as_bytes());
        let written = page
            .render_synopsis_section(&mut bytes)
            .and_then(|()| page.render_description_section(&mut bytes))
            .and_then(|()| page.render_options_section(&mut bytes));
        written.expect("writing to memory cannot fail");
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is written and what is read are described apart: a field that is always written may be
/// left out of what is read.
fn schema(of: Schema) -> String {
    let written = || SchemaSettings::default().for_serialize().into_generator();
    let read = || SchemaSettings::default().for_deserialize().into_generator();
    let schema: JsonSchema = match of {
        Schema::Report => written().into_root_schema_for::<json::Report>(),
        Schema::Attribution => written().into_root_schema_for::<json::Attribution>(),
        Schema::Claim => written().into_root_schema_for::<json::Cluster>(),
        Schema::Telling => written().into_root_schema_for::<lines::TellingLine>(),
        Schema::Finding => written().into_root_schema_for::<lines::FindingLine>(),
        Schema::Speaker => written().into_root_schema_for::<json::Speaker>(),
        Schema::Outlet => written().into_root_schema_for::<json::Outlet>(),
        Schema::Article => written().into_root_schema_for::<json::Article>(),
        Schema::Comparison => written().into_root_schema_for::<pair::Comparison>(),
        Schema::Taken => written().into_root_schema_for::<taken::Taken>(),
        Schema::Verifications => written().into_root_schema_for::<record::Verifications>(),
        Schema::Quotation => written().into_root_schema_for::<record::Quotation>(),
        Schema::Differences => written().into_root_schema_for::<revision::Differences>(),
        Schema::Pair => read().into_root_schema_for::<pair::Pair>(),
    };
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}
