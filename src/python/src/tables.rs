//! Rows of the wire types as Arrow tables.
//!
//! The types of the columns are read off the JSON Schema of the rows, so that a field is never told twice:
//! text is `Utf8`, whole numbers `Int64`, others `Float64`, objects are structs, and objects with keys of
//! the user's own are maps.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use pyo3_arrow::PyTable;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::parallel;

/// Rows that make a batch.
const ROWS_AT_ONCE: usize = 4096;

/// The rows as a table.
///
/// # Errors
/// When the rows are not what their schema says, which a test of the schema would have found.
pub fn table<T: Serialize + JsonSchema + Sync>(rows: &[T]) -> Result<PyTable, String> {
    let mut table = Table::new::<T>();
    table.add(rows)?;
    table.finish()
}

/// A table that is made of some rows at a time.
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// No rows yet, of this type.
    pub fn new<T: JsonSchema>() -> Self {
        Table { schema: schema_of::<T>(), batches: Vec::new() }
    }

    /// Adds rows.
    ///
    /// # Errors
    /// When they are not of the type of the table.
    pub fn add<T: Serialize + Sync>(&mut self, rows: &[T]) -> Result<(), String> {
        let parts: Vec<&[T]> = rows.chunks(ROWS_AT_ONCE).collect();
        let made = parallel::each(&parts, |rows| batch(rows, &self.schema));
        for batch in made {
            self.batches.extend(batch?);
        }
        Ok(())
    }

    /// The table with all its rows.
    ///
    /// # Errors
    /// None that a user could meet.
    pub fn finish(self) -> Result<PyTable, String> {
        PyTable::try_new(self.batches, self.schema).map_err(|error| error.to_string())
    }
}

/// The rows as one batch; none where there are none.
fn batch<T: Serialize>(rows: &[T], schema: &SchemaRef) -> Result<Option<RecordBatch>, String> {
    let said = |error: arrow_schema::ArrowError| error.to_string();
    let builder = ReaderBuilder::new(schema.clone()).with_batch_size(rows.len());
    let mut decoder = builder.build_decoder().map_err(said)?;
    decoder.serialize(rows).map_err(said)?;
    decoder.flush().map_err(said)
}

/// The columns of rows of this type.
fn schema_of<T: JsonSchema>() -> SchemaRef {
    let schema = schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>();
    let root = schema.to_value();
    match type_of(&root, &root) {
        DataType::Struct(fields) => Arc::new(Schema::new(fields)),
        other => Arc::new(Schema::new(vec![Field::new("value", other, true)])),
    }
}

/// The type that a schema describes. Every field may be missing.
fn type_of(schema: &Value, root: &Value) -> DataType {
    if let Some(to) = schema["$ref"].as_str() {
        let path = to.trim_start_matches('#');
        return root.pointer(path).map_or(DataType::Utf8, |schema| type_of(schema, root));
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let real = choices.iter().find(|choice| choice["type"] != "null");
            return real.map_or(DataType::Utf8, |schema| type_of(schema, root));
        }
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").unwrap_or(&Value::Null),
        kind => kind,
    };
    match kind.as_str() {
        Some("integer") => DataType::Int64,
        Some("number") => DataType::Float64,
        Some("boolean") => DataType::Boolean,
        Some("array") => {
            let items = match &schema["items"] {
                Value::Null | Value::Bool(_) => &schema["prefixItems"][0],
                items => items,
            };
            DataType::List(Arc::new(Field::new("item", type_of(items, root), true)))
        }
        Some("object") => object(schema, root),
        _ => DataType::Utf8,
    }
}

fn object(schema: &Value, root: &Value) -> DataType {
    if let Some(properties) = schema["properties"].as_object().filter(|properties| !properties.is_empty()) {
        let field = |(name, schema): (&String, &Value)| Field::new(name, type_of(schema, root), true);
        // What is always there is listed in the order of the type; the properties themselves are sorted.
        let order: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let place = |name: &str| order.iter().position(|other| *other == name).unwrap_or(order.len());
        let mut properties: Vec<(&String, &Value)> = properties.iter().collect();
        properties.sort_by_key(|(name, _)| place(name));
        return DataType::Struct(properties.into_iter().map(field).collect::<Fields>());
    }
    let value = Field::new("values", type_of(&schema["additionalProperties"], root), true);
    let entry = DataType::Struct(Fields::from(vec![Field::new("keys", DataType::Utf8, false), value]));
    DataType::Map(Arc::new(Field::new("entries", entry, false)), false)
}
