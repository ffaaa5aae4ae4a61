package cpace

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/gtank/ristretto255"
)

// The files under testdata hold the vectors of draft-irtf-cfrg-cpace-21, in the
// draft's own names (it calls the group "Coffee25519" there).

// vector reads one group of a file; what is not hex is left out.
func vector(t testing.TB, file, group string) map[string][]byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var groups map[string]map[string]any
	if err := json.Unmarshal(data, &groups); err != nil {
		t.Fatal(err)
	}
	v := make(map[string][]byte)
	for name, value := range groups[group] {
		text, ok := value.(string)
		if !ok {
			continue
		}
		if b, err := hex.DecodeString(text); err == nil {
			v[name] = b
		}
	}
	if len(v) == 0 {
		t.Fatalf("%s: no group %s", file, group)
	}
	return v
}

func equal(t *testing.T, what string, got, want []byte) {
	t.Helper()
	if len(want) == 0 {
		t.Fatalf("%s: no vector", what)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s = %x, want %x", what, got, want)
	}
}

func TestVectorsStrings(t *testing.T) {
	upTo := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(i)
		}
		return b
	}
	prepend := vector(t, "strings.json", "prepend_len")
	for name, in := range map[string][]byte{
		"prepend_len(b'')":               {},
		"prepend_len(b'1234')":           []byte("1234"),
		"prepend_len(bytes(range(127)))": upTo(127),
		"prepend_len(bytes(range(128)))": upTo(128),
	} {
		equal(t, name, lvCat(nil, in), prepend[name])
	}
	const cat = "lv_cat(b'1234',b'5',b'',b'678')"
	got := lvCat(nil, []byte("1234"), []byte("5"), nil, []byte("678"))
	equal(t, cat, got, vector(t, "strings.json", "lv_cat")[cat])
}

func TestVectorsTranscript(t *testing.T) {
	v := vector(t, "strings.json", "transcript_ir")
	side := func(share, ad string) []byte { return lvCat(nil, []byte(share), []byte(ad)) }
	equal(t, "transcript_ir", transcript(side("123", "PartyA"), side("234", "PartyB")),
		v["transcript_ir(b'123',b'PartyA',b'234',b'PartyB')"])
	equal(t, "transcript_ir", transcript(side("3456", "PartyA"), side("2345", "PartyB")),
		v["transcript_ir(b'3456',b'PartyA',b'2345',b'PartyB')"])
}

func TestVectorsGenerator(t *testing.T) {
	v := vector(t, "strings.json", "generator_string")
	equal(t, "DSI", []byte(dsi), v["DSI"])
	s := generatorString(v["PRS"], v["CI"], v["sid"])
	equal(t, "generator_string", s, v["generator_string(G.DSI,PRS,CI,sid,H.s_in_bytes)"])
	h := sha512.Sum512(s)
	equal(t, "hash result", h[:], v["hash result"])
	g := generator(v["PRS"], v["CI"], v["sid"])
	equal(t, "g", g.Encode(nil), v["encoded generator g"])
}

// A password longer than the block gets no padding and is hashed whole.
func TestGeneratorStringOfLongPassword(t *testing.T) {
	long := bytes.Repeat([]byte("x"), 200)
	want := lvCat(nil, []byte(dsi), long, nil, []byte("channel"), []byte("sid"))
	equal(t, "generator_string", generatorString(long, []byte("channel"), []byte("sid")), want)
}

// run makes both ends of the official run.
func run(t *testing.T, v map[string][]byte) (a, b *Exchange) {
	t.Helper()
	a, err := start(Initiator, [32]byte(v["ya"]), v["PRS"], v["CI"], v["sid"], v["ADa"])
	if err != nil {
		t.Fatal(err)
	}
	b, err = start(Responder, [32]byte(v["yb"]), v["PRS"], v["CI"], v["sid"], v["ADb"])
	if err != nil {
		t.Fatal(err)
	}
	return a, b
}

func TestVectorsExchange(t *testing.T) {
	v := vector(t, "ristretto255.json", "G_Coffee25519")
	equal(t, "g", generator(v["PRS"], v["CI"], v["sid"]).Encode(nil), v["g"])
	a, b := run(t, v)
	ya, yb := a.Share(), b.Share()
	equal(t, "Ya", ya[:], v["Ya"])
	equal(t, "Yb", yb[:], v["Yb"])
	ka, err := multiply(a.scalar, yb)
	if err != nil {
		t.Fatal(err)
	}
	kb, err := multiply(b.scalar, ya)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "ya*Yb", ka, v["K"])
	equal(t, "yb*Ya", kb, v["K"])

	keysA, err := a.Finish(yb, v["ADb"])
	if err != nil {
		t.Fatal(err)
	}
	keysB, err := b.Finish(ya, v["ADa"])
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "A's ISK", keysA.isk[:], v["ISK_IR"])
	equal(t, "B's ISK", keysB.isk[:], v["ISK_IR"])
}

