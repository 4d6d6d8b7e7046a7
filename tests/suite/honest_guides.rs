//! Thirty guides and five texts that say honestly what a treatment is and may do: nothing in them that rules
//! of promises, praise, personal data or risks may call wrong.
//!
//! The guides are made from parts, so that the same wording stands in many surroundings: the ways in which
//! leaflets and the sheets in packages of medicines say how often something happens, the telephone lines that
//! are everybody's, and the sentences that look like advertising and are none. Every finding in them was judged
//! by reading; what remains is in [`RIGHT`], with the reason.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::support::workbench::Workbench;

/// A brand that praises nobody.
const BRANDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");

/// A treatment, in the words of its guide.
struct Treatment {
    title: &'static str,
    what: &'static str,
    aim: &'static str,
    steps: [(&'static str, &'static str); 2],
    help: &'static str,
    risks: [(&'static str, &'static str); 3],
    others: [&'static str; 2],
    nothing: &'static str,
    home: &'static str,
    sign: &'static str,
}

const TREATMENTS: &[Treatment] = &[
    Treatment {
        title: "Cataract Surgery",
        what: "A cataract is a cloudy lens in your eye. The surgeon takes it out and puts in a clear one.",
        aim: "The aim is that you see better.",
        steps: [
            (
                "Drops in your eye",
                "A nurse puts in drops, and the eye goes numb.",
            ),
            (
                "A new lens",
                "The surgeon uses a laser or sound waves to break up the old lens.",
            ),
        ],
        help: "Most people can read and walk about more safely after it. You may still need glasses.",
        risks: [
            (
                "The eye gets infected inside.",
                "You could lose the sight of that eye.",
            ),
            (
                "The bag that holds the lens tears.",
                "You may need a second operation.",
            ),
            (
                "The sight gets misty again after some years.",
                "A short laser treatment clears it.",
            ),
        ],
        others: [
            "You can wear stronger glasses.",
            "You can wait and come back later.",
        ],
        nothing: "A cataract does no harm if you leave it. Your sight will slowly get worse.",
        home: "Put in the drops four times a day for four weeks. Do not rub your eye.",
        sign: "Your eye hurts more, or you see less.",
    },
    Treatment {
        title: "Knee Replacement",
        what: "A worn knee joint is taken out. A new one of metal and plastic is put in.",
        aim: "The aim is less pain when you walk.",
        steps: [
            (
                "You go numb or to sleep",
                "A doctor gives you a drug for this.",
            ),
            (
                "The new joint",
                "The surgeon takes off the worn bone and fits the new joint.",
            ),
        ],
        help: "Many people walk further and sleep better. A new knee does not feel like your own.",
        risks: [
            (
                "The wound gets infected.",
                "You take drugs, and the joint may have to come out.",
            ),
            (
                "A clot forms in your leg.",
                "You take a drug that thins your blood.",
            ),
            (
                "The knee stays stiff.",
                "You need more exercises, or the knee is bent while you sleep.",
            ),
        ],
        others: [
            "You can use a stick and take tablets for the pain.",
            "You can have an injection into the knee.",
        ],
        nothing: "Your knee may stay as it is for years. It may also get worse.",
        home: "Bend and stretch the knee each hour. Walk a little further each day.",
        sign: "The calf of your leg is hot and swollen.",
    },
    Treatment {
        title: "Hernia Repair",
        what: "A hernia is a weak spot in the wall of your belly. The surgeon closes it, mostly with a net.",
        aim: "The aim is that the lump goes and does not get stuck.",
        steps: [
            ("You go to sleep", "A doctor gives you a drug for this."),
            (
                "The gap is closed",
                "The surgeon pushes the lump back and sews the gap.",
            ),
        ],
        help: "The lump is gone, and you can lift things again after some weeks.",
        risks: [
            ("The lump comes back.", "You may need another operation."),
            (
                "The wound bleeds under the skin.",
                "You have a bruise, and it fades.",
            ),
            ("A nerve is hurt.", "A small part of your skin stays numb."),
        ],
        others: [
            "You can wear a belt.",
            "You can wait, if the lump is painless and small.",
        ],
        nothing: "Many hernias can be left alone. A few get stuck, and then you need help on the same day.",
        home: "Walk from the first day. Do not lift more than a full kettle for four weeks.",
        sign: "The lump is hard and sore, and you are sick.",
    },
    Treatment {
        title: "Kidney Stone Treatment",
        what: "A stone in your kidney is broken into sand from outside, with waves of sound.",
        aim: "The aim is that the bits pass with your water.",
        steps: [
            (
                "You lie on a table",
                "A cushion of water lies at your side.",
            ),
            (
                "The stone is broken",
                "You hear clicks, and you may feel taps.",
            ),
        ],
        help: "Small stones mostly go in one or two visits. Large ones need another way.",
        risks: [
            (
                "There is blood in your water.",
                "It clears in a day or two.",
            ),
            (
                "A bit of stone gets stuck.",
                "A thin tube is put in until it has passed.",
            ),
            (
                "The stone does not break.",
                "The doctors will offer you another way.",
            ),
        ],
        others: [
            "You can drink a lot and wait.",
            "The stone can be taken out with a thin camera.",
        ],
        nothing: "A small stone may go by itself. One that blocks can harm the kidney.",
        home: "Drink two litres a day. Catch the bits in a sieve, if you are asked to.",
        sign: "You shiver and feel hot.",
    },
    Treatment {
        title: "Tablets for High Blood Pressure",
        what: "These tablets widen your blood vessels, so that the heart has less work.",
        aim: "The aim is to make a stroke less likely.",
        steps: [
            (
                "One tablet each morning",
                "Take it with water, at the same time.",
            ),
            ("A blood test", "We test your blood after two weeks."),
        ],
        help: "Your blood pressure goes down in two to four weeks. You do not feel that it works.",
        risks: [
            (
                "You feel dizzy when you get up.",
                "Get up slowly. Tell us if you fall.",
            ),
            ("You have a dry cough.", "We can give you another tablet."),
            (
                "Your lips or tongue swell.",
                "You must not take these tablets again.",
            ),
        ],
        others: [
            "You can eat less salt and walk each day.",
            "There are other kinds of tablets.",
        ],
        nothing: "High blood pressure does not hurt. After years it can harm your heart and your eyes.",
        home: "Never stop the tablets by yourself. Never fail to tell a dentist that you take them.",
        sign: "Your lips or tongue swell, or you cannot breathe.",
    },
    Treatment {
        title: "Gallbladder Removal",
        what: "The gallbladder is a small bag under your liver. The surgeon takes it out through four small cuts.",
        aim: "The aim is that the attacks of pain stop.",
        steps: [
            ("You go to sleep", "A doctor gives you a drug for this."),
            (
                "Small cuts",
                "The surgeon works with a camera, and takes out the bag with its stones.",
            ),
        ],
        help: "Most people have no more attacks. You can eat as before.",
        risks: [
            (
                "A tube that carries bile is hurt.",
                "You need another operation.",
            ),
            ("Bile leaks.", "A drain is put in for some days."),
            ("A long cut is needed.", "You stay some days more."),
        ],
        others: [
            "You can eat less fat and wait.",
            "Some stones can be melted with tablets, which takes months.",
        ],
        nothing: "You may never have an attack again. If you do, it can be worse.",
        home: "Get up on the same day. Wash the cuts with water after two days.",
        sign: "Your skin or eyes turn yellow.",
    },
    Treatment {
        title: "Varicose Vein Treatment",
        what: "Heat from a laser closes a vein that lets blood fall back. The surgeon uses a laser as thin as a wire.",
        aim: "The aim is less ache and less swelling.",
        steps: [
            ("Numb skin", "The skin along the vein is made numb."),
            (
                "The vein is closed",
                "You feel warmth, and see a red light.",
            ),
        ],
        help: "The leg feels lighter after some weeks. New veins may come with the years.",
        risks: [
            ("The skin is burnt.", "A brown mark may stay."),
            (
                "A nerve is hurt.",
                "A part of your skin stays numb for some months.",
            ),
            ("A clot forms.", "You take a drug that thins your blood."),
        ],
        others: [
            "You can wear tight stockings.",
            "The vein can be taken out.",
        ],
        nothing: "Most veins do no harm. A few lead to a sore that does not heal.",
        home: "Walk for an hour each day. Wear the stocking for one week.",
        sign: "Your leg is hot, hard and swollen.",
    },
    Treatment {
        title: "Seeing to a Breast Lump",
        what: "A painless lump in the breast is looked at, scanned and tested with a thin needle.",
        aim: "The aim is to know what the lump is.",
        steps: [
            (
                "The scan",
                "The scan is painless. Cold jelly is put on your skin.",
            ),
            (
                "The needle",
                "A doctor takes a tiny piece. You may feel a sting.",
            ),
        ],
        help: "In a few days you know what it is. About 9 in 10 lumps are no cancer.",
        risks: [
            ("There is a bruise.", "It fades in two weeks."),
            ("The piece was too small.", "The test is done again."),
            ("The skin gets infected.", "You take tablets for a week."),
        ],
        others: [
            "The lump can be taken out.",
            "You can ask another doctor to look at it.",
        ],
        nothing: "If it is cancer, it will grow. Nobody can tell that by touch.",
        home: "Leave the plaster on for a day. You can bathe after that.",
        sign: "The place bleeds and does not stop when you press it.",
    },
    Treatment {
        title: "Back Surgery for a Trapped Nerve",
        what: "The surgeon makes room for a nerve in your back that is trapped.",
        aim: "The aim is less pain in your leg.",
        steps: [
            ("You lie on your front", "You sleep all the time."),
            (
                "The nerve is set free",
                "The surgeon takes away what presses on it.",
            ),
        ],
        help: "The pain in the leg often goes first. The ache in the back may stay.",
        risks: [
            (
                "The lining round the nerves tears.",
                "Your head aches for some days.",
            ),
            ("The pain comes back.", "You may need more treatment."),
            ("A nerve is hurt.", "A foot may stay weak."),
        ],
        others: [
            "You can take tablets and walk.",
            "You can have an injection near the nerve.",
        ],
        nothing: "The pain goes by itself in many people, in six to twelve weeks.",
        home: "The best position for sleeping is on your side. Get up by rolling over.",
        sign: "You cannot hold your pee or poo.",
    },
    Treatment {
        title: "Having a Stomach Camera Test",
        what: "A thin tube with a camera goes through your mouth into your stomach.",
        aim: "The aim is to find out why you have pain.",
        steps: [
            ("A spray", "It makes your throat numb."),
            (
                "The tube",
                "You breathe by yourself. It takes five to ten minutes.",
            ),
        ],
        help: "We see at once if there is a sore. It is not a treatment.",
        risks: [
            ("Your throat is sore.", "It goes in a day."),
            ("The stomach is torn.", "You need an operation."),
            ("A tooth is chipped.", "Tell us if one is loose."),
        ],
        others: [
            "You can have an X-ray with a white drink.",
            "You can try tablets first.",
        ],
        nothing: "The pain may go. If it is an illness, we find it later.",
        home: "Do not eat until you can feel your throat. Do not drive that day.",
        sign: "You throw up blood, or have bad pain in your chest.",
    },
];

/// How often something happens, as three leaflets would say it. None of them mixes forms.
fn frequencies(style: usize) -> [&'static str; 3] {
    match style {
        0 => [
            "Common (up to 1 in 10 people): a sore throat or a bruise.",
            "Uncommon (may affect up to 1 in 100 people): a rash that itches.",
            "Very common (may affect more than 1 in 10 people): feeling tired for a day.",
        ],
        1 => [
            "An infection happens to 1 in 100 people. Bleeding happens to 1 in 200.",
            "About 9 in 10 people have less pain after three months. About 1 in 10 have not.",
            "Death is very rare: fewer than 1 in 10,000 people.",
        ],
        _ => [
            "Out of 100 people, about 95 go home on the same day. About 5 in 100 stay for a night.",
            "2 in 100 people (2%) come back with a fever.",
            "Nobody can say for sure that you will be one of them.",
        ],
    }
}

/// Sentences that look like promises, praise or personal data, and are none.
fn look_alikes(style: usize) -> [&'static str; 4] {
    match style {
        0 => [
            "No operation is free of risk, and no result can be guaranteed.",
            "Call the free line 1800 123 4567, or 112 in an emergency.",
            "Ask your surgeon how many of these operations he or she has done, and with what success.",
            "Smoking is the leading cause of wounds that do not heal.",
        ],
        1 => [
            "It may take some weeks before you are free of pain.",
            "NHS 111 can help you at night. In North America call 1-800-555-0100.",
            "Your surgeon is board-certified, and works in a team.",
            "No. 1 on the picture shows where the cut is made.",
        ],
        _ => [
            "Nobody can promise you a full recovery, and it is not painless.",
            "The ambulance answers on 108 and 102. The helpline is 0800 123 456.",
            "The best person to ask is the nurse who knows you.",
            "The operation never takes less than an hour, and is safe for most people.",
        ],
    }
}

/// The guide of a treatment in one of three ways of writing.
fn guide(treatment: &Treatment, number: usize, style: usize) -> String {
    let quoted = |text: &str| format!("{text:?}");
    let often = ["1 in 100", "1 in 200", "1 in 1,000"];
    let mut text = format!(
        "title: {}\nsummary: {}\ncode: HON-{number}{style}\nversion: \"{}\"\n",
        quoted(treatment.title),
        quoted(&format!("{} {}", treatment.what, treatment.aim)),
        style + 1,
    );
    text.push_str(match style {
        0 => "reviewed_by: Dr. A. Sample, consultant\n",
        1 => "reviewed_by: Sample Society of Surgeons\n",
        _ => "reviewed_by: Sister B. Sample (head nurse)\n",
    });
    text.push_str(
        "reviewed_on: 2026-11-01\nnext_review: 2028-11-01\nsources:\n  - Sample Register, annual report, \
         2025.\ncontacts:\n  - name: The day ward\n    telephone: 011 2345 6789\n    hours: At all hours\n",
    );
    text.push_str(match style {
        0 => "feedback: \"Tell us what was hard to understand: leaflets@sample-hospital.in\"\n",
        1 => "feedback: \"Write to the ward, or call 011 2345 6700.\"\n",
        _ => "feedback: Tell the nurse what you missed in this leaflet.\n",
    });
    let signs = format!(
        "  - heading: {}\n    roles: [when to seek help]\n    blocks:\n      - warning_signs:\n          - sign: \
         {}\n            what_to_do: {}\n          - sign: You have a fever.\n            what_to_do: Call the ward \
         on 011 2345 6789.\n",
        ["When to call us", "Signs that must not wait", "Call us if"][style],
        quoted(treatment.sign),
        quoted(
            [
                "Go to the nearest hospital now, or call 112.",
                "Call us at once.",
                "Call 108."
            ][style]
        ),
    );
    text.push_str("sections:\n");
    text.push_str(&signs);
    let paragraph = |words: &str| format!("      - paragraph: {}\n", quoted(words));
    let section = |heading: &str, roles: &str, blocks: &str| {
        format!(
            "  - heading: {}\n    roles: [{roles}]\n    blocks:\n{blocks}",
            quoted(heading)
        )
    };
    let steps: String = treatment
        .steps
        .iter()
        .map(|(step, said)| {
            format!(
                "          - step: {}\n            text: {}\n",
                quoted(step),
                quoted(said)
            )
        })
        .collect();
    let steps = format!("      - procedure_steps:\n{steps}");
    let alike = look_alikes(style);
    text.push_str(&section(
        "What is done",
        "what it is, procedure, purpose",
        &steps,
    ));
    text.push_str(&section(
        ["How it may help", "Benefits", "What it can do for you"][style],
        "benefits, uncertainty",
        &format!("{}{}", paragraph(treatment.help), paragraph(alike[0])),
    ));
    let risks: String = treatment
        .risks
        .iter()
        .enumerate()
        .map(|(at, (risk, leads_to))| {
            let figure = if style == 1 {
                format!("            how_often: {}\n", often[at])
            } else {
                String::new()
            };
            format!(
                "          - risk: {}\n            leads_to: {}\n{figure}",
                quoted(risk),
                quoted(leads_to)
            )
        })
        .collect();
    let words: String = frequencies(style)
        .iter()
        .map(|words| paragraph(words))
        .collect();
    text.push_str(&section(
        ["What may go wrong", "Risks", "Side effects"][style],
        "risks",
        &format!("{words}      - risks:\n{risks}"),
    ));
    let others: String = treatment
        .others
        .iter()
        .map(|other| format!("          - {}\n", quoted(other)))
        .collect();
    text.push_str(&section(
        "Other ways",
        "alternatives, second opinion, costs",
        &format!("      - bullets:\n{others}{}", paragraph(alike[2])),
    ));
    text.push_str(&section(
        "If you do nothing",
        "no treatment",
        &paragraph(treatment.nothing),
    ));
    text.push_str(&section(
        "At home",
        "recovery",
        &format!(
            "{}{}{}",
            paragraph(treatment.home),
            paragraph(alike[1]),
            paragraph(alike[3])
        ),
    ));
    text
}

/// Thirty guides: each treatment in three ways of writing.
fn guides() -> Vec<(String, String)> {
    let mut guides = Vec::new();
    for (number, treatment) in TREATMENTS.iter().enumerate() {
        for style in 0..3 {
            guides.push((
                format!("honest-{number}-{style}.yaml"),
                guide(treatment, number, style),
            ));
        }
    }
    guides
}

/// Findings that are right: the beginning of the files' names, the rule, and why.
const RIGHT: &[(&str, &str, &str)] = &[
    (
        "honest-",
        "vague-wording",
        "\"most people\" without a number: a number would say more",
    ),
    (
        "going-home",
        "vague-wording",
        "\"most people\" without a number: a number would say more",
    ),
    (
        "laser-eye",
        "vague-wording",
        "\"very few people\": the number stands in the next sentence only",
    ),
    (
        "honest-",
        "risk-without-number",
        "the figures stand above the list and belong to no risk of it",
    ),
    (
        "honest-7-2",
        "mixed-denominators",
        "9 in 10 and 95 in 100 are hard to compare",
    ),
    (
        "children-tonsils",
        "mixed-denominators",
        "8 in 10 and 4 in 100 are hard to compare",
    ),
    (
        "package-sheet",
        "mixed-denominators",
        "60 in 100 helped, and 1 in 10 harmed, are hard to compare",
    ),
    (
        "breast-clinic",
        "passive-heavy",
        "four of seven sentences do not say who acts",
    ),
];

/// How often each rule finds something in each file.
fn found(bench: &Workbench, names: &[String]) -> BTreeMap<(String, String), Vec<String>> {
    let run = bench
        .leaflet(["check", "--profile", "generic", "--today", "2026-12-01"])
        .with(["--message-format", "json"])
        .with(["--content", BRANDS, "--brand", "sample-clinic"])
        .with(names)
        .run();
    let report: Value = serde_json::from_slice(run.output_bytes()).unwrap();
    let mut found: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let file = finding["file"].as_str().unwrap_or_default().to_owned();
        let rule = finding["rule"].as_str().unwrap().to_owned();
        let line = format!(
            "{}: {}",
            finding["line"],
            finding["message"].as_str().unwrap()
        );
        found.entry((file, rule)).or_default().push(line);
    }
    found
}

#[test]
fn nothing_is_found_in_thirty_honest_guides_and_five_texts_but_what_is_right() {
    let mut bench = Workbench::new();
    let mut names = Vec::new();
    for (name, text) in guides() {
        bench = bench.with_file(&name, text);
        names.push(name);
    }
    assert_eq!(names.len(), 30);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/honest");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        bench = bench.with_file(&name, std::fs::read_to_string(&path).unwrap());
        names.push(name);
    }
    names.sort();
    assert_eq!(names.len(), 35);
    let found = found(&bench, &names);
    let mut wrong = Vec::new();
    for ((file, rule), lines) in &found {
        let right = RIGHT
            .iter()
            .find(|(known, of, _)| file.starts_with(known) && of == rule);
        if right.is_none() {
            wrong.push(format!("{file} {rule}: {lines:#?}"));
        }
    }
    for (file, rule, why) in RIGHT {
        assert!(!why.is_empty());
        let is_found = found
            .keys()
            .any(|(name, of)| name.starts_with(file) && of == rule);
        assert!(is_found, "{file}: {rule} is no longer found");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
