package room

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// alike are pairs of which a person can take one for the other.
var alike = []struct{ why, a, b string }{
	{"case", "Alice", "aLICE"},
	{"case of an initial that looks like a bar", "Linda", "linda"},
	{"case of letters whose capitals look like Latin ones", "Ольга", "ОЛЬГА"},
	{"case of letters whose small forms look like other Latin ones", "Νίκος", "νίκος"},
	{"case and full folding", "Straße", "STRASSE"},
	{"final sigma", "ΣΊΣΥΦΟΣ", "σίσυφος"},
	{"normal form", "Jos\u00e9", "JOSE\u0301"},
	{"width", "Alice", "\uff21lice"},
	{"outer space", "Alice", " ALICE "},
	{"space", "Anna Maria", "Anna\u00a0\u2003Maria"},
	{"I for l", "Alice", "AIice"},
	{"I for l, whatever the case of the rest", "alice", "AIice"},
	{"I for l, of a name in capitals", "ALICE", "AIice"},
	{"l for I", "Iris", "lris"},
	{"l for I, of a name in capitals", "IRIS", "lris"},
	{"l for I, of a name in small letters", "iris", "lris"},
	{"I for L", "Lisa", "Iisa"},
	{"1 for l", "Paul", "Pau1"},
	{"1 for I", "Ingrid", "1ngrid"},
	{"bar for l", "Paul", "Pau|"},
	{"0 for o", "Bob", "B0b"},
	{"0 for O", "OSCAR", "0SCAR"},
	{"rn for m", "Tom", "Torn"},
	{"rn for m, in capitals", "MARY", "rnary"},
	{"dotless i", "Alice", "Al\u0131ce"},
	{"Turkish capital i", "\u0130rem", "irem"},
	{"Turkish dotless i in capitals", "I\u015fil", "\u0131\u015fil"},
	{"Cyrillic a", "Anna", "\u0410nn\u0430"},
	{"Cyrillic capitals", "Bob", "\u0412\u043eb"},
	{"Cyrillic capitals, whole", "BOP", "\u0412\u041e\u0420"},
	{"Cyrillic capitals, whole, for small letters", "Bop", "\u0412\u041e\u0420"},
	{"Cyrillic small letters, whole", "Cypa", "\u0421\u0443\u0440\u0430"},
	{"Cyrillic He", "Helen", "\u041delen"},
	{"Cyrillic palochka", "Paul", "Pau\u04cf"},
	{"Ukrainian i", "Nina", "N\u0456na"},
	{"Greek omicron", "Bob", "B\u03bfb"},
	{"Greek capital Nu", "Nina", "\u039dina"},
	{"Greek capital Nu, for small letters", "nina", "\u039dina"},
	{"Greek small nu", "Eva", "E\u03bda"},
	{"Greek capitals, whole", "Nina", "\u039d\u0399\u039d\u0391"},
	{"Greek small letters, whole", "Eva", "\u0395\u03bd\u03b1"},
	{"Latin for Greek", "Νίκος", "Nίκος"},
	{"Latin for Cyrillic", "Ольга", "Oльга"},
	{"Latin for Cyrillic in capitals", "Ольга", "OЛЬГА"},
	{"Armenian o", "Bob", "B\u0585b"},
	{"Cherokee", "Anna", "\u13aanna"},
	{"mathematical letters", "Alice", "\U0001d400\U0001d425\U0001d422\U0001d41c\U0001d41e"},
	{"a letter like two", "dz", "\u02a3"},
	{"hyphens", "Anne-Marie", "Anne\u2010Marie"},
	{"apostrophes", "O'Brien", "O’Brien"},
	{"Arabic yeh", "\u0639\u0644\u064a", "\u0639\u0644\u06cc"},
	{"Hebrew samekh and Latin o", "B\u05e1b", "Bob"},
}

func TestSameName(t *testing.T) {
	for _, c := range alike {
		if !SameName(c.a, c.b) || !SameName(c.b, c.a) {
			t.Errorf("%s: %q %q and %q %q are two names", c.why, c.a, Skeletons(c.a), c.b, Skeletons(c.b))
		}
	}
}

