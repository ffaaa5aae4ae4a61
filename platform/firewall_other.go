//go:build !windows

package platform

import "errors"

func firewallRules() (rules []string, exe string, err error) { return nil, "", errors.ErrUnsupported }
