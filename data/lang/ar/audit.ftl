### reviewed = false
