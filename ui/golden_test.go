package ui

import (
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

// With -update the golden pictures are drawn anew, to be looked at before they
// are committed:
//
//	go test -tags ci -run Golden ./ui -update
var update = flag.Bool("update", false, "draw the golden pictures anew")

const (
	goldenFolder = "testdata/golden"
	goldenBytes  = 1 << 20 // of all pictures together

	// The fonts are those of the toolkit, so that nothing but the rounding of a
	// processor, and the palette of the file, changes a picture.
	farOff    = 40     // of 255 in a channel, of a pixel that is another one
	shareOff  = 0.0001 // of such pixels; a word of five letters is as much
	meanDrift = 0.25   // of 255, over all channels
)

var (
	goldenSize = fyne.NewSize(960, 660)
	goldenNoon = time.Date(2026, 5, 3, 12, 0, 0, 0, time.Local)
)

// golden are the screens that everybody meets, as they begin; their time stands
// still.
var golden = map[string]func(t *testing.T) *bench{
	"start":    func(t *testing.T) *bench { return newBench(t, goldenBackend(), Start{}) },
	"wizard":   func(t *testing.T) *bench { return newBench(t, goldenBackend(), Start{Host: true}) },
	"join":     goldenJoin,
	"password": goldenPassword,
	"invite":   goldenInvite,
	"chat":     goldenChat,
	"settings": goldenSettings,
	"security": goldenSecurity,
}

func goldenBackend() *fakeBackend {
	b := busyBackend()
	b.happened[1].Time = goldenNoon
	return b
}

func goldenJoin(t *testing.T) *bench {
	d := newBench(t, goldenBackend(), Start{})
	d.showPaste("Come in! " + allText)
	return d
}

func goldenSettings(t *testing.T) *bench {
	d := newBench(t, goldenBackend(), Start{})
	d.showSettings()
	return d
}

func goldenPassword(t *testing.T) *bench {
	d := newBench(t, goldenBackend(), Start{Join: testInvite()})
	d.send(app.PasswordPrompt{Attempt: 1, Left: 3}, app.PasswordWrong{Left: 2}, app.PasswordPrompt{Attempt: 2, Left: 2})
	return d
}

func goldenInvite(t *testing.T) *bench {
	d := newBench(t, goldenBackend(), Start{Host: true})
	d.press(kit.WordStart())
	d.send(testHosting(), app.Joined{Host: true, Name: "Jo"}, routerOpen)
	return d
}

func goldenChat(t *testing.T) *bench {
	d := newBench(t, goldenBackend(), Start{})
	d.now = func() time.Time { return goldenNoon }
	d.showSetup()
	d.press(kit.WordStart())
	d.send(testHosting(), app.Joined{Host: true, Name: "Jo"})
	d.press(kit.WordDone())
	d.come("Anna", app.TrustVerified)
	d.come("Ben", app.TrustChanged)
	d.closeAll()
	for i, text := range []string{
		"Hello! How was Lyon?",
		"Lovely. We walked up to the old town, had lunch by the river and came home with far too many postcards.\nI shall bring you some.",
		"See you on Sunday, then.",
	} {
		name := []string{"Jo", "Anna"}[i%2]
		d.send(app.Message{ID: fmt.Sprint(i), From: name, Fingerprint: "print of " + name, Own: i%2 == 0, Text: text, Sent: goldenNoon})
	}
	d.toasts.Clear()
	d.setFocused(false)
	d.send(wrongTwice, disconnected)
	d.setFocused(true)
	return d
}

func goldenSecurity(t *testing.T) *bench {
	d := newBench(t, goldenBackend(), Start{})
	d.showSecurity()
	d.notices.view.Now = func() time.Time { return goldenNoon }
	d.refreshLists()
	return d
}

func TestGolden(t *testing.T) {
	if testing.Short() {
		t.Skip("drawn in the whole run: the race detector sees nothing more in them")
	}
	var want []string
	for _, scene := range slices.Sorted(maps.Keys(golden)) {
		for _, look := range slices.Sorted(maps.Keys(shades)) {
			name := scene + "-" + look + ".png"
			want = append(want, name)
			t.Run(scene+"-"+look, func(t *testing.T) {
				d := golden[scene](t)
				fyne.CurrentApp().Settings().SetTheme(shade{variant: shades[look]})
				d.win.Resize(goldenSize)
				compareGolden(t, name, d.win.Canvas().Capture())
			})
		}
	}
	wantGoldenFiles(t, want)
}

// compareGolden holds a picture against the one that is kept.
func compareGolden(t *testing.T, name string, got image.Image) {
	t.Helper()
	path := filepath.Join(goldenFolder, name)
	if *update {
		writePicture(t, path, withPalette(got))
		return
	}
	want, err := readPicture(path)
	if err != nil {
		t.Fatalf("%v; draw it with -update, and look at it", err)
	}
	if d := differ(want, got); d.share > shareOff || d.mean > meanDrift {
		if folder := os.Getenv("RT_PICTURES"); folder != "" {
			writePicture(t, filepath.Join(folder, "golden-"+name), got)
		}
		t.Errorf("it became another picture: %v", d)
	}
}

// wantGoldenFiles looks for pictures that nobody compares, and at how much they
// take.
func wantGoldenFiles(t *testing.T, want []string) {
	t.Helper()
	entries, err := os.ReadDir(goldenFolder)
	if err != nil {
		t.Fatal(err)
	}
	var total int64
	for _, e := range entries {
		if !slices.Contains(want, e.Name()) {
			t.Errorf("no scene draws %s", e.Name())
		}
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > goldenBytes {
		t.Errorf("the pictures take %d bytes, more than %d", total, goldenBytes)
	}
}

// difference tells how far two pictures are from each other.
type difference struct {
	share float64         // of pixels that are far off
	mean  float64         // over all channels, of 255
	where image.Rectangle // around those that are far off
}

func (d difference) String() string {
	return fmt.Sprintf("%.3f %% of it, within %v; %.3f of 255 on average", 100*d.share, d.where, d.mean)
}

func differ(want, got image.Image) difference {
	if want.Bounds() != got.Bounds() {
		return difference{share: 1, mean: 255, where: got.Bounds()}
	}
	var d difference
	var far, sum int
	b := want.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			most, all := apart(rgb(want.At(x, y)), rgb(got.At(x, y)))
			sum += all
			if most > farOff {
				far++
				d.where = d.where.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	pixels := float64(b.Dx() * b.Dy())
	d.share, d.mean = float64(far)/pixels, float64(sum)/(3*pixels)
	return d
}

func rgb(c color.Color) color.RGBA { return color.RGBAModel.Convert(c).(color.RGBA) }

// apart gives by how much two colours differ in the channel in which they do most,
// and in all of them.
func apart(a, b color.RGBA) (most, all int) {
	for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
		d = max(d, -d)
		most, all = max(most, d), all+d
	}
	return most, all
}

// withPalette draws a picture in 256 colours.
func withPalette(from image.Image) *image.Paletted {
	counts := map[color.RGBA]int{}
	b := from.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			counts[rgb(from.At(x, y))]++
		}
	}
	palette := paletteOf(counts)
	index := map[color.RGBA]uint8{}
	for c := range counts {
		index[c] = uint8(palette.Index(c))
	}
	to := image.NewPaletted(b, palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			to.SetColorIndex(x, y, index[rgb(from.At(x, y))])
		}
	}
	return to
}

