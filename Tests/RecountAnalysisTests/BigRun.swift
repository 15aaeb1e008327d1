import Testing
import Glibc
import RecountModel
import RecountAnalysis
@Suite(.serialized) struct BigRun {
  @Test func rel() {
    guard unsafe getenv("REL") != nil else { return }
    var s = WindowScore()
    for seed in 0..<3000 {
      let sim = IncidentSimulation(seed: UInt64(20_000_000 + seed)); s.add(sim)
      if sim.windows.count > 1, seed < 1000 {
        let im = ImpactAnalysis.analyze(sim.series)
        let f = im.windows.filter { $0.kind == .failing }.map { sim.series.index($0.onset.time)..<sim.series.index($0.end.time) }
        let t = sim.windows[1]
        if !f.contains(where: { abs($0.lowerBound - t.lowerBound) <= 3 }) {
          let F = t.reduce(0) { $0 + sim.failed[$1] }, N = t.reduce(0) { $0 + sim.total[$1] }
          let g = sim.windows[0].upperBound..<t.lowerBound
          print("rel", seed, "truth", sim.windows, "found", f, "relapse F/N", F, N, "gap F/N", g.reduce(0) { $0 + sim.failed[$1] }, g.reduce(0) { $0 + sim.total[$1] }, "phi", im.dispersion)
        }
      }
    }
    print("rel all", s.relapseShare, s.relapses, "iou", s.meanOverlap, "on", s.onsetShare, "cov", s.onsetCoverage, "endcov", Double(s.endsHeld) / Double(s.ends), "missed", s.missed)
  }
}
