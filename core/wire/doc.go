// Package wire turns frames into bytes and bytes into frames.
package wire
