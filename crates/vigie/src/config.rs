//! Configuration, read once: flag or environment first, then the TOML file, then the default.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;

use crate::cli::Shared;
use crate::outside::Outside;

/// The TOML file. Unknown keys are refused: a misspelt one would be silently ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the keys as they are written")]
pub struct File {
    pub data: Option<PathBuf>,
    pub database: Option<String>,
    pub keys: Option<PathBuf>,
    pub demo: Option<bool>,
    pub log: Option<String>,
    pub log_json: Option<bool>,
    pub lexicons: Option<PathBuf>,
    pub listen: Option<SocketAddr>,
    pub behind_proxy: Option<bool>,
    pub trusted_proxy: Option<Vec<IpAddr>>,
    pub leave_to: Option<String>,
    pub node_name: Option<String>,
    pub public_url: Option<String>,
    pub smtp: Option<String>,
    pub smtp_from: Option<String>,
    pub smtp_password_file: Option<PathBuf>,
    pub webhook_secret_file: Option<PathBuf>,
    pub webhook_host: Option<Vec<String>>,
    pub webhook_roots: Option<PathBuf>,
}

/// What every command needs.
#[derive(Debug)]
pub struct Settings {
    /// Folder of the data.
    pub data: PathBuf,
    /// The database.
    pub database: String,
    /// The key file.
    pub keys: PathBuf,
    /// Invented cases.
    pub demo: bool,
    /// Filter of the log.
    pub log: String,
    /// Log lines as JSON.
    pub log_json: bool,
    /// Folder of lexicons instead of those built in.
    pub lexicons: Option<PathBuf>,
    /// How notices leave.
    pub outside: Outside,
    /// The rest of the file, for `serve`.
    pub file: File,
}

impl Settings {
    /// Reads flags, environment and file.
    ///
    /// # Errors
    /// A sentence that says what to change.
    pub fn read(shared: &Shared) -> Result<Self, String> {
        let file = match &shared.config {
            None => File::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|error| format!("the configuration {} cannot be read: {error}", path.display()))?;
                toml::from_str(&text)
                    .map_err(|error| format!("the configuration {} is not right: {error}", path.display()))?
            }
        };
        let demo = shared.demo || file.demo.unwrap_or(false);
        let data = shared.data.clone().or_else(|| file.data.clone()).unwrap_or_else(|| PathBuf::from("vigie-data"));
        let database = shared
            .database
            .clone()
            .or_else(|| file.database.clone())
            .unwrap_or_else(|| format!("sqlite:{}", data.join("vigie.db").display()));
        // A demonstration keeps its keys with its data, so that one folder can be thrown away; a real node never does.
        let beside = if demo { data.join("keys.toml") } else { PathBuf::from("vigie-keys.toml") };
        let keys = shared.keys.clone().or_else(|| file.keys.clone()).unwrap_or(beside);
        let log = shared.log.clone().or_else(|| file.log.clone()).unwrap_or_else(|| "info".to_owned());
        let log_json = shared.log_json || file.log_json.unwrap_or(false);
        let lexicons = shared.lexicons.clone().or_else(|| file.lexicons.clone());
        let outside = Outside::read(&shared.outside, &file);
        Ok(Self { data, database, keys, demo, log, log_json, lexicons, outside, file })
    }

    /// Folder for what the audit writes outside the database.
    pub fn audit_dir(&self) -> PathBuf {
        self.data.join("audit")
    }

    /// Folder for this process's copy of the known pictures.
    pub fn index_dir(&self) -> PathBuf {
        self.data.join("index")
    }
}
