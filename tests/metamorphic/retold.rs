//! Sentences turned by hand where no edit could: the passive, whose actor stays, is exchanged, or
//! is left out.

use whosaid::align::{Prepared, Statement};
use whosaid::compare::{Comparison, Finding, compare};

/// How a sentence is told again.
struct Retold {
    active: &'static str,
    passive: &'static str,
    /// The passive with another actor, or with the two exchanged.
    other: &'static str,
}

const SENTENCES: [Retold; 10] = [
    Retold {
        active: "The council of Stonebeck approved the drainage plan on Tuesday",
        passive: "The drainage plan was approved by the council of Stonebeck on Tuesday",
        other: "The drainage plan was approved by the harbour board on Tuesday",
    },
    Retold {
        active: "A lorry hit the parked bus near the mill in Vessen",
        passive: "The parked bus was hit by a lorry near the mill in Vessen",
        other: "A lorry was hit by the parked bus near the mill in Vessen",
    },
    Retold {
        active: "Inspector Hobday questioned the gallery's night guard for three hours",
        passive: "The gallery's night guard was questioned by Inspector Hobday for three hours",
        other: "Inspector Hobday was questioned by the gallery's night guard for three hours",
    },
    Retold {
        active: "The court ordered the ferry company to repay every passenger",
        passive: "The ferry company was ordered by the court to repay every passenger",
        other: "The court was ordered by the ferry company to repay every passenger",
    },
    Retold {
        active: "Merland sued Ambrance over the herring quotas in the northern bay",
        passive: "Ambrance was sued by Merland over the herring quotas in the northern bay",
        other: "Merland was sued by Ambrance over the herring quotas in the northern bay",
    },
    Retold {
        active: "Teachers warned the ministry about the damp classrooms in the old school",
        passive: "The ministry was warned by teachers about the damp classrooms in the old school",
        other: "The ministry was warned by parents about the damp classrooms in the old school",
    },
    Retold {
        active: "Dorrit Vane defeated Anselm Pryce in the second round of the mayoral vote",
        passive: "Anselm Pryce was defeated by Dorrit Vane in the second round of the mayoral vote",
        other: "Dorrit Vane was defeated by Anselm Pryce in the second round of the mayoral vote",
    },
    Retold {
        active: "The union rejected the owners' offer of a four-day week",
        passive: "The owners' offer of a four-day week was rejected by the union",
        other: "The union's offer of a four-day week was rejected by the owners",
    },
    Retold {
        active: "Firefighters rescued two climbers from the quarry wall before dawn",
        passive: "Two climbers were rescued by firefighters from the quarry wall before dawn",
        other: "Two climbers were rescued by soldiers from the quarry wall before dawn",
    },
    Retold {
        active: "The old abbot taught the young bellringer to read Latin",
        passive: "The young bellringer was taught by the old abbot to read Latin",
        other: "The old abbot was taught by the young bellringer to read Latin",
    },
];

/// How many passives are taken for the same claim without a conflict. FIXME: all should be.
const SAME: usize = 9;

/// How many of those with another actor are taken for a conflict. FIXME: all should be.
const OTHER: usize = 0;

fn compared(one: &str, other: &str) -> Comparison {
    let statement = |text| Statement { text, speaker: Some("Elise Ortega"), ..Statement::default() };
    let (one, other) = (statement(one), statement(other));
    compare(&Prepared::new(&one), &Prepared::new(&other))
}

#[test]
fn the_passive_says_the_same() {
    let same = SENTENCES.iter().filter(|sentence| {
        let found = compared(sentence.active, sentence.passive);
        let silent = !found.findings.iter().any(Finding::conflicts);
        println!("{} {silent}: {}", found.relation.is_same(), sentence.passive);
        found.relation.is_same() && silent
    });
    let same = same.count();
    println!("the passive says the same: {same} of {}", SENTENCES.len());
    assert_eq!(same, SAME, "if more say the same, write their number into SAME");
}

#[test]
fn another_actor_of_the_passive_is_a_conflict() {
    let caught = SENTENCES.iter().filter(|sentence| {
        let found = compared(sentence.active, sentence.other);
        let conflicts = found.findings.iter().any(Finding::conflicts);
        println!("{} {conflicts}: {}", found.relation.is_same(), sentence.other);
        found.relation.is_same() && conflicts
    });
    let caught = caught.count();
    println!("another actor is caught: {caught} of {}", SENTENCES.len());
    assert_eq!(caught, OTHER, "if more are caught, write their number into OTHER");
}