func TestVectorsSessionID(t *testing.T) {
	v := vector(t, "ristretto255.json", "G_Coffee25519")
	a := message([32]byte(v["Ya"]), v["ADa"])
	b := message([32]byte(v["Yb"]), v["ADb"])
	h := sha512.Sum512(append([]byte("CPaceSidOutput"), transcript(a, b)...))
	equal(t, "sid_output_ir", h[:], v["sid_output_ir"])
}

// The draft has no vectors for its tags, so they are made here from the ISK that
// it does give, without the code under test.
func TestVectorsTags(t *testing.T) {
	v := vector(t, "ristretto255.json", "G_Coffee25519")
	a, b := run(t, v)
	keysA, err := a.Finish(b.Share(), v["ADb"])
	if err != nil {
		t.Fatal(err)
	}
	key := sha512.Sum512(append(append([]byte("CPaceMac"), v["sid"]...), v["ISK_IR"]...))
	tagOf := func(share, ad string) []byte {
		h := hmac.New(sha512.New, key[:])
		h.Write([]byte{byte(len(v[share]))})
		h.Write(v[share])
		h.Write([]byte{byte(len(v[ad]))})
		h.Write(v[ad])
		return h.Sum(nil)
	}
	own := keysA.Tag()
	equal(t, "Ta", own[:], tagOf("Ya", "ADa"))
	if !keysA.Verify([64]byte(tagOf("Yb", "ADb"))) {
		t.Error("A refuses the draft's Tb")
	}
}

// points reads the list of valid and invalid points.
func points(t testing.TB) (valid struct{ S, X, SX []byte }, invalid [][32]byte) {
	t.Helper()
	data, err := os.ReadFile("testdata/ristretto255.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Points struct {
			Valid map[string]string
			Y1    string `json:"Invalid Y1"`
			Y2    string `json:"Invalid Y2"`
		} `json:"G_Coffee25519_points"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	decode := func(s string) []byte {
		b, err := hex.DecodeString(s)
		if err != nil || len(b) != 32 {
			t.Fatalf("no point: %q", s)
		}
		return b
	}
	valid.S = decode(file.Points.Valid["s"])
	valid.X = decode(file.Points.Valid["X"])
	valid.SX = decode(file.Points.Valid["G.scalar_mult_vfy(s,X)"])
	y1, y2 := decode(file.Points.Y1), decode(file.Points.Y2)
	return valid, [][32]byte{[32]byte(y1), [32]byte(y2)}
}

func TestVectorsPoints(t *testing.T) {
	valid, invalid := points(t)
	s := ristretto255.NewScalar()
	if err := s.Decode(valid.S); err != nil {
		t.Fatal(err)
	}
	k, err := multiply(s, [32]byte(valid.X))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "s*X", k, valid.SX)
	for i, p := range invalid {
		if _, err := multiply(s, p); !errors.Is(err, ErrInvalidPoint) {
			t.Errorf("invalid point %d: %v, want ErrInvalidPoint", i+1, err)
		}
	}
}

// A product can be the identity only with scalar 0, which nobody draws; the
// check stands all the same, for the draft demands it.
func TestIdentityProductIsRefused(t *testing.T) {
	valid, _ := points(t)
	if _, err := multiply(ristretto255.NewScalar(), [32]byte(valid.X)); !errors.Is(err, ErrInvalidPoint) {
		t.Errorf("0*X: %v, want ErrInvalidPoint", err)
	}
}

func TestScalarIsCanonical(t *testing.T) {
	_, err := start(Initiator, [32]byte(bytes.Repeat([]byte{0xff}, 32)), []byte("p"), nil, nil, nil)
	if err == nil {
		t.Error("a scalar over the group order was taken")
	}
	for range 1000 {
		b := sampleScalar()
		if err := ristretto255.NewScalar().Decode(b[:]); err != nil {
			t.Fatalf("sampled scalar: %v", err)
		}
	}
}

func TestScalarIsGoneAfterFinish(t *testing.T) {
	v := vector(t, "ristretto255.json", "G_Coffee25519")
	a, b := run(t, v)
	scalar := a.scalar
	if _, err := a.Finish(b.Share(), nil); err != nil {
		t.Fatal(err)
	}
	if scalar.Equal(ristretto255.NewScalar()) != 1 {
		t.Error("the scalar is still in memory")
	}
}
