package ui

// newBeside gives what runs a function beside the user interface, and another
// one on its goroutine when that is done.
func newBeside(w *window) func(do, then func()) {
	return func(do, then func()) {
		w.readers.Go(func() {
			do()
			w.onScreen(then)
		})
	}
}

// onScreen runs f on the user interface's goroutine, unless the window is
// gone. Any goroutine may call it.
func (w *window) onScreen(f func()) {
	w.post(func() {
		if !w.isGone() {
			f()
		}
	})
}

// work does what may wait for the disk or for another program. An error is
// told; else it goes on with then.
func (w *window) work(do func() error, then func()) {
	var err error
	w.beside(func() { err = do() }, func() {
		if err != nil {
			w.tell(err)
			return
		}
		then()
	})
}
