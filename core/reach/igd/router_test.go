package igd_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"realtalk/core/reach/igd"
)

const (
	ip1      = "urn:schemas-upnp-org:service:WANIPConnection:1"
	ip2      = "urn:schemas-upnp-org:service:WANIPConnection:2"
	ppp      = "urn:schemas-upnp-org:service:WANPPPConnection:1"
	firewall = "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1"
)

// sins are what a router does other than it should. The zero value is a router
// of version 1 as the standard has it.
type sins struct {
	onlyTarget    string                                   // answers this search target alone
	onlyMulticast bool                                     // does not answer what is sent to it alone
	otherPort     bool                                     // answers from another port than it was asked at
	locations     func(port uint16) []string               // names these places instead of its own
	description   http.HandlerFunc                         // answers this at /desc.xml
	services      []string                                 // has these instead of WANIPConnection:1
	controlHost   string                                   // names this host in its control URLs and as URLBase
	page          string                                   // has this presentation URL
	action        http.HandlerFunc                         // answers this to every action
	fault         func(action string, args arguments) int  // refuses so
	answer        func(action string, args arguments) bool // false: forgets what it was told
	external      string                                   // has this outer address
	status        map[string]string                        // of connections by service; "" is Connected
}

type arguments map[string]string

// router is a real UPnP server on loopback. It is as strict as the strictest:
// actions and protocols are known in their exact spelling alone.
type router struct {
	t    testing.TB
	sins sins
	addr netip.Addr
	web  uint16 // port of HTTP
	uuid string // UDN
	ssdp *ssdpSocket

	mu       sync.Mutex
	maps     map[string]mapped // by outer port
	holes    map[string]string // by number: computer and port
	requests []string          // what HTTP asked, with the SOAPAction as it was written
	from     []netip.Addr      // who asked
}

type mapped struct{ client, port, lease, label string }

func newRouter(t testing.TB, s sins) *router {
	t.Helper()
	r := &router{t: t, sins: s, uuid: "uuid:0001", addr: own.Addr(), maps: map[string]mapped{}, holes: map[string]string{}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.web = listener.Addr().(*net.TCPAddr).AddrPort().Port()
	r.serve(listener)
	r.ssdp = newSSDP(t, 0, r.addr, r.found)
	return r
}

func (r *router) serve(listener net.Listener) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /desc.xml", r.describe)
	mux.HandleFunc("POST /ctl/{service}", r.control)
	server := &http.Server{Handler: r.record(mux)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener)
	}()
	r.t.Cleanup(func() {
		server.Close()
		<-done
	})
}

// alsoOver6 makes the router answer at ::1 too, on the same port.
func (r *router) alsoOver6() {
	r.t.Helper()
	r.alsoOver6At(r.web)
}

func (r *router) alsoOver6At(port uint16) {
	r.t.Helper()
	listener, err := net.Listen("tcp", fmt.Sprintf("[::1]:%d", port))
	if err != nil {
		r.t.Skip(err)
	}
	r.serve(listener)
}

func (r *router) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		from, _ := netip.ParseAddrPort(q.RemoteAddr)
		r.mu.Lock()
		r.requests = append(r.requests, q.Method+" "+q.URL.Path+" "+q.Header.Get("SOAPAction"))
		r.from = append(r.from, from.Addr())
		r.mu.Unlock()
		next.ServeHTTP(w, q)
	})
}

// asked gives what HTTP asked so far and contains a text.
func (r *router) asked(text string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []string
	for _, q := range r.requests {
		if strings.Contains(q, text) {
			all = append(all, q)
		}
	}
	return all
}

// found gives the LOCATIONs that answer a search.
func (r *router) found(target string, multicast bool) (locations []string, otherPort bool) {
	if r.sins.onlyTarget != "" && target != r.sins.onlyTarget || r.sins.onlyMulticast && !multicast {
		return nil, false
	}
	if r.sins.locations != nil {
		return r.sins.locations(r.web), r.sins.otherPort
	}
	return []string{r.url("/desc.xml")}, r.sins.otherPort
}

func (r *router) url(path string) string {
	return fmt.Sprintf("http://%s%s", netip.AddrPortFrom(r.addr, r.web), path)
}

func (r *router) describe(w http.ResponseWriter, q *http.Request) {
	if r.sins.description != nil {
		r.sins.description(w, q)
		return
	}
	services := r.sins.services
	if services == nil {
		services = []string{ip1}
	}
	io.WriteString(w, r.describing(services))
}

func (r *router) describing(services []string) string {
	base, host := "", ""
	if r.sins.controlHost != "" {
		host = fmt.Sprintf("http://%s:%d", r.sins.controlHost, r.web)
		base = "<URLBase>" + host + "/</URLBase>"
	}
	var list strings.Builder
	for i, kind := range services {
		fmt.Fprintf(&list, "<service><serviceType>%s</serviceType><serviceId>urn:upnp-org:serviceId:%d</serviceId>"+
			"<controlURL>%s/ctl/%s</controlURL><eventSubURL>/evt</eventSubURL><SCPDURL>/scpd.xml</SCPDURL></service>", kind, i, host, kind)
	}
	return `<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>` +
		base + `<device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType><friendlyName>Box</friendlyName>` +
		`<UDN>` + r.uuid + `</UDN><presentationURL>` + r.sins.page + `</presentationURL><deviceList><device><deviceType>urn:schemas-upnp-org:device:WANDevice:1` +
		`</deviceType><UDN>uuid:0002</UDN><deviceList><device><deviceType>urn:schemas-upnp-org:device:WANConnectionDevice:1</deviceType>` +
		`<UDN>uuid:0003</UDN><serviceList>` + list.String() + `</serviceList></device></deviceList></device></deviceList></device></root>`
}

