//! How much one guide may hold in all.
//!
//! Takes the blocks of a guide; reports the first entry and the first block beyond what a leaflet can
//! hold. Each list has its own limit where it is read; many lists at their limits together would keep
//! the layout busy for a minute and take gigabytes: 3,000 risks took 46 s and 4.8 GB when measured.

use super::{Block, Bullet, Section};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::{Reading, Span};

/// Most bullets, steps, risks, rows and warning signs of a guide together. The largest honest guide
/// has fewer than 200; twice as many fill some 20 pages and are laid out in a few seconds.
pub const MAXIMUM_ENTRIES: usize = 400;

/// Most blocks of a guide, sections and introduction together: 25 on each of 40 pages.
pub const MAXIMUM_BLOCKS_OF_A_GUIDE: usize = 1_000;

/// Reports a guide that holds too much.
pub(super) fn check(reading: &mut Reading<'_>, introduction: &[Block], sections: &[Section]) {
    let blocks: Vec<&Block> = introduction
        .iter()
        .chain(sections.iter().flat_map(|section| &section.blocks))
        .collect();
    let places: Vec<Span> = blocks.iter().map(|block| block.span()).collect();
    let mut entries = Vec::new();
    for block in blocks {
        entries_of(block, &mut entries);
    }
    let limits = [
        (
            entries,
            MAXIMUM_ENTRIES,
            "bullets, steps, risks, rows and warning signs",
        ),
        (places, MAXIMUM_BLOCKS_OF_A_GUIDE, "blocks"),
    ];
    for (places, most, what) in limits {
        if let Some(extra) = places.get(most) {
            let fault = Diagnostic::error(
                rule::TOO_MANY_ITEMS,
                reading.visible(*extra),
                format!(
                    "this guide has {} {what} in all; at most {most} are allowed",
                    places.len()
                ),
            )
            .hint("divide it into several guides, or leave out what patients need least");
            reading.fault(fault);
        }
    }
}

/// The places of a block's entries, in order.
fn entries_of(block: &Block, places: &mut Vec<Span>) {
    match block {
        Block::Bullets(bullets) => bullets_of(&bullets.bullets, places),
        Block::ProcedureSteps(steps) => {
            places.extend(steps.steps.iter().map(|step| step.step.span));
        }
        Block::Risks(risks) => places.extend(risks.risks.iter().map(|risk| risk.risk.span)),
        Block::Comparison(comparison) => {
            places.extend(comparison.rows.iter().map(|row| row.point.span));
        }
        Block::WarningSigns(signs) => places.extend(signs.signs.iter().map(|sign| sign.sign.span)),
        Block::Paragraph(_)
        | Block::Figure(_)
        | Block::KeyPoint(_)
        | Block::Question(_)
        | Block::Contact(_)
        | Block::SubHeading(_) => {}
    }
}

fn bullets_of(bullets: &[Bullet], places: &mut Vec<Span>) {
    for bullet in bullets {
        places.push(bullet.text.span);
        bullets_of(&bullet.bullets, places);
    }
}

#[cfg(test)]
mod tests {
    use crate::guide::Guide;
    use crate::source::SourceSet;

    /// What is found in a guide of so many sections of so many blocks.
    fn found(sections: usize, blocks: &str) -> Vec<String> {
        let section = format!("  - heading: H\n    roles: [other]\n    blocks:\n{blocks}");
        let mut sources = SourceSet::new();
        let file = sources.add(
            "g",
            format!("title: T\nsections:\n{}", section.repeat(sections)),
        );
        let (_, found) = Guide::read(&sources, file);
        found
            .iter()
            .map(|one| {
                let (line, _) = one.span.map(|s| sources.position(s)).unwrap_or_default();
                format!("{line} {}", one.rule)
            })
            .collect()
    }

    #[test]
    fn all_lists_of_a_guide_together_are_bounded() {
        let risks = format!("      - risks:\n{}", "          - risk: a\n".repeat(50));
        assert_eq!(found(8, &risks), Vec::<String>::new());
        // Each section has 54 lines; the first risk of the ninth is the 401st.
        assert_eq!(found(9, &risks), ["439 too-many-items"]);
    }

    #[test]
    fn all_blocks_of_a_guide_together_are_bounded() {
        let paragraphs = "      - paragraph: a\n".repeat(100);
        assert_eq!(found(10, &paragraphs), Vec::<String>::new());
        assert_eq!(found(11, &paragraphs), ["1036 too-many-items"]);
    }
}
