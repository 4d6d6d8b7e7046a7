//! The squares that show a figure of a risk, as a drawing.
//!
//! In: how many people of how many, the column that the drawing stands in, and the direction of its lines. Out: an SVG
//! drawing with a square for each person. Promise: filled squares and empty ones differ without colour, and no square is
//! larger than 6 mm², so that no area of ink is; they stand in tens, so that they can be counted; the same figure
//! gives the same drawing. Why squares: readers who are not used to numbers judge a risk better with one sign for each
//! person (Galesic, Garcia-Retamero, Gigerenzer, Health Psychology 2009;28:210). The first ones are filled, where lines
//! begin.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::carried::carried;
use super::{Picture, Print};
use crate::model::guide::{Block, Guide, Squares};
use crate::model::language::Direction;

/// Squares in a row of a block.
const IN_A_ROW: u32 = 10;

/// Largest distance from one square to the next: hundredths of a millimetre.
const LARGEST_PITCH: u32 = 340;

/// A column that is narrower than this has five blocks of a hundred side by side and not ten: hundredths of a
/// millimetre. Squares of a thousand are then still 0.8 mm wide, ten dots of an office printer.
const NARROW: u32 = 12_000;

/// Where the squares of a figure stand. All lengths are hundredths of a millimetre.
struct Grid {
    /// Rows of a block.
    rows: u32,
    /// Blocks side by side.
    across: u32,
    /// Blocks under each other.
    down: u32,
    /// From one square to the next.
    pitch: u32,
    /// The side of a square.
    side: u32,
    /// Between two blocks.
    gap: u32,
    /// The line round an empty square.
    line: u32,
}

impl Grid {
    fn new(squares: Squares, column: u32) -> Self {
        let (rows, across, down) = match squares.whole {
            0..=100 => (5, 2, 1),
            _ if column < NARROW => (10, 5, 2),
            _ => (10, 10, 1),
        };
        // A gap is as wide as a square and a half; the last square of a row needs no space behind it.
        let halves = 2 * IN_A_ROW * across + 3 * (across - 1);
        let pitch = (2 * column / halves).min(LARGEST_PITCH);
        Self {
            rows,
            across,
            down,
            pitch,
            side: pitch * 7 / 10,
            gap: pitch * 3 / 2,
            line: (pitch / 16).max(10),
        }
    }

    fn width(&self) -> u32 {
        self.across * IN_A_ROW * self.pitch + (self.across - 1) * self.gap
            - (self.pitch - self.side)
    }

    fn height(&self) -> u32 {
        self.down * self.rows * self.pitch + (self.down - 1) * self.gap - (self.pitch - self.side)
    }

    /// The left upper corner of a square, where lines run from left to right.
    fn corner(&self, number: u32) -> (u32, u32) {
        let (block, inside) = (
            number / (self.rows * IN_A_ROW),
            number % (self.rows * IN_A_ROW),
        );
        let left = (block % self.across) * (IN_A_ROW * self.pitch + self.gap);
        let top = (block / self.across) * (self.rows * self.pitch + self.gap);
        (
            left + inside % IN_A_ROW * self.pitch,
            top + inside / IN_A_ROW * self.pitch,
        )
    }
}

/// The path of a figure's drawing inside the leaflet.
pub(super) fn path(squares: Squares) -> String {
    format!(
        "/pictures/squares-{}-in-{}.svg",
        squares.count, squares.whole
    )
}

/// How wide the drawing of a figure is printed: millimetres.
pub(super) fn width(squares: Squares, print: Print, direction: Direction) -> f64 {
    f64::from(Grid::new(squares, column(print, direction)).width()) / 100.0
}

/// The drawings of the figures that a leaflet shows, each once.
pub(super) fn drawings(guide: &Guide, print: Print, direction: Direction) -> Vec<Picture> {
    let mut drawn = BTreeMap::new();
    for block in carried(guide, print) {
        let Block::Risks(list) = block else {
            continue;
        };
        for squares in list.risks.iter().filter_map(|risk| risk.squares) {
            drawn
                .entry(path(squares))
                .or_insert_with(|| drawing(squares, column(print, direction), direction));
        }
    }
    let pictures = drawn.into_iter().map(|(path, drawing)| Picture {
        path,
        bytes: drawing.into_bytes().into(),
    });
    pictures.collect()
}