func (r *router) control(w http.ResponseWriter, q *http.Request) {
	service := q.PathValue("service")
	kind, action, _ := strings.Cut(strings.Trim(q.Header.Get("SOAPAction"), `"`), "#")
	var envelope struct {
		Body struct {
			Action struct {
				XMLName   xml.Name
				Arguments []struct {
					XMLName xml.Name
					Value   string `xml:",chardata"`
				} `xml:",any"`
			} `xml:",any"`
		}
	}
	err := xml.NewDecoder(q.Body).Decode(&envelope)
	called := envelope.Body.Action.XMLName
	if r.sins.action != nil {
		r.sins.action(w, q)
		return
	}
	if err != nil || q.Header.Get("SOAPAction") != `"`+service+"#"+action+`"` || kind != service || called.Local != action || called.Space != service {
		fault(w, 401)
		return
	}
	args := arguments{}
	for _, a := range envelope.Body.Action.Arguments {
		args[a.XMLName.Local] = a.Value
	}
	if r.sins.fault != nil {
		if code := r.sins.fault(action, args); code != 0 {
			fault(w, code)
			return
		}
	}
	from, _ := netip.ParseAddrPort(q.RemoteAddr)
	out, code := r.act(service, action, args, from.Addr())
	if code != 0 {
		fault(w, code)
		return
	}
	fmt.Fprintf(w, `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle=`+
		`"http://schemas.xmlsoap.org/soap/encoding/"><s:Body><u:%sResponse xmlns:u="%s">%s</u:%[1]sResponse></s:Body></s:Envelope>`, action, service, out)
}

func fault(w http.ResponseWriter, code int) {
	w.WriteHeader(http.StatusInternalServerError)
	fmt.Fprintf(w, `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError`+
		`</faultstring><detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>%d</errorCode><errorDescription>No</errorDescription>`+
		`</UPnPError></detail></s:Fault></s:Body></s:Envelope>`, code)
}

// act does what the standard has: out arguments, or an error code.
func (r *router) act(service, action string, args arguments, from netip.Addr) (out string, code int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch action {
	case "GetStatusInfo":
		status := r.sins.status[service]
		if status == "" {
			status = "Connected"
		}
		return "<NewConnectionStatus>" + status + "</NewConnectionStatus><NewLastConnectionError>ERROR_NONE</NewLastConnectionError><NewUptime>1</NewUptime>", 0
	case "GetExternalIPAddress":
		return "<NewExternalIPAddress>" + r.sins.external + "</NewExternalIPAddress>", 0
	case "AddPortMapping", "DeletePortMapping", "GetSpecificPortMappingEntry":
		if args["NewProtocol"] != "TCP" {
			return "", 402
		}
		return r.actMap(action, args)
	case "AddPinhole", "DeletePinhole", "UpdatePinhole":
		if service != firewall || !from.Is6() {
			return "", 606
		}
		return r.actHole(action, args, from)
	}
	return "", 401
}

func (r *router) actMap(action string, args arguments) (string, int) {
	port := args["NewExternalPort"]
	old, ok := r.maps[port]
	switch {
	case action == "AddPortMapping":
		if r.sins.answer == nil || r.sins.answer(action, args) {
			r.maps[port] = mapped{args["NewInternalClient"], args["NewInternalPort"], args["NewLeaseDuration"], args["NewPortMappingDescription"]}
		}
		return "", 0
	case !ok:
		return "", 714
	case action == "DeletePortMapping":
		delete(r.maps, port)
		return "", 0
	}
	return "<NewInternalPort>" + old.port + "</NewInternalPort><NewInternalClient>" + old.client + "</NewInternalClient><NewEnabled>1</NewEnabled>" +
		"<NewPortMappingDescription>" + old.label + "</NewPortMappingDescription><NewLeaseDuration>0</NewLeaseDuration>", 0
}

func (r *router) actHole(action string, args arguments, from netip.Addr) (string, int) {
	if action == "AddPinhole" {
		if args["InternalClient"] != from.String() || args["Protocol"] != "6" || args["RemotePort"] != "0" {
			return "", 606
		}
		r.holes["7"] = args["InternalClient"] + " " + args["InternalPort"] + " " + args["LeaseTime"]
		return "<UniqueID>7</UniqueID>", 0
	}
	id := args["UniqueID"]
	hole, ok := r.holes[id]
	switch {
	case !ok:
		return "", 704
	case action == "DeletePinhole":
		delete(r.holes, id)
	default:
		where, _, _ := strings.Cut(hole, " ")
		r.holes[id] = where + " renewed " + args["NewLeaseTime"]
	}
	return "", 0
}

// search gives what a search for these routers finds.
func search(t testing.TB, of *router, gateways ...string) ([]*igd.Device, error) {
	t.Helper()
	if len(gateways) == 0 {
		gateways = []string{"127.0.0.1"}
	}
	var addrs []netip.Addr
	for _, g := range gateways {
		addrs = append(addrs, netip.MustParseAddr(g))
	}
	var all []*igd.Device
	err := igd.DiscoverAt(t.Context(), of.ssdp.port, time.Minute, addrs, func(d *igd.Device) { all = append(all, d) })
	return all, err
}

// only gives the one device that a search finds.
func only(t testing.TB, r *router, gateways ...string) *igd.Device {
	t.Helper()
	all, err := search(t, r, gateways...)
	if err != nil || len(all) != 1 {
		t.Fatalf("found %d devices: %v", len(all), err)
	}
	return all[0]
}

var (
	ctx = context.Background()
	own = netip.MustParseAddrPort("127.0.0.1:40213")
)
