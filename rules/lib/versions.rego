# METADATA
# description: >-
#   When PostgreSQL ends its support for a major version, five years after its first release:
#   https://www.postgresql.org/support/versioning/
package assay.lib.versions

dates := {
	"9.6": "2021-11-11", "10": "2022-11-10", "11": "2023-11-09", "12": "2024-11-21",
	"13": "2025-11-13", "14": "2026-11-12", "15": "2027-11-11", "16": "2028-11-09",
	"17": "2029-11-08", "18": "2030-11-14",
}

# The day, as a time; the parameter ends goes first.
end(major) := sprintf("%sT00:00:00Z", [object.get(input.parameters.ends, major, dates[major])])