/// The column in which risks stand: hundredths of a millimetre.
fn column(print: Print, direction: Direction) -> u32 {
    let measures = &print.edition.measures;
    let millimetres = match direction {
        Direction::LeftToRight => measures.column,
        Direction::RightToLeft => measures.column_right_to_left(),
    };
    // A column is some millimetres wide, and less than a sheet.
    (millimetres * 100.0).clamp(0.0, 100_000.0) as u32
}

fn drawing(squares: Squares, column: u32, direction: Direction) -> String {
    let grid = Grid::new(squares, column);
    let (width, height) = (grid.width(), grid.height());
    let (mut filled, mut empty) = (String::new(), String::new());
    for number in 0..squares.whole {
        let (left, top) = grid.corner(number);
        let left = match direction {
            Direction::LeftToRight => left,
            Direction::RightToLeft => width - left - grid.side,
        };
        // The line of an empty square lies inside it, so that both kinds are of one size.
        let (shape, inset) = match number < squares.count {
            true => (&mut filled, 0),
            false => (&mut empty, grid.line / 2),
        };
        let (left, top, side) = (left + inset, top + inset, grid.side - 2 * inset);
        let _ = write!(shape, "M{left} {top}h{side}v{side}h-{side}z");
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\"><path fill=\"none\" stroke=\"#000\" stroke-width=\"{}\" \
         d=\"{empty}\"/><path fill=\"#000\" d=\"{filled}\"/></svg>",
        grid.line
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::span::{FileId, Span};
    use crate::leaflet::EDITIONS;

    fn squares(count: u32, whole: u32) -> Squares {
        Squares {
            span: Span {
                file: FileId(0),
                start: 0,
                end: 0,
            },
            count,
            whole,
        }
    }

    #[test]
    fn each_person_has_one_square_and_no_two_touch() {
        for (whole, column) in [(100, 14_600), (100, 6_000), (1_000, 14_600), (1_000, 9_000)] {
            let grid = Grid::new(squares(1, whole), column);
            let mut corners: Vec<(u32, u32)> = (0..whole).map(|n| grid.corner(n)).collect();
            corners.sort_unstable();
            corners.dedup();
            assert_eq!(corners.len() as u32, whole);
            assert!(grid.pitch > grid.side + grid.line);
            let (right, low) = corners
                .iter()
                .fold((0, 0), |(x, y), (left, top)| (x.max(*left), y.max(*top)));
            assert_eq!(
                (right + grid.side, low + grid.side),
                (grid.width(), grid.height())
            );
            assert!(grid.width() <= column, "{whole} in {column}");
            // Ten dots of 300 an inch, and at most 6 mm².
            assert!((80..=245).contains(&grid.side), "{}", grid.side);
        }
        for edition in EDITIONS {
            for column in [
                edition.measures.column,
                edition.measures.column_right_to_left(),
            ] {
                assert!(column * 100.0 > f64::from(NARROW), "{}", edition.name);
            }
        }
    }

    #[test]
    fn as_many_squares_are_filled_as_the_figure_says() {
        for (count, whole) in [(1, 100), (37, 100), (100, 100), (15, 1_000)] {
            let drawn = drawing(squares(count, whole), 14_600, Direction::LeftToRight);
            let (empty, filled) = drawn.split_once("fill=\"#000\"").unwrap();
            let count_of = |text: &str| text.matches('M').count() as u32;
            assert_eq!(count_of(filled), count);
            assert_eq!(count_of(empty), whole - count);
        }
    }

    #[test]
    fn the_first_squares_stand_where_lines_begin() {
        let first = |direction| {
            let drawn = drawing(squares(1, 100), 14_600, direction);
            let (_, filled) = drawn.split_once("fill=\"#000\" d=\"M").unwrap();
            filled.split(' ').next().unwrap().parse::<u32>().unwrap()
        };
        let grid = Grid::new(squares(1, 100), 14_600);
        assert_eq!(first(Direction::LeftToRight), 0);
        assert_eq!(first(Direction::RightToLeft), grid.width() - grid.side);
    }
}
