package alarm

import "time"

// What the host is told.
const (
	// GatherPause is how long further wrong passwords of a household are held
	// back after it was spoken of. Somebody who mistypes, reads and types again
	// takes about that long, and somebody at the door is news for no longer.
	GatherPause = 5 * time.Second
	// RefusedPause is the same for the knocks that one block keeps out. They
	// cannot get in, so nothing is urgent: a program that knocks all night is
	// worth six lines an hour, and so is a whole network of them.
	RefusedPause = 10 * time.Minute
	// RefusedSingly is how many notices of knocks there are within
	// RefusedWindow, whoever knocks: more can be read by nobody, and hide the
	// rest.
	RefusedSingly = 6
	RefusedWindow = time.Minute
	// MaxHouses is how many blocks are remembered as told of: about 2 MB. Who
	// knocks from more makes the host hear of some too early.
	MaxHouses = 4096
)

// What is an attack.
const (
	// AttackHouses is how many different households must fail, or must make room
	// for others, within AttackWindow. Friends who were given a mistyped password may well come at
	// the same time, but hardly ten households of them in one minute; and one who
	// commands more addresses has been told of singly nine times.
	AttackHouses = 10
	// AttackWindow is long enough that ten addresses which share the work, each
	// as slowly as a person types, are still seen as one.
	AttackWindow = time.Minute
	// AttackQuiet ends an attack. It is longer than AttackWindow, so that one
	// which goes on just below the threshold is not told as many.
	AttackQuiet = 2 * time.Minute
	// AttackPause is how often the host hears that an attack goes on: whoever
	// keeps one alive to drown what else is told of the door is worth six lines an
	// hour, like one who knocks all night.
	AttackPause = 10 * time.Minute
	// AttackMemory is for how long after an attack the next one is more of the
	// same.
	AttackMemory = 30 * time.Minute
	// MaxCounted bounds how many different households an attack counts, and how
	// many sites its line: about 6 MB each. There the exact number means nothing to
	// anybody any more.
	MaxCounted = 100_000
)

// How newcomers are slowed in an attack.
const (
	// FirstGap lies between two who are let go on when an attack begins: nobody
	// notices it, and 20 a second are a load that no member feels.
	FirstGap = 50 * time.Millisecond
	// GapTries is after how many wrong tries the gap doubles. A false alarm, a
	// class that mistyped the same password, stays at the first.
	GapTries = 20
	// MaxGap is where it stops growing: two a second go on.
	MaxGap = 500 * time.Millisecond
	// MaxWaiting bounds the line. With MaxGap it keeps MaxWait below the 10
	// seconds that a guest waits for an answer.
	MaxWaiting = 16
	// MaxWait is how long anybody stands in line at most.
	MaxWait = MaxWaiting * MaxGap
)
