//! Tasks on the page of a case.

use vigie_lang::{Day, Text, Value};
use vigie_model::Timestamp;
use vigie_model::clock::DAY;
use vigie_model::id::{MemberId, PartId};
use vigie_service::ServiceError;
use vigie_service::casework::Opened;
use vigie_service::casework::tasks::{self, Task};

use super::view::name_of;
use super::{Done, Form, Outcome, refused};
use crate::when;

/// A task as pages show it.
pub struct TaskView {
    /// Which.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// Whose, until when, and who has done it.
    pub about: String,
    /// True when it is done.
    pub done: bool,
    /// True when its day is over and it is not done.
    pub late: bool,
}

/// A task in words.
pub fn view(t: &Text, now: Timestamp, task: &Task, name: impl Fn(Option<MemberId>) -> String) -> TaskView {
    let mut about = Vec::new();
    about.push(match task.whose {
        Some(member) => t.s("case-task-for", "name", &name(Some(member))),
        None => t.t("case-task-anybody"),
    });
    about.extend(task.due.map(|due| t.s("case-task-due-on", "date", &due.date())));
    about.extend(task.done.map(|(by, at)| {
        let (name, time) = (name(by), when::minute(at));
        t.args("case-task-done-by", &[("name", Value::Text(&name)), ("time", Value::Text(&time))])
    }));
    TaskView {
        id: task.id.to_string(),
        text: task.text.clone(),
        about: about.join(" · "),
        done: task.done.is_some(),
        late: task.done.is_none() && task.due.is_some_and(|due| now.since(due) >= DAY),
    }
}

/// The tasks of a case in words.
pub fn views(t: &Text, now: Timestamp, opened: &Opened) -> Vec<TaskView> {
    opened.tasks.iter().map(|task| view(t, now, task, |member| name_of(opened, member))).collect()
}

/// Sets a task.
pub async fn set(form: &Form<'_>) -> Outcome {
    if let Some(why) = form.unfit() {
        return Ok(refused(why, form.refilled("task")));
    }
    let whose = MemberId::parse(form.fields.get("whose"));
    let due = Day::parse(form.fields.get("due")).map(|day| Timestamp(day.unix_ms()));
    tasks::set(&form.app.ctx, form.signed, form.case, form.text(), whose, due).await?;
    Ok(Done::Back("case-task-saved"))
}

/// Marks a task as done, or as open again.
pub async fn mark(form: &Form<'_>, done: bool) -> Outcome {
    let task = PartId::parse(form.fields.get("part")).ok_or(ServiceError::NotFound)?;
    tasks::mark(&form.app.ctx, form.signed, form.case, task, done).await?;
    Ok(Done::Back("case-task-marked"))
}
