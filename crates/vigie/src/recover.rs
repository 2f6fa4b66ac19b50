//! `vigie keys recover`: the way back in when no member can sign in any more.

use vigie_seal::Secret;
use vigie_service::{ServiceError, recovery};

use crate::config::Settings;
use crate::{OK, node};

/// Reads the paper from standard input, makes a member with every desk's key and prints the log-in, once.
///
/// # Errors
/// A sentence that says what to do.
pub async fn recover(settings: &Settings) -> Result<u8, String> {
    let ctx = node::open(settings, false).await?;
    eprintln!("Type the recovery key from the paper, then Enter. Every member will be alarmed.");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| format!("nothing can be read: {error}"))?;
    let paper = Secret::new(line);
    match recovery::recover(&ctx, paper.expose()).await {
        Ok(made) => {
            println!("A new member holds the keys of {} desks. Shown once:", made.desks);
            println!("  {}  {}", made.login, made.passphrase.expose());
            println!("Sign in, make a second factor, invite the others anew, and remove who has left.");
            Ok(OK)
        }
        Err(ServiceError::NoMatch) => {
            Err("this is not a recovery key of this node; look at the paper again".to_owned())
        }
        Err(error) => Err(error.to_string()),
    }
}
