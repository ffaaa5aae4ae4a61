package nearby

// BrowseFor is Browse that forgets sooner what is not said again.
var BrowseFor = browse
