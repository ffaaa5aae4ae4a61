package igd

import (
	"context"
	"errors"
	"fmt"

	"github.com/huin/goupnp/soap"
)

// service is one of a device's, with the way to it.
type service struct {
	route
	kind    string // its type, which is the actions' namespace
	control place
}

// call makes a device do something. in and out are pointers to structures of
// strings whose fields are the arguments, in their order; either may be nil.
func (s service) call(ctx context.Context, action string, in, out any) error {
	err := s.perform(ctx, action, in, out)
	if err != nil {
		return fmt.Errorf("%s at %s: %w", action, s.remote, err)
	}
	return nil
}

func (s service) perform(ctx context.Context, action string, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	client, trip := s.client(maxAction)
	caller := soap.SOAPClient{EndpointURL: s.control.on(s.remote.WithZone("")), HTTPClient: *client}
	return verdict(caller.PerformActionCtx(ctx, s.kind, action, in, out), trip)
}

// verdict is what to make of goupnp's error.
func verdict(err error, trip *request) error {
	var fault *soap.SOAPFaultError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &fault):
		return faultOf(fault)
	case trip.err != nil:
		return trip.err
	default: // goupnp's words can have all of the body in them
		return fmt.Errorf("%w: HTTP status %d", ErrAnswer, trip.status)
	}
}
