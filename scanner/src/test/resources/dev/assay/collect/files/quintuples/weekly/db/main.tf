# The module that the plan was made of; its arguments do not matter here.

resource "google_alloydb_cluster" "main" {
}

resource "google_alloydb_instance" "first" {
}
