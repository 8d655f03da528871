# METADATA
# title: Flags of AlloyDB instances are supported, and in range
# description: >-
#   A flag that AlloyDB does not know, or not in this version, is configuration that does nothing, or that stops the
#   next change of the instance. AlloyDB tells which flags it has, for which versions, and in which range.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/database-flags
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.flags
# custom:
#   id: GC-PERF-006
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster, alloydb.SupportedDatabaseFlag]
#   parameters: {}
#   controls: {}
#   seeds: [S0-PRF-03, S0-T-025, S0-T-026, S0-T-028, S1-T-008, S2-T-073]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=<flag>=<value>,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.supported_flags

import data.assay.lib.google

location := google.segment(input.resource.id, "locations")

version := data.estate.by_id[input.resource.parent].data.databaseVersion

# The list is the same for all projects, and read once a location.
supported[flag.data.flagName] := flag.data if {
	some flag in data.estate.by_kind["alloydb.SupportedDatabaseFlag"]
	google.segment(flag.id, "locations") == location
	object.get(flag.data, "scope", "DATABASE") != "CONNECTION_POOL"
}

applies if count(input.resource.data.databaseFlags) > 0

fail contains {"message": message, "at": at, "evidence": {name: value}} if {
	count(supported) > 0
	some name, value in input.resource.data.databaseFlags
	not supported[name]
	at := sprintf("databaseFlags.%s", [name])
	message := sprintf("AlloyDB has no flag %s.", [name])
}

fail contains {"message": message, "at": at, "evidence": {name: value}} if {
	some name, value in input.resource.data.databaseFlags
	versions := object.get(supported[name], "supportedDbVersions", [])
	count(versions) > 0
	not version in versions
	at := sprintf("databaseFlags.%s", [name])
	message := sprintf("AlloyDB has no flag %s in %s.", [name, version])
}

fail contains {"message": message, "at": at, "evidence": {name: value}} if {
	some name, value in input.resource.data.databaseFlags
	range := object.get(supported[name], "integerRestrictions", {})
	regex.match(`^-?[0-9]+(\.[0-9]+)?$`, value)
	outside(to_number(value), range)
	at := sprintf("databaseFlags.%s", [name])
	message := sprintf("%s=%v is out of range.", [name, value])
}

fail contains {"message": message, "at": at, "evidence": {name: value}} if {
	some name, value in input.resource.data.databaseFlags
	allowed := {lower(each) | some each in object.get(supported[name], ["stringRestrictions", "allowedValues"], [])}
	count(allowed) > 0
	given := {trim_space(lower(part)) | some part in parts(supported[name], value)}
	count(given - allowed) > 0
	at := sprintf("databaseFlags.%s", [name])
	message := sprintf("%s=%s is not among the values that AlloyDB takes.", [name, value])
}

parts(flag, value) := split(value, ",") if flag.acceptsMultipleValues

parts(flag, value) := [value] if not flag.acceptsMultipleValues

outside(number, range) if number < to_number(object.get(range, "minValue", number))

outside(number, range) if number > to_number(object.get(range, "maxValue", number))

unknown contains sprintf("The flags of %s were not read.", [location]) if count(supported) == 0
