//! Memory stays bounded, however long a list, a library or a guide is.

use std::time::Duration;

use crate::support::workbench::Workbench;

const TIME: Duration = Duration::from_secs(60);

#[test]
fn a_row_of_millions_of_cells_takes_no_more_memory_than_its_bytes() {
    let commas = ",".repeat(19_000_000);
    for (list, fault) in [
        (
            format!("patient\n{commas}"),
            "no row stands below the header",
        ),
        (
            format!("patient\nQxanna{commas}x\n"),
            "something stands in column 19000001; at most 200 columns are read",
        ),
        (
            format!("patient{}x,y\nQxanna\n", ",".repeat(5_000)),
            "something stands in column 5001; at most 200 columns are read",
        ),
    ] {
        let bench = Workbench::new().with_file("list.csv", list);
        bench
            .leaflet(["batch", "list.csv", "--output-dir", "out"])
            .run()
            .exits_with(1)
            .errors_have(fault)
            .never_says("Qxanna")
            .stays_under(120, TIME);
    }
}
