//! What the parser asks of a state before it acts, and of two words that it joins.

use super::transitions::State;
use crate::model::feature;

/// What decides the next action: after the templates of Zhang and Nivre (2011).
pub fn of_state(state: &State) -> [u32; 96] {
    let node = |number| state.node(number);
    let top_number = state.on_stack(0);
    let next_number = state.in_queue(0);
    let (top, next) = (node(top_number), node(next_number));
    let (below, second_below) = (node(state.on_stack(1)), node(state.on_stack(2)));
    let (next1, next2, next3) = (node(state.in_queue(1)), node(state.in_queue(2)), node(state.in_queue(3)));
    let (left, left2) = (node(top.left[0]), node(top.left[1]));
    let (right, right2) = (node(top.right[0]), node(top.right[1]));
    let (next_left, next_left2) = (node(next.left[0]), node(next.left[1]));
    let above = node(top.head);
    let above2 = node(above.head);
    let distance = distance(top_number, next_number);
    let lefts = top.lefts.min(4);
    let rights = top.rights.min(4);
    let next_lefts = next.lefts.min(4);
    let headed = u32::from(state.has_head(top_number));
    let (left_set, left_set2) = halves(top.left_relations);
    let (right_set, right_set2) = halves(top.right_relations);
    let (next_set, next_set2) = halves(next.left_relations);
    let since = |first: u32, second: u32| second.saturating_sub(first).min(3);
    let between = since(top.commas, next.commas) << 6
        | since(top.verbs, next.verbs) << 4
        | since(top.conjunctions, next.conjunctions) << 2;
    let quoted = top.quoted << 1 | next.quoted;
    let ahead = next.verbs_ahead.min(3) << 1 | next.quoted;
    let verb_ahead = node(next.verb_ahead);
    let verb_distance = self::distance(next_number, next.verb_ahead);
    [
        // Single words.
        feature(0, [top.word, top.tag, headed]),
        feature(1, [top.word]),
        feature(2, [top.tag, headed]),
        feature(3, [next.word, next.tag]),
        feature(4, [next.word]),
        feature(5, [next.tag]),
        feature(6, [next1.word, next1.tag]),
        feature(7, [next1.word]),
        feature(8, [next1.tag]),
        feature(9, [next2.word, next2.tag]),
        feature(10, [next2.word]),
        feature(11, [next2.tag]),
        // Pairs.
        feature(12, [top.word, top.tag, next.word, next.tag]),
        feature(13, [top.word, top.tag, next.word]),
        feature(14, [top.word, next.word, next.tag]),
        feature(15, [top.word, top.tag, next.tag]),
        feature(16, [top.tag, next.word, next.tag]),
        feature(17, [top.word, next.word]),
        feature(18, [top.tag, next.tag, headed]),
        feature(19, [next.tag, next1.tag]),
        // Three tags.
        feature(20, [next.tag, next1.tag, next2.tag]),
        feature(21, [top.tag, next.tag, next1.tag, headed]),
        feature(22, [above.tag, top.tag, next.tag]),
        feature(23, [top.tag, left.tag, next.tag]),
        feature(24, [top.tag, right.tag, next.tag]),
        feature(25, [top.tag, next.tag, next_left.tag]),
        // Distance.
        feature(26, [top.word, distance]),
        feature(27, [top.tag, distance]),
        feature(28, [next.word, distance]),
        feature(29, [next.tag, distance]),
        feature(30, [top.word, next.word, distance]),
        feature(31, [top.tag, next.tag, distance]),
        // How many dependents.
        feature(32, [top.word, rights]),
        feature(33, [top.tag, rights]),
        feature(34, [top.word, lefts]),
        feature(35, [top.tag, lefts]),
        feature(36, [next.word, next_lefts]),
        feature(37, [next.tag, next_lefts]),
        // Head and dependents of the top word, dependents of the next.
        feature(38, [above.word]),
        feature(39, [above.tag, top.relation]),
        feature(40, [top.relation, top.tag, next.tag]),
        feature(41, [left.word]),
        feature(42, [left.tag]),
        feature(43, [left.relation]),
        feature(44, [right.word]),
        feature(45, [right.tag]),
        feature(46, [right.relation]),
        feature(47, [next_left.word]),
        feature(48, [next_left.tag]),
        feature(49, [next_left.relation]),
        feature(50, [above2.word]),
        feature(51, [above2.tag, above.tag, top.tag]),
        feature(52, [above.relation, top.relation, next.tag]),
        feature(53, [left2.word, left2.relation]),
        feature(54, [right2.word, right2.relation]),
        feature(55, [next_left2.word, next_left2.relation]),
        feature(56, [top.tag, left.tag, left2.tag]),
        feature(57, [top.tag, right.tag, right2.tag]),
        feature(58, [next.tag, next_left.tag, next_left2.tag]),
        // Sets of relations.
        feature(59, [top.word, right_set, right_set2]),
        feature(60, [top.tag, right_set, right_set2]),
        feature(61, [top.word, left_set, left_set2]),
        feature(62, [top.tag, left_set, left_set2]),
        feature(63, [next.word, next_set, next_set2]),
        feature(64, [next.tag, next_set, next_set2]),
        feature(65, [top.tag, right_set, right_set2, next.tag, next1.tag]),
        // The word under the top one, and further ahead.
        feature(66, [below.tag, top.tag, next.tag]),
        feature(67, [below.word, top.tag, next.tag]),
        feature(68, [below.tag, second_below.tag, top.tag, next.tag]),
        feature(69, [below.word, next.word]),
        feature(70, [top.word, next.tag, next1.tag]),
        feature(71, [top.tag, next.word, next1.tag]),
        feature(72, [top.tag, next.tag, next1.word]),
        feature(73, [next.tag, next1.tag, next2.tag, next3.tag]),
        feature(74, [top.tag, next.tag, next1.tag, next2.tag]),
        feature(75, [top.suffix, next.suffix, headed]),
        // What stands between the two and what is still to come.
        feature(76, [top.tag, next.tag, between]),
        feature(77, [top.word, next.tag, between]),
        feature(78, [top.tag, next.word, between]),
        feature(79, [top.tag, next.tag, quoted, headed]),
        feature(80, [top.tag, next.tag, ahead, headed]),
        feature(81, [next.word, ahead, headed]),
        feature(82, [top.word, ahead, next.tag]),
        feature(83, [verb_ahead.word, top.tag, next.tag]),
        feature(84, [verb_ahead.word, next.tag, next1.tag, verb_distance]),
        feature(85, [top.tag, next.tag, next1.tag, verb_ahead.tag, verb_distance]),
        // Coordination.
        feature(86, [top.tag, next.word, next1.tag, next2.tag]),
        feature(87, [top.word, next.word, next1.word]),
        feature(88, [top.tag, next.tag, next1.suffix, top.suffix]),
        feature(89, [top.word, next.word, next1.tag]),
        feature(90, [top.relation, above.tag, next.word]),
        feature(91, [top.relation, above.relation, next.tag, next1.tag]),
        feature(92, [above.word, next.word]),
        feature(93, [above.word, top.tag, next.word]),
        feature(94, [above.tag, top.word, next.word]),
        feature(95, [above.tag, above2.tag, top.tag, next.tag, next1.tag]),
    ]
}