// paletteOf takes the colours of which there is most, none of them near another
// one, so that none of the rest is far from all.
func paletteOf(counts map[color.RGBA]int) color.Palette {
	colors := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	for near := 0; ; near++ {
		var palette color.Palette
		for _, c := range colors {
			if len(palette) > 256 {
				break
			}
			if !slices.ContainsFunc(palette, func(p color.Color) bool {
				most, _ := apart(rgb(p), c)
				return most <= near
			}) {
				palette = append(palette, c)
			}
		}
		if len(palette) <= 256 {
			return palette
		}
	}
}

func readPicture(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}

func writePicture(t *testing.T, path string, picture image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
}

// What is compared is seen: a word, a line, a shade, another size; not what a
// palette or a processor changes.
func TestGoldenSeesWhatChanged(t *testing.T) {
	d := newBench(t, goldenBackend(), Start{})
	d.win.Resize(goldenSize)
	before := d.win.Canvas().Capture()
	kept := withPalette(before)
	if off := differ(kept, before); off.share > shareOff || off.mean > meanDrift || len(kept.Palette) > 256 {
		t.Errorf("the palette changes it: %v", off)
	}
	d.button(kit.WordJoinChat()).SetText("Join the chat")
	if off := differ(kept, d.win.Canvas().Capture()); off.share <= shareOff {
		t.Errorf("another word is not seen: %v", off)
	}
	d.button("Join the chat").SetText(kit.WordJoinChat())
	if off := differ(kept, d.win.Canvas().Capture()); off.share > shareOff || off.mean > meanDrift {
		t.Errorf("it is not the same again: %v", off)
	}
	d.win.Resize(goldenSize.AddWidthHeight(1, 0))
	if off := differ(kept, d.win.Canvas().Capture()); off.share <= shareOff {
		t.Errorf("another size is not seen: %v", off)
	}
	d.win.Resize(goldenSize)
	fyne.CurrentApp().Settings().SetTheme(shade{variant: shades["dark"]})
	if off := differ(kept, d.win.Canvas().Capture()); off.share <= shareOff || off.mean <= meanDrift {
		t.Errorf("another palette is not seen: %v", off)
	}
}
