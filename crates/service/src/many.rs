//! When a child may be told that the words it pasted look like words that are sent to many people.
//!
//! It comforts who is threatened by a stranger for money, and hurts everybody else: so whatever speaks against it, or is
//! not known, keeps it away. It never says that nothing will be shared.

use vigie_detect::Label;
use vigie_detect::coercion::Motive;
use vigie_model::report::{Danger, Happened, NewReport, Offender, Want};

use crate::reading::Outline;

/// Fewest rules that found something in the words of who coerces.
pub const RULES: usize = 3;

/// True when the sentence may stand on the page after sending. `danger`: there was a sign of danger, by whatever answer or
/// word.
pub fn sent_to_many(report: &NewReport, read: &Outline, danger: bool) -> bool {
    let financial = read.motives == [Motive::Financial] && read.rules.len() >= RULES;
    // Skipped is not a stranger: it may be the one who must not be named.
    let known = !matches!(report.offender, Some(Offender::Stranger | Offender::Unknown));
    let shared = report.happened.contains(&Happened::Shared) || read.labels.contains(&Label::DistributionStarted);
    // To meet is one of the acts that are demanded.
    let act = report.want.iter().any(|want| matches!(want, Want::More | Want::Act | Want::Harm))
        || read.labels.iter().any(|label| matches!(label, Label::DemandAct | Label::DemandContent));
    let danger = danger || read.self_harm || matches!(report.danger, Some(Danger::Myself | Danger::Near));
    financial && !known && !shared && !act && !danger
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> (NewReport, Outline, bool) {
        let report = NewReport {
            danger: Some(Danger::Safe),
            offender: Some(Offender::Stranger),
            want: vec![Want::Money],
            happened: vec![Happened::Paid],
            ..NewReport::default()
        };
        let rules = ["a", "b", "c"].map(str::to_owned).to_vec();
        let labels = vec![Label::ThreatDistribution, Label::DemandMoney, Label::Audience];
        (report, Outline { motives: vec![Motive::Financial], rules, labels, ..Outline::default() }, false)
    }

    type Change = fn(&mut NewReport, &mut Outline, &mut bool);

    #[test]
    fn it_is_said_of_money_wanted_by_a_stranger() {
        let may: [(&str, Change); 5] = [
            ("as it is", |_, _, _| ()),
            ("nobody knows who", |report, _, _| report.offender = Some(Offender::Unknown)),
            ("danger was skipped", |report, _, _| report.danger = None),
            ("what they want was skipped", |report, _, _| report.want.clear()),
            ("money was sent and they came back", |report, _, _| report.happened.push(Happened::Again)),
        ];
        for (name, change) in may {
            let (mut report, mut read, mut danger) = told();
            change(&mut report, &mut read, &mut danger);
            assert!(sent_to_many(&report, &read, danger), "{name}");
        }
    }

    #[test]
    fn whatever_speaks_against_it_keeps_the_sentence_away() {
        let never: [(&str, Change); 26] = [
            ("nothing was found", |_, read, _| *read = Outline::default()),
            ("two rules", |_, read, _| read.rules.truncate(2)),
            ("nothing is wanted", |_, read, _| read.motives = vec![Motive::None]),
            ("pictures are wanted", |_, read, _| read.motives = vec![Motive::Content]),
            ("it is to shame", |_, read, _| read.motives = vec![Motive::Humiliation]),
            ("money and pictures", |_, read, _| read.motives.push(Motive::Content)),
            ("money and shame", |_, read, _| read.motives.push(Motive::Humiliation)),
            ("money, and something that is not known", |_, read, _| read.motives.push(Motive::None)),
            ("somebody known", |report, _, _| report.offender = Some(Offender::Known)),
            ("family", |report, _, _| report.offender = Some(Offender::Family)),
            ("another child", |report, _, _| report.offender = Some(Offender::Young)),
            ("who it is was skipped", |report, _, _| report.offender = None),
            ("it was shared", |report, _, _| report.happened.push(Happened::Shared)),
            ("they say that it was shared", |_, read, _| read.labels.push(Label::DistributionStarted)),
            ("they want more", |report, _, _| report.want.push(Want::More)),
            ("they want something done", |report, _, _| report.want.push(Want::Act)),
            ("they want hurt", |report, _, _| report.want.push(Want::Harm)),
            ("a meeting or another act is demanded", |_, read, _| read.labels.push(Label::DemandAct)),
            ("pictures or a call are demanded", |_, read, _| read.labels.push(Label::DemandContent)),
            ("self-harm is demanded or spoken of", |_, read, _| read.self_harm = true),
            ("a sign of danger", |_, _, danger| *danger = true),
            ("danger to oneself", |report, _, _| report.danger = Some(Danger::Myself)),
            ("somebody is near", |report, _, _| report.danger = Some(Danger::Near)),
            ("a lot of rules and somebody known", |report, read, _| {
                read.rules.extend(["d", "e", "f"].map(str::to_owned));
                report.offender = Some(Offender::Known);
            }),
            ("a stranger who shared and wants more", |report, _, _| {
                report.happened = vec![Happened::Shared];
                report.want = vec![Want::More];
            }),
            ("everything", |report, read, danger| {
                (report.offender, *danger, read.self_harm) = (Some(Offender::Family), true, true);
            }),
        ];
        for (name, change) in never {
            let (mut report, mut read, mut danger) = told();
            change(&mut report, &mut read, &mut danger);
            assert!(!sent_to_many(&report, &read, danger), "{name}");
        }
    }
}
