//! Reading a conversation turn by turn.
