package pcp

import (
	"errors"
	"fmt"
)

// ErrNoAnswer: nothing that answers the question came before the context ended,
// or there is no way to the router. It comes together with the reason, such as
// context.DeadlineExceeded or net.ErrClosed.
var ErrNoAnswer = errors.New("no answer")

// ErrNotMapped: the router said yes, to no port or for no time.
var ErrNotMapped = errors.New("the router maps nothing")

// ResultError is a router's no.
type ResultError struct {
	Protocol Protocol
	Code     int // RFC 6887 section 7.4, RFC 6886 section 3.5
}

// meaning of the codes that the caller can do something about.
type meaning int

const (
	other meaning = iota
	notSpoken
	notAuthorized
	noInternet
	noResources
	portTaken
	mismatch
)

var meanings = map[ResultError]meaning{
	{PCP, 1}:  notSpoken, // UNSUPP_VERSION
	{PCP, 2}:  notAuthorized,
	{PCP, 4}:  notSpoken, // UNSUPP_OPCODE
	{PCP, 7}:  noInternet,
	{PCP, 8}:  noResources,
	{PCP, 9}:  notSpoken,   // UNSUPP_PROTOCOL: TCP cannot be mapped
	{PCP, 10}: noResources, // USER_EX_QUOTA
	{PCP, 11}: portTaken,
	{PCP, 12}: mismatch,

	{NATPMP, 1}: notSpoken,
	{NATPMP, 2}: notAuthorized,
	{NATPMP, 3}: noInternet,
	{NATPMP, 4}: noResources,
	{NATPMP, 5}: notSpoken, // unsupported opcode
}

func (e *ResultError) Error() string { return fmt.Sprintf("%s result %d", e.Protocol, e.Code) }

// NotSpoken: the router does not speak this protocol, or not for TCP.
func (e *ResultError) NotSpoken() bool { return meanings[*e] == notSpoken }

// NotAuthorized: mapping is switched off, or not allowed to this computer.
func (e *ResultError) NotAuthorized() bool { return meanings[*e] == notAuthorized }

// NoInternet: the router itself has no address outside, or not yet.
func (e *ResultError) NoInternet() bool { return meanings[*e] == noInternet }

// NoResources: the router has no room for this mapping now.
func (e *ResultError) NoResources() bool { return meanings[*e] == noResources }

// Taken: this external port cannot be had, another one may. Routers say so by
// having no resources, too.
func (e *ResultError) Taken() bool { return e.NoResources() || meanings[*e] == portTaken }

// AddressMismatch: the router does not see this computer by Internal's address.
// There is another router in between.
func (e *ResultError) AddressMismatch() bool { return meanings[*e] == mismatch }
