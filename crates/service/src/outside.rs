//! The way out of the house: which channels this process has, which hosts of programs it may call, what the node calls itself, and where it is found.

use std::sync::Arc;

use vigie_wire::{Channel, Notice, Receipt, Receivers, Recipient, WireError};

/// How notices leave this process. Without any of it nothing leaves.
#[derive(Clone, Default)]
pub struct Outside {
    /// What the operator calls the node; stands in every notice.
    pub node: String,
    /// Address of this node as the people on duty reach it, without a slash at the end; links begin with it.
    pub public: String,
    /// Mail, when a server is set.
    pub mail: Option<Arc<dyn Channel>>,
    /// Signed calls, when a secret is set.
    pub hook: Option<Arc<dyn Channel>>,
    /// Calls to programs that asked for them, on hosts that the operator lists.
    pub receivers: Receivers,
}

impl Outside {
    /// Hands a notice to the channel of its recipient.
    ///
    /// # Errors
    /// [`WireError::Unset`] when there is none.
    pub async fn send(&self, notice: &Notice) -> Result<Receipt, WireError> {
        let channel = match notice.to {
            Recipient::Mail(_) => &self.mail,
            Recipient::Hook(_) => &self.hook,
        };
        channel.as_ref().ok_or(WireError::Unset)?.notify(notice).await
    }
}
