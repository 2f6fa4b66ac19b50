//! What leaves arrives, says nothing, and goes to nobody who cannot be trusted.

mod hook;
mod mail;
mod receiver;
mod secure;

use vigie_model::Timestamp;
use vigie_wire::{Kind, Notice, Recipient};

/// A notice as the service makes it.
fn notice(to: Recipient) -> Notice {
    Notice {
        key: "0f0e0d0c".to_owned(),
        kind: Kind::Urgent,
        node: "Línea de ayuda".to_owned(),
        to,
        link: "https://help.example/console/ack/ab12".to_owned(),
        at: Timestamp(1_793_491_200_000),
        subject: "Urgent: somebody waits – عاجل".to_owned(),
        text: "Somebody waits.\n.A line that begins with a dot, and one that is very long: ".to_owned()
            + &"x".repeat(1200),
    }
}
