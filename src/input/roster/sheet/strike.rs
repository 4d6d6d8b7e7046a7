//! Words that are struck out in a workbook.
//!
//! In: the runs of a cell's words, each with its own look or with the cell's. Out: whether all of them are
//! struck out, none, or a part. Promise: a part alone is never taken for all: somebody who strikes out one
//! word of a name corrects it.

/// What the runs of a cell's words look like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Runs {
    /// Whether there are words with the cell's own look.
    of_cell: bool,
    struck: bool,
    plain: bool,
}

/// How much of a cell's words is struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Struck {
    Nothing,
    Part,
    All,
}

impl Runs {
    /// Takes down words; `is_struck` is `None` where they look as the cell does.
    pub(super) fn add(&mut self, words: &str, is_struck: Option<bool>) {
        if words.trim().is_empty() {
            return;
        }
        match is_struck {
            None => self.of_cell = true,
            Some(true) => self.struck = true,
            Some(false) => self.plain = true,
        }
    }

    /// Whether a run has a look of its own.
    pub(super) fn is_told(self) -> bool {
        self.struck || self.plain
    }

    /// How much is struck out in a cell that is or is not.
    pub(super) fn within(self, cell_is_struck: bool) -> Struck {
        let struck = self.struck || self.of_cell && cell_is_struck;
        let plain = self.plain || self.of_cell && !cell_is_struck;
        match (struck, plain) {
            (true, true) => Struck::Part,
            (true, false) => Struck::All,
            (false, true) => Struck::Nothing,
            (false, false) if cell_is_struck => Struck::All,
            (false, false) => Struck::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_not_all_and_the_cell_counts_where_a_run_says_nothing() {
        let runs = |of: &[(&str, Option<bool>)]| {
            let mut runs = Runs::default();
            for (words, is_struck) in of {
                runs.add(words, *is_struck);
            }
            runs
        };
        for (of, in_plain_cell, in_struck_cell) in [
            (&[][..], Struck::Nothing, Struck::All),
            (&[("Anna", None)], Struck::Nothing, Struck::All),
            (&[("Anna", Some(true))], Struck::All, Struck::All),
            (&[("Anna", Some(false))], Struck::Nothing, Struck::Nothing),
            (
                &[("Anna", Some(true)), (" ", None)],
                Struck::All,
                Struck::All,
            ),
            (
                &[("Anna", Some(true)), ("Berta", None)],
                Struck::Part,
                Struck::All,
            ),
            (
                &[("Anna", Some(true)), ("Berta", Some(false))],
                Struck::Part,
                Struck::Part,
            ),
        ] {
            let runs = runs(of);
            assert_eq!(runs.within(false), in_plain_cell, "{of:?}");
            assert_eq!(runs.within(true), in_struck_cell, "{of:?}");
        }
    }
}
