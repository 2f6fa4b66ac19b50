//! How notices and calls leave: flags, environment and file, turned into channels.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vigie_seal::Secret;
use vigie_service::Outside as Channels;
use vigie_wire::{BadRoots, Channel, Hook, Host, Mail, MailServer, Receivers, Safety};

use crate::cli;
use crate::config::File;

/// What was set. Flag or environment first, then the file.
#[derive(Debug, Default)]
pub struct Outside {
    node: String,
    public: String,
    smtp: Option<String>,
    from: Option<String>,
    password: Option<PathBuf>,
    secret: Option<PathBuf>,
    hosts: Vec<String>,
    roots: Option<PathBuf>,
}

impl Outside {
    /// Reads flags, environment and file.
    pub fn read(flags: &cli::Outside, file: &File) -> Self {
        let text = |flag: &Option<String>, file: &Option<String>| flag.clone().or_else(|| file.clone());
        let path = |flag: &Option<PathBuf>, file: &Option<PathBuf>| flag.clone().or_else(|| file.clone());
        let public = text(&flags.public_url, &file.public_url).unwrap_or_default();
        Self {
            node: text(&flags.node_name, &file.node_name).unwrap_or_else(|| "vigie".to_owned()),
            public: public.trim_end_matches('/').to_owned(),
            smtp: text(&flags.smtp, &file.smtp),
            from: text(&flags.smtp_from, &file.smtp_from),
            password: path(&flags.smtp_password_file, &file.smtp_password_file),
            secret: path(&flags.webhook_secret_file, &file.webhook_secret_file),
            hosts: match &flags.webhook_host[..] {
                [] => file.webhook_host.clone().unwrap_or_default(),
                hosts => hosts.to_vec(),
            },
            roots: path(&flags.webhook_roots, &file.webhook_roots),
        }
    }

    /// The channels. Nothing is connected yet.
    ///
    /// # Errors
    /// A sentence that says what to change.
    pub fn open(&self) -> Result<Channels, String> {
        let mail = match &self.smtp {
            None => None,
            Some(url) => {
                let password = self.password.as_deref().map(secret).transpose()?;
                let from = self.from.clone().ok_or("a mail server is set and no sender; add --smtp-from ADDRESS")?;
                let mail = Mail::new(server(url, password, from)?).map_err(|error| format!("--smtp: {error}"))?;
                Some(Arc::new(mail) as Arc<dyn Channel>)
            }
        };
        let roots = self.roots.as_deref().map(roots).transpose()?;
        let file = self.roots.as_deref().unwrap_or(Path::new("")).display();
        let refused = |error: BadRoots| format!("--webhook-roots {file}: {error}");
        let hook = match &self.secret {
            None => None,
            Some(path) => {
                let hook = Hook::new(secret(path)?);
                let hook = if let Some(pem) = &roots { hook.trusting(pem).map_err(refused)? } else { hook };
                Some(Arc::new(hook) as Arc<dyn Channel>)
            }
        };
        let public = &self.public;
        if !public.is_empty() && !public.starts_with("https://") && !local(public) {
            return Err("--public-url must begin with https://: the links in notices open something".to_owned());
        }
        let hosts = self.hosts.iter().map(|host| host.trim().parse::<Host>());
        let hosts = hosts.collect::<Result<_, _>>().map_err(|error| format!("--webhook-host: {error}"))?;
        let receivers = Receivers::new(hosts);
        let receivers = if let Some(pem) = &roots { receivers.trusting(pem).map_err(refused)? } else { receivers };
        Ok(Channels { node: self.node.clone(), public: public.clone(), mail, hook, receivers })
    }
}

/// True for an address of this machine alone, where a test needs no TLS.
fn local(public: &str) -> bool {
    let rest =
        ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().find_map(|start| public.strip_prefix(start));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
}

/// Root certificates from a file that nobody else can change.
fn roots(path: &Path) -> Result<Vec<u8>, String> {
    let unread = |error: std::io::Error| format!("--webhook-roots {} cannot be read: {error}", path.display());
    let file = std::fs::metadata(path).map_err(unread)?;
    if file.is_file() && file.permissions().mode() & 0o022 != 0 {
        return Err(format!("others can change --webhook-roots {0}; run: chmod go-w {0}", path.display()));
    }
    std::fs::read(path).map_err(unread)
}

/// A secret from a file that nobody else can read.
fn secret(path: &Path) -> Result<Secret<String>, String> {
    let unread = |error: std::io::Error| format!("the secret {} cannot be read: {error}", path.display());
    let mode = std::fs::metadata(path).map_err(unread)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(format!("others can read the secret {0}; run: chmod 600 {0}", path.display()));
    }
    let text = std::fs::read_to_string(path).map_err(unread)?;
    let text = text.trim_end_matches(['\n', '\r']).to_owned();
    if text.is_empty() {
        return Err(format!("the secret {} is empty", path.display()));
    }
    Ok(Secret::new(text))
}

