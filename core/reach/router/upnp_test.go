package router

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

// igdServer is a UPnP router on loopback that answers the look-up of a port as it
// is told, and says yes to all else.
type igdServer struct {
	*httptest.Server
	lookUp string   // the answer: a fault's number, or what is in the entry
	done   []string // actions that change something
}

const serviceWAN = "urn:schemas-upnp-org:service:WANIPConnection:1"

func newIGDServer(t *testing.T, lookUp string) *igdServer {
	t.Helper()
	s := &igdServer{lookUp: lookUp}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /desc.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<root xmlns="urn:schemas-upnp-org:device-1-0"><device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>`+
			`<UDN>uuid:1</UDN><serviceList><service><serviceType>%s</serviceType><controlURL>/ctl</controlURL></service></serviceList></device></root>`, serviceWAN)
	})
	mux.HandleFunc("POST /ctl", s.act)
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func (s *igdServer) act(w http.ResponseWriter, q *http.Request) {
	_, action, _ := strings.Cut(strings.Trim(q.Header.Get("SOAPAction"), `"`), "#")
	const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>%s</s:Body></s:Envelope>`
	out := ""
	switch {
	case action == "GetExternalIPAddress":
		out = "<NewExternalIPAddress>203.0.113.1</NewExternalIPAddress>"
	case action != "GetSpecificPortMappingEntry":
		s.done = append(s.done, action)
	case strings.HasPrefix(s.lookUp, "<"):
		out = s.lookUp
	case s.lookUp == "nonsense":
		w.WriteHeader(http.StatusInternalServerError)
		return
	default:
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(w, envelope, `<s:Fault><faultstring>UPnPError</faultstring><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>`+
			s.lookUp+`</errorCode></UPnPError></detail></s:Fault>`)
		return
	}
	_, _ = io.WriteString(w, fmt.Sprintf(envelope, fmt.Sprintf(`<u:%sResponse xmlns:u="%s">%s</u:%[1]sResponse>`, action, serviceWAN, out)))
}

// give runs an errand and tells what it changed.
func (s *igdServer) give(t *testing.T, v verb, again bool) (answer, string) {
	t.Helper()
	s.done = nil
	d := Door{
		Method: UPnP, Gateway: netip.MustParseAddr("127.0.0.1"), Location: s.URL + "/desc.xml",
		Inside: netip.MustParseAddrPort("127.0.0.1:40213"), Port: 50000,
	}
	a := (&lan{}).do(t.Context(), request{verb: v, door: d, again: again, limit: limitHTTP})
	return a, strings.Join(s.done, " ")
}

func entryOf(client, port, label string) string {
	return fmt.Sprintf("<NewInternalPort>%s</NewInternalPort><NewInternalClient>%s</NewInternalClient><NewEnabled>1</NewEnabled>"+
		"<NewPortMappingDescription>%s</NewPortMappingDescription><NewLeaseDuration>0</NewLeaseDuration>", port, client, label)
}

// A port that may be another device's is neither taken nor deleted, however the
// router tells of it or does not. What this computer opened before it keeps.
func TestUPnPLeavesOthersAlone(t *testing.T) {
	const add, remove = "AddPortMapping", "DeletePortMapping"
	for name, test := range map[string]struct {
		lookUp string
		open   outcome // of a new door; done: it is mapped
		again  outcome // of one that was opened before
		there  bool
		shut   outcome
		delete bool
	}{
		"free":                         {"714", done, done, false, done, false},
		"free, 713":                    {"713", done, done, false, done, false},
		"free, 501":                    {"501", done, done, false, done, false},
		"free, 402":                    {"402", done, done, false, done, false},
		"ours":                         {entryOf("127.0.0.1", "40213", "Real Talk"), done, done, true, done, true},
		"another's":                    {entryOf("192.168.1.11", "40213", "Real Talk"), taken, taken, false, done, false},
		"a name":                       {entryOf("laptop", "40213", "Torrent"), taken, taken, false, done, false},
		"a name, our label":            {entryOf("laptop", "40213", "Real Talk"), taken, done, true, done, true},
		"a name, our label, else port": {entryOf("laptop", "40214", "Real Talk"), taken, taken, false, done, false},
		"unknown question":             {"401", taken, done, true, refused, false},
		"not allowed to ask":           {"606", taken, done, true, refused, false},
		"nonsense":                     {"nonsense", taken, done, true, refused, false},
		"no port":                      {entryOf("127.0.0.1", "", "Real Talk"), taken, done, true, refused, false},
	} {
		s := newIGDServer(t, test.lookUp)
		for _, again := range []bool{false, true} {
			want, changes := test.open, ""
			if again {
				want = test.again
			}
			if want == done {
				changes = add
			}
			if a, did := s.give(t, open, again); a.outcome != want || did != changes {
				t.Errorf("%s: open (again: %v) is %v, did %q", name, again, a.outcome, did)
			}
		}
		if a, did := s.give(t, check, false); a.outcome != done || a.there != test.there || did != "" {
			t.Errorf("%s: check is %v, there: %v, did %q", name, a.outcome, a.there, did)
		}
		changes := ""
		if test.delete {
			changes = remove
		}
		if a, did := s.give(t, shut, false); a.outcome != test.shut || a.there != test.delete || did != changes {
			t.Errorf("%s: shut is %v, there: %v, did %q", name, a.outcome, a.there, did)
		}
	}
}

// What a run before left is asked for once more at its own port alone: at every
// other port this computer is a stranger.
func TestOnlyTheLeftPortIsHadBefore(t *testing.T) {
	left := leftDoor(UPnP, "192.168.1.10:40213", 50001)
	b := only(UPnP)
	b.taken = []uint16{50001}
	s := newSim(t, b, left)
	var again []uint16
	s.on = func(r request) {
		if r.verb == open && r.door.Method == UPnP && r.again && len(b.table) == 0 {
			again = append(again, r.door.Port)
		}
	}
	s.begin().run(time.Second)
	if !slices.Equal(again, []uint16{50001}) || s.state().Address.Port() != ownPort {
		t.Errorf("had before: %v, %+v", again, s.state())
	}
}
