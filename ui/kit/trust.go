package kit

// Trust tells what is known of somebody from before.
type Trust string

// The degrees of trust.
const (
	TrustSelf     Trust = "you"
	TrustNew      Trust = "new"
	TrustKnown    Trust = "known"
	TrustVerified Trust = "verified"
	TrustChanged  Trust = "changed"
)

// Badge gives the word beside the name and how much it asks to be looked at.
func (t Trust) Badge() (string, BadgeLook) {
	switch t {
	case TrustSelf:
		return BadgeYou(), BadgeAccent
	case TrustChanged:
		return BadgeChanged(), BadgeBad
	case TrustVerified:
		return BadgeVerified(), BadgeGood
	case TrustKnown:
		return BadgeKnown(), BadgePlain
	}
	return BadgeNew(), BadgePlain
}

// Explained says what the badge means.
func (t Trust) Explained() string {
	switch t {
	case TrustSelf:
		return TrustTextYou()
	case TrustChanged:
		return TrustTextChanged()
	case TrustVerified:
		return TrustTextVerified()
	case TrustKnown:
		return TrustTextKnown()
	}
	return TrustTextNew()
}
