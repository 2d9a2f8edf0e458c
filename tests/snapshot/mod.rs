//! Where snapshots lie and how they are named: `snapshots/STAGE/NAME.snap`, at the top of the
//! repository, whichever test writes them.

use std::path::Path;

/// Settings for the snapshots of one stage.
pub fn settings(stage: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    // An absolute path, since a relative one is counted from the test's own file.
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(stage));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings
}
