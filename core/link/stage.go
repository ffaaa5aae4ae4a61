package link

// stage is how far an opening has come. A connection only moves on.
type stage int

const (
	bare    stage = iota // TCP, held or in its handshake
	secured              // TLS is done, nothing was said
	greeted              // said Hello: somebody may be typing a password
	stages
)

// places says, for each stage, how many openings may have come that far or
// farther. Each number is less than the one before, so that a stage always has
// places which those ahead of it cannot take.
type places [stages]int
