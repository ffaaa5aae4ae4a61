// Package contacts keeps the people that the user has met: whose key goes with
// which name, and whose key was verified.
package contacts
