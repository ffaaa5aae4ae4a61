package pcp

import (
	"errors"
	"fmt"
)

// ErrNoAnswer: nothing that answers came before the context ended, or the
// router's system said that nothing listens there.
var ErrNoAnswer = errors.New("no answer")

// ResultError is the router's no.
type ResultError struct {
	Protocol Protocol
	Code     int // RFC 6887 section 7.4, RFC 6886 section 3.5
}

func (e *ResultError) Error() string { return fmt.Sprintf("%s result %d", e.Protocol, e.Code) }

// NotSpoken: the router does not speak this protocol.
func (e *ResultError) NotSpoken() bool {
	if e.Protocol == NATPMP {
		return e.Code == 1 || e.Code == 5 // UNSUPP_VERSION, unsupported opcode
	}
	return e.Code == 1 || e.Code == 4 // UNSUPP_VERSION, UNSUPP_OPCODE
}

// NotAuthorized: mapping is switched off, or not for this computer.
func (e *ResultError) NotAuthorized() bool { return e.Code == 2 }

// NoInternet: the router itself has no address, or not yet.
func (e *ResultError) NoInternet() bool {
	if e.Protocol == NATPMP {
		return e.Code == 3 // network failure
	}
	return e.Code == 7 // NETWORK_FAILURE
}

// Taken: this port cannot be had, another may.
func (e *ResultError) Taken() bool {
	if e.Protocol == NATPMP {
		return e.Code == 4 // out of resources
	}
	return e.Code == 8 || e.Code == 11 || e.Code == 10 // NO_RESOURCES, CANNOT_PROVIDE_EXTERNAL, USER_EX_QUOTA
}