func TestSameNameTellsApart(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"Alice", "Alicia"},
		{"Anna Maria", "Annamaria"},
		{"Jose", "Jos\u00e9"},
		{"Ian", "Jan"},
		{"Elia", "Eila"},
		{"Ali", "All"},
		{"Mila", "Lima"},
		{"Ilan", "Lian"},
		{"Vina", "Nina"},
		{"Anna 1", "Anna 2"},
		{"Сара", "Sara"},
	} {
		if SameName(c.a, c.b) || SameName(c.b, c.a) {
			t.Errorf("%q and %q are one name: %q, %q", c.a, c.b, Skeletons(c.a), Skeletons(c.b))
		}
	}
}

// firstNames are common first names of many languages, one spelling of each.
const firstNames = `
Aaron Adam Ahmed Aisha Alan Albert Alberto Alejandro Alessia Alex Alexander Ali Alice Alicia Alina Alison Amelia Amir Amy Ana
Anders Andrea Andrew Andrzej Angela Anita Anja Anna Anne Antoine Anton Antonio Ari Arthur Astrid Ayşe Barbara Beatriz Ben
Benjamin Bernd Bianca Birgit Bob Boris Brian Bruno Camille Carl Carla Carlos Carmen Carol Caroline Cem Charles Charlotte Chen
Chiara Chloé Christian Christine Claire Clara Claudia Dan Daniel Daniela Darius David Deborah Denis Diana Diego Dieter Dmitri
Dominik Donald Dorothy Eila Elena Eli Elia Elias Elif Elin Elisa Elizabeth Ella Elsa Emil Emilia Emily Emma Emre Erik Ester
Esther Eva Fatima Fatma Felix Fernando Filip Finn Florian Francesca Francisco Frank Franz François Freya Fritz Gabriel
Georg George Gerald Giovanni Giulia Grace Greta Guillaume Gustav Hana Hanna Hannah Hans Harry Hasan Heidi Heike Helen Helena
Helga Henri Henrik Hiroshi Hugo Hung Ibrahim Ida Ilan Ilya Imre Ines Inga Ingrid Ioana Irene Irina Iris Isabel Isabelle Ivan
Jack Jacob Jakub James Jan Jana Jane Janet Jean Jennifer Jens Jessica Jill Joan Joanna Joe Johan Johanna John Jonas Jörg Jorge
Jose José Joseph Joshua Joyce Juan Judith Julia Julie Jun Jürgen Kai Karen Karin Karl Karol Katarzyna Kate Katharina Kelly
Kemal Kenji Kevin Klaus Krzysztof Lara Larry Lars Laura Lea Leila Lena Leo Leon Leonie Lia Lian Liam Lila Lili Lin Lina
Linda Linh Lisa Liv Liz Łukasz Luca Lucas Lucia Lucy Luis Luisa Luise Lukas Magda Mai Malin Manuel Marc Marco Marek Margaret
Maria Marie Mario Mark Marta Martin Mary Mateo Matthew Matthias Max Mehmet Mei Melissa Mia Michael Michelle Miguel Mika Mila
Milan Min Miriam Mohammed Monika Muhammad Nadia Natalia Nathan Nicola Nicolas Nicole Nick Niels Nil Nils Nina Noah Noam Nora
Olaf Ole Olga Oliver Olivia Omar Oscar Otto Pablo Pamela Paola Patricia Patrick Paul Paula Paulo Pavel Pedro Peter Petra Phil
Philip Pia Pierre Piotr Rachel Rafael Ralf Raul Rebecca Renate Richard Rita Robert Roberto Robin Ron Rosa Ruth Ryan Sabine
Sally Sam Samuel Sandra Sara Sarah Sasha Scott Sebastian Şebnem Sergei Silvia Simon Sofia Sofie Sonja Søren Stefan Stephanie
Stephen Steven Sven Svetlana Tamara Tanja Tara Teresa Theo Thi Thomas Tim Timo Tina Tobias Tom Tomás Tomasz Tony Tuan Ulrike
Umut Ursula Uwe Valentina Vera Viktor Vincent Violeta Viola Vlad Walter Wei Werner William Willi Wolfgang Xavier Yael Yan
Yasmin Yuki Yusuf Zara Zeynep Zoe Zoë
Александр Алексей Алина Алла Анастасия Андрей Анна Борис Вера Виктор Владимир Галина Дмитрий Евгений Елена Зоя Иван Игорь
Инна Ирина Кирилл Лариса Людмила Мария Михаил Надежда Наталья Нина Олег Ольга Павел Роман Светлана Сергей Тарас Юлия Яна
Αλέξανδρος Αναστασία Άννα Βασίλης Γιάννης Γιώργος Δημήτρης Ελένη Ηλίας Ιωάννα Κατερίνα Κώστας Μαρία Νίκος Παναγιώτης Σοφία
أحمد محمد فاطمة علي عمر حسن حسين سارة مريم يوسف خالد ليلى نور زينب
אברהם דוד דניאל חנה יוסף יעל מיכל משה נועם רחל שרה תמר
अमित अनीता प्रिया राहुल राज सीता सुनीता विजय
さくら はなこ ひろし ゆき たろう 田中 佐藤 鈴木 王伟 李娜 张伟 刘洋 陈静 김민준 이서연 박지훈 최유진
สมชาย สมหญิง มาลี Արմեն Անի Գայանե გიორგი ნინო მარიამ`

