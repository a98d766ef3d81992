/// How many letters must be inserted, removed, replaced or swapped with their neighbour to make one word the other.
package func editDistance(_ first: String, _ second: String) -> Int {
  let left = Array(first.utf8)
  let right = Array(second.utf8)
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in left.indices {
    var current = [row + 1]
    for column in right.indices {
      var least = min(last[column + 1], current[column]) + 1
      least = min(least, last[column] + (left[row] == right[column] ? 0 : 1))
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        least = min(least, beforeLast[column - 1] + 1)
      }
      current.append(least)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}

/// The word that was probably meant; nil when none is near. Upper and lower case count as the same.
package func nearest(_ word: String, from candidates: [String]) -> String? {
  // Nobody means a short word by a long one, and the table of distances is as large as both together.
  guard word.utf8.count <= 64 else { return nil }
  let wanted = word.lowercased()
  let ranked = candidates.map { (candidate: $0, distance: editDistance(wanted, $0.lowercased())) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  if best.distance <= max(1, word.utf8.count / 3) { return best.candidate }
  // Somebody who shortens a word leaves its end out.
  return word.utf8.count > 3 ? candidates.first { $0.hasPrefix(wanted) } : nil
}

/// ` (did you mean …?)` for a word that is none of `candidates`; empty where none is near.
package func suggestion(_ word: String, from candidates: [String]) -> String {
  nearest(word, from: candidates).map { " (did you mean `\($0)`?)" } ?? ""
}
