package cpace_test

import (
	"fmt"

	"realtalk/core/cpace"
)

// Both ends in one place; each arrow is a message over the network.
func Example() {
	password := cpace.Stretch("four-words-like-these", [32]byte{1})
	channel, sid := []byte("roles, TLS exporter, attempt"), []byte("chat ID")

	joiner, err := cpace.Start(cpace.Initiator, password, channel, sid, []byte("joiner's fingerprint"))
	if err != nil {
		panic(err)
	}
	host, err := cpace.Start(cpace.Responder, password, channel, sid, []byte("host's fingerprint"))
	if err != nil {
		panic(err)
	}
	// joiner.Share() -> host, host.Share() -> joiner
	hostKeys, err := host.Finish(joiner.Share(), []byte("joiner's fingerprint"))
	if err != nil {
		panic(err)
	}
	joinerKeys, err := joiner.Finish(host.Share(), []byte("host's fingerprint"))
	if err != nil {
		panic(err)
	}
	// joinerKeys.Tag() -> host, and only if it is right, hostKeys.Tag() -> joiner
	if hostKeys.Verify(joinerKeys.Tag()) && joinerKeys.Verify(hostKeys.Tag()) {
		fmt.Println(hostKeys.Export("files") == joinerKeys.Export("files"))
	}
	// Output: true
}
