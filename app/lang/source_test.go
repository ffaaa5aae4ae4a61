package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// said is a sentence of the source.
type said struct {
	one, many string // one is "" for Say
	where     string
}

// source is what the test finds in the code that speaks to the user.
type source struct {
	sentences map[string]said // by their keys
	wrong     []string        // calls whose sentences cannot be found
	aside     map[string]bool // literals that look like words and bypass this package
	early     []string        // variables of packages that are worded before a language is chosen
}

// read reads the source once: all of app and of ui but the terminal, which
// speaks English.
var read = sync.OnceValues(func() (*source, error) {
	s := &source{sentences: map[string]said{}, aside: map[string]bool{}}
	files := token.NewFileSet()
	for _, root := range []string{"../../app", "../../ui"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && filepath.ToSlash(path) == "../../ui/terminal" {
				return filepath.SkipDir
			}
			if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			f, err := parser.ParseFile(files, path, nil, 0)
			if err == nil {
				(&reader{source: s, files: files, pkg: f.Name.Name, seen: map[ast.Node]bool{}}).file(f)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return s, nil
})

// ofSource gives the sentences of the source.
func ofSource(t *testing.T) *source {
	t.Helper()
	s, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.sentences) < 500 {
		t.Fatalf("only %d sentences were found", len(s.sentences))
	}
	return s
}

// reader reads one file.
type reader struct {
	*source

	files *token.FileSet
	pkg   string
	seen  map[ast.Node]bool // literals that are no words, or said already
}

func (r *reader) file(f *ast.File) {
	for _, d := range f.Decls {
		if v, ok := d.(*ast.GenDecl); ok && v.Tok == token.VAR {
			r.variable(v)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			if n.Tag != nil {
				r.seen[n.Tag] = true
			}
		case *ast.CallExpr:
			r.call(n)
		case *ast.BasicLit:
			if n.Kind == token.STRING && !r.seen[n] && looksLikeWords(text(n)) {
				r.aside[text(n)] = true
			}
		}
		return true
	})
}

// variable notes where a variable of a package calls what says something: this
// package, or a function of ui/kit that takes nothing, as its words do.
func (r *reader) variable(v *ast.GenDecl) {
	ast.Inspect(v, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			name := r.name(n.Fun)
			word := strings.HasPrefix(name, "kit.") || r.pkg == "kit" && ast.IsExported(name)
			if strings.HasPrefix(name, "lang.") || word && len(n.Args) == 0 {
				r.early = append(r.early, r.files.Position(n.Pos()).String())
			}
		}
		return true
	})
}

// call takes the sentences out of a call that says one.
func (r *reader) call(c *ast.CallExpr) {
	name := r.name(c.Fun)
	switch name {
	case "lang.Say", "lang.Count":
	case "errors.New", "fmt.Errorf", "panic":
		for _, a := range c.Args {
			r.seen[a] = true
		}
		return
	default:
		if isWidget(name) {
			r.bare(c.Args)
		}
		return
	}
	first, last := 0, 0
	if name == "lang.Count" {
		first, last = 1, 2
	}
	s := said{where: r.files.Position(c.Pos()).String()}
	for _, a := range c.Args[first : last+1] {
		r.seen[a] = true
		b, ok := a.(*ast.BasicLit)
		if !ok {
			r.wrong = append(r.wrong, s.where)
			return
		}
		s.one, s.many = s.many, text(b)
	}
	if had, ok := r.sentences[s.many]; ok && had.one != s.one {
		r.wrong = append(r.wrong, s.where+" and "+had.where+" say the same in two ways")
	}
	r.sentences[s.many] = s
}

// name names what is called, as it is called from outside of its package.
func (r *reader) name(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := fun.X.(*ast.Ident); ok {
			return x.Name + "." + fun.Sel.Name
		}
	case *ast.Ident:
		if r.pkg == "lang" && (fun.Name == "Say" || fun.Name == "Count") {
			return "lang." + fun.Name
		}
		return fun.Name
	}
	return ""
}

// bare notes literals that a widget is given.
func (r *reader) bare(args []ast.Expr) {
	for _, a := range args {
		if b, ok := a.(*ast.BasicLit); ok && b.Kind == token.STRING && hasLetter(text(b)) {
			r.aside[text(b)] = true
		}
	}
}

// text is what a literal stands for.
func text(b *ast.BasicLit) string {
	s, err := strconv.Unquote(b.Value)
	if err != nil {
		return b.Value // no string: the parser has let it through
	}
	return s
}
