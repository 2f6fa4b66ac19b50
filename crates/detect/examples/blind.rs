fn main() {
    let d = vigie_detect::Detector::embedded().unwrap();
    for path in std::env::args().skip(1) {
        let t = std::fs::read_to_string(&path).unwrap();
        let (mut n, mut h) = (0, 0);
        for l in t.lines() {
            n += 1;
            let f = d.self_harm(l);
            if f.is_empty() {
                println!("MISS {l}");
            } else {
                h += 1;
                if std::env::var("V").is_ok() {
                    println!("{:?} {l}", f.iter().map(|f| (&f.rule[..], &l[f.start..f.end])).collect::<Vec<_>>());
                }
            }
        }
        println!("{path} {h}/{n}");
    }
}
