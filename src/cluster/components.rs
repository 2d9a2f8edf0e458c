//! From bonded pairs to the sets of units that no bond links: each can be divided by itself.

use super::candidates::Pair;
use super::evidence::Bond;

/// Units that bonds link, directly or not, ascending, with their bonds.
pub(super) struct Component {
    pub(super) units: Vec<u32>,
    pub(super) bonds: Vec<(Pair, Bond)>,
}

/// Splits all units into components, in the order of their first units.
pub(super) fn components(count: usize, bonds: &[(Pair, Bond)]) -> Vec<Component> {
    let mut parents: Vec<u32> = (0..count as u32).collect();
    for &((a, b), _) in bonds {
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        parents[a.max(b) as usize] = a.min(b);
    }
    let mut numbers = vec![0; count];
    let mut components: Vec<Component> = Vec::new();
    for unit in 0..count as u32 {
        let root = root(&mut parents, unit);
        if root == unit {
            numbers[unit as usize] = components.len();
            components.push(Component { units: Vec::new(), bonds: Vec::new() });
        }
        components[numbers[root as usize]].units.push(unit);
    }
    for &bond in bonds {
        let root = root(&mut parents, bond.0.0);
        components[numbers[root as usize]].bonds.push(bond);
    }
    components
}

/// The first unit that is linked with this one; shortens the way there.
fn root(parents: &mut [u32], mut unit: u32) -> u32 {
    while parents[unit as usize] != unit {
        let above = parents[parents[unit as usize] as usize];
        parents[unit as usize] = above;
        unit = above;
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bonds_link_and_strangers_stay_alone() {
        let bond = Bond::Utterance(1);
        let found = components(5, &[((0, 3), bond), ((3, 4), bond)]);
        let units: Vec<&[u32]> = found.iter().map(|component| component.units.as_slice()).collect();
        assert_eq!(units, [&[0, 3, 4][..], &[1], &[2]]);
        assert_eq!(found[0].bonds.len(), 2);
    }
}