/// What decides the relation of a dependent to its head.
pub fn of_arc(state: &State, head_number: u32, dependent_number: u32) -> [u32; 36] {
    let (head, dependent) = (state.node(head_number), state.node(dependent_number));
    let neighbour = |number: u32, offset: i32| {
        state.node(number.checked_add_signed(offset).unwrap_or(u32::MAX).min(state.nothing()))
    };
    let side = u32::from(head_number < dependent_number);
    let distance = distance(head_number.min(dependent_number), head_number.max(dependent_number)) << 1 | side;
    let (left, left2) = (state.node(dependent.left[0]), state.node(dependent.left[1]));
    let right = state.node(dependent.right[0]);
    let (before, after) = (neighbour(dependent_number, -1), neighbour(dependent_number, 1));
    let (head_before, head_after) = (neighbour(head_number, -1), neighbour(head_number, 1));
    let (lefts, lefts2) = halves(head.left_relations);
    let (rights, rights2) = halves(head.right_relations);
    let (own, own2) = halves(dependent.left_relations | dependent.right_relations);
    [
        feature(0, [dependent.word, side]),
        feature(1, [dependent.tag, side]),
        feature(2, [dependent.suffix, dependent.tag]),
        feature(3, [head.word, side]),
        feature(4, [head.tag, side]),
        feature(5, [head.tag, dependent.tag, side]),
        feature(6, [head.word, dependent.tag, side]),
        feature(7, [head.tag, dependent.word, side]),
        feature(8, [head.word, dependent.word, side]),
        feature(9, [head.tag, dependent.tag, distance]),
        feature(10, [left.word, dependent.tag, head.tag]),
        feature(11, [left.tag, dependent.tag, head.tag, side]),
        feature(12, [left.word, dependent.word]),
        feature(13, [left2.word, dependent.tag, side]),
        feature(14, [left.tag, left2.tag, dependent.tag, head.tag]),
        feature(15, [right.word, dependent.tag, side]),
        feature(16, [right.tag, dependent.tag, head.tag]),
        feature(17, [before.tag, dependent.tag, side]),
        feature(18, [before.word, dependent.tag, side]),
        feature(19, [after.tag, dependent.tag, side]),
        feature(20, [after.word, dependent.tag, side]),
        feature(21, [before.tag, dependent.tag, after.tag, head.tag]),
        feature(22, [lefts, lefts2, dependent.tag, side]),
        feature(23, [rights, rights2, dependent.tag, side]),
        feature(24, [lefts, lefts2, head.tag, dependent.tag, side]),
        feature(25, [rights, rights2, head.tag, dependent.tag, side]),
        feature(26, [own, own2, dependent.tag, head.tag, side]),
        feature(27, [own, own2, head.word, dependent.tag]),
        feature(28, [own, own2, dependent.word]),
        feature(29, [head_before.tag, head.tag, dependent.tag, side]),
        feature(30, [head_after.tag, head.tag, dependent.tag, side]),
        feature(31, [left.word, head.word, dependent.tag]),
        feature(32, [head.relation, head.tag, dependent.tag, side]),
        feature(33, [dependent.suffix, head.tag, side]),
        feature(34, [head_after.word, dependent.tag, side]),
        feature(35, []),
    ]
}

/// How far apart two words stand, in steps that grow.
fn distance(first: u32, second: u32) -> u32 {
    match second.saturating_sub(first) {
        near @ 0..=5 => near,
        6..=8 => 6,
        9..=14 => 7,
        _ => 8,
    }
}

fn halves(set: u64) -> (u32, u32) {
    (set as u32, (set >> 32) as u32)
}