/// `smtps://USER@HOST:465` or `smtp://USER@HOST:587`.
fn server(url: &str, password: Option<Secret<String>>, from: String) -> Result<MailServer, String> {
    let wrong = || "--smtp must look like smtps://USER@HOST:465 or smtp://USER@HOST:587".to_owned();
    let (scheme, rest) = url.trim_end_matches('/').split_once("://").ok_or_else(wrong)?;
    let (user, place) = rest.rsplit_once('@').map_or((None, rest), |(user, place)| (Some(user), place));
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !host.is_empty() && !port.contains(']') => (host, port.parse().map_err(|_| wrong())?),
        _ => (place, if scheme == "smtps" { 465 } else { 587 }),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let local = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    let safety = match scheme {
        "smtps" => Safety::Tls,
        "smtp" if local => Safety::Loopback,
        "smtp" => Safety::StartTls,
        _ => return Err(wrong()),
    };
    if host.is_empty() || user.is_some_and(|user| user.contains(':')) {
        return Err(format!("{}; the password belongs into a file: --smtp-password-file", wrong()));
    }
    let credentials = match (user, password) {
        (Some(user), Some(password)) => Some((user.to_owned(), password)),
        (None, None) => None,
        (Some(_), None) => {
            return Err("a user of the mail server is set and no password; add --smtp-password-file".to_owned());
        }
        (None, Some(_)) => {
            return Err("a password of the mail server is set and no user; --smtp smtps://USER@HOST:465".to_owned());
        }
    };
    Ok(MailServer { host, port, safety, credentials, from })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<(String, u16, Safety), String> {
        let user = url.contains('@');
        let password = user.then(|| Secret::new("a password".to_owned()));
        server(url, password, "desk@help.example".to_owned()).map(|server| (server.host, server.port, server.safety))
    }

    #[test]
    fn the_way_to_the_mail_server_is_safe_whatever_is_written() {
        assert_eq!(read("smtps://desk@mail.example").unwrap(), ("mail.example".to_owned(), 465, Safety::Tls));
        assert_eq!(
            read("smtp://desk@mail.example:2525/").unwrap(),
            ("mail.example".to_owned(), 2525, Safety::StartTls)
        );
        assert_eq!(read("smtp://127.0.0.1:25").unwrap(), ("127.0.0.1".to_owned(), 25, Safety::Loopback));
        assert_eq!(read("smtp://[::1]:25").unwrap(), ("::1".to_owned(), 25, Safety::Loopback));
        for wrong in [
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtps://desk:password@mail.example",
            "smtp://mail.example:x",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_host_of_programs_is_a_host_and_nothing_more() {
        let hosts = |host: &str| Outside { hosts: vec![host.to_owned()], ..Outside::default() }.open();
        let open = hosts("receiver.example:8443").unwrap();
        assert!(open.receivers.fits("https://receiver.example:8443/x").is_ok());
        assert!(open.receivers.fits("https://receiver.example/x").is_err());
        assert!(hosts("https://receiver.example/").err().is_some_and(|error| error.starts_with("--webhook-host: ")));
    }

    #[test]
    fn a_file_of_roots_that_cannot_be_used_is_refused_with_its_name() {
        let roots =
            |path: PathBuf| Outside { roots: Some(path), ..Outside::default() }.open().err().unwrap_or_default();
        let missing = roots(PathBuf::from("/nowhere/roots.pem"));
        assert!(missing.starts_with("--webhook-roots /nowhere/roots.pem cannot be read: "), "{missing}");
        let empty = roots(PathBuf::from("/dev/null"));
        assert!(empty.starts_with("--webhook-roots /dev/null: no root certificates in PEM"), "{empty}");
        let open = std::env::temp_dir().join(format!("vigie-roots-{}.pem", std::process::id()));
        std::fs::write(&open, "").unwrap();
        std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o666)).unwrap();
        let others = roots(open.clone());
        std::fs::remove_file(&open).unwrap();
        assert!(others.starts_with("others can change --webhook-roots "), "{others}");
    }

    #[test]
    fn a_user_without_a_password_is_refused_and_the_other_way_round() {
        let from = || "desk@help.example".to_owned();
        assert!(server("smtps://desk@mail.example", None, from()).is_err());
        assert!(server("smtps://mail.example", Some(Secret::new("x".to_owned())), from()).is_err());
    }
}
