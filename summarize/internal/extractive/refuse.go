package extractive

// sureEnough is the least confidence with which a passage is shown as an answer.
const sureEnough = 0.0

// confidence says how likely the best candidate answers at all.
func confidence(found []candidate) float64 { return found[0].seen[fCovered] }