// Honest names are told apart, but for those that a font without serifs makes
// alike as soon as one is written in small letters.
func TestFirstNamesAreToldApart(t *testing.T) {
	names := strings.Fields(firstNames)
	var same []string
	for i, a := range names {
		for _, b := range names[:i] {
			if SameName(a, b) {
				same = append(same, fmt.Sprintf("%s %s", b, a))
			}
		}
	}
	if len(names) < 500 || len(same) > 0 {
		t.Errorf("%d names; taken for each other: %q", len(names), same)
	}
}

// These honest pairs are taken for each other, and why that must be.
func TestPriceOfSkeletons(t *testing.T) {
	for _, c := range []struct{ a, b, since string }{
		{"Ian", "Lan", "lan"},
		{"Iina", "Lina", "lina"},
		{"Marnie", "Mamie", "mamie"},
	} {
		if !SameName(c.a, c.b) || !SameName(c.a, c.since) || !SameName(c.b, c.since) {
			t.Errorf("%q and %q are told apart", c.a, c.b)
		}
	}
}

// Greek \u03bd looks like v, and its capital like N.
func TestSameNameIsNoEquivalence(t *testing.T) {
	if !SameName("Vina", "\u03bdina") || !SameName("\u03bdina", "Nina") || SameName("Vina", "Nina") {
		t.Error("doc comment of SameName")
	}
}

func TestSkeletonsAreFew(t *testing.T) {
	for _, name := range append(strings.Fields(firstNames), "", " ", "1", "\u0130\u0130\u0130", "\xff") {
		all := Skeletons(name)
		if len(all) < 1 || len(all) > 4 || !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) {
			t.Errorf("%q: %q", name, all)
		}
	}
	long := strings.Repeat("\ufdfa", maxRawName)
	if got := Skeletons(long); len(got) != 1 || got[0] != long {
		t.Errorf("a text too long for a name has %d skeletons of %d bytes", len(got), len(got[0]))
	}
	if !SameName(long, long) || SameName(long, long+"x") {
		t.Error("texts too long for a name are not compared as they are")
	}
}

// FuzzSameName: a name is the same as itself however it is written, and both
// sides of a comparison find the same.
func FuzzSameName(f *testing.F) {
	for _, c := range alike {
		f.Add(c.a, c.b)
	}
	f.Add("\u0390", "\u1e9b\u0345")
	f.Fuzz(func(t *testing.T, a, b string) {
		if SameName(a, b) != SameName(b, a) {
			t.Fatalf("%q and %q: it depends on which comes first", a, b)
		}
		name, err := CleanName(a)
		if err != nil {
			return
		}
		for _, same := range []string{name, a, " " + name, strings.ToLower(name), norm.NFD.String(name), fold(name)} {
			if !SameName(name, same) {
				t.Fatalf("%q %q is not the same as %q %q", name, Skeletons(name), same, Skeletons(same))
			}
		}
		if all := Skeletons(name); len(all) < 1 || len(all) > 4 {
			t.Fatalf("%q: %q", name, all)
		}
	})
}

// BenchmarkRosterNames compares a newcomer's name with those of a full roster.
func BenchmarkRosterNames(b *testing.B) {
	for _, alphabet := range []string{"latin", "cyrillic"} {
		b.Run(alphabet, func(b *testing.B) {
			roster := make([]string, 1024)
			for i := range roster {
				roster[i] = map[string]string{"latin": "Mary Ann", "cyrillic": "Мария Анна"}[alphabet] + fmt.Sprint(i)
			}
			b.ReportAllocs()
			for b.Loop() {
				for _, name := range roster {
					SameName("Alice", name)
				}
			}
		})
	}
}
