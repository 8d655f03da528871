# METADATA
# description: What a resource of Google Cloud is for, by labels, and where it is, by its name.
package assay.lib.google

# AlloyDB's instances, users and backups are for what their cluster is for.
labels := object.get(input.resource.data, ["settings", "userLabels"], {}) if cloud_sql

labels := data.estate.by_id[input.resource.parent].data.labels if in_cluster

labels := object.get(data.estate.by_id[backed_up], ["data", "labels"], {}) if backed_up

labels := {} if {
	backed_up
	not data.estate.by_id[backed_up]
}

labels := object.get(input.resource.data, "labels", {}) if {
	not cloud_sql
	not in_cluster
	not backed_up
}

cloud_sql if startswith(input.resource.id, "//cloudsql.googleapis.com/")

in_cluster if regex.match(`/clusters/[^/]+/(instances|users)/`, input.resource.id)

backed_up := concat("", ["//alloydb.googleapis.com/", object.get(input.resource.data, "clusterName", "")]) if {
	regex.match(`^//alloydb\.googleapis\.com/.*/backups/[^/]+$`, input.resource.id)
}

# Needs the parameters environment_label, production and unlabelled_is_production.
production if environment in input.parameters.production

production if {
	input.parameters.unlabelled_is_production
	not environment
}

environment := labels[input.parameters.environment_label]

# Needs the parameters criticality_label and critical.
critical if labels[input.parameters.criticality_label] in input.parameters.critical

# The PostgreSQL of Cloud SQL; its other engines are not judged.
postgres if startswith(object.get(input.resource.data, "databaseVersion", "POSTGRES_"), "POSTGRES_")

replica if object.get(input.resource.data, "instanceType", "") == "READ_REPLICA_INSTANCE"

secondary if object.get(input.resource.data, "clusterType", "") == "SECONDARY"

# The part of a name after a collection: segment("//x/projects/p/locations/l", "locations") is l.
segment(name, collection) := parts[i + 1] if {
	parts := split(name, "/")
	some i, part in parts
	part == collection
}

project(name) := concat("", ["//cloudresourcemanager.googleapis.com/projects/", segment(name, "projects")])

last(name) := regex.find_n(`[^/]+$`, name, 1)[0]

# The virtual processors of an AlloyDB machine; who names a type (n2-highmem-4, c4a-highmem-16-lssd) need not give a number.
# MachineConfig in resources.proto. Undefined where neither tells.
processors(machine) := machine.cpuCount if machine.cpuCount > 0

processors(machine) := to_number(regex.find_all_string_submatch_n(`-highmem-([0-9]+)`, machine.machineType, 1)[0][1]) if machine.cpuCount == 0

# A duration of Google's JSON, "86400s".
seconds(text) := to_number(trim_suffix(text, "s")) if regex.match(`^[0-9]+(\.[0-9]+)?s$`, text)

hour := (60 * 60) * 1000000000

# How long ago a time of Google's JSON was; negative for what is to come.
hours_since(time_text) := (time.now_ns() - time.parse_rfc3339_ns(time_text)) / hour

days_since(time_text) := hours_since(time_text) / 24

# Needs the parameter allowed_regions: names, or patterns with a star.
allowed(region) if {
	some pattern in input.parameters.allowed_regions
	glob.match(pattern, ["/"], region)
}

# Whether an hour lies in a span that may hold midnight.
within_hours(hour_of_day, from, to) if {
	from <= to
	hour_of_day >= from
	hour_of_day < to
}

within_hours(hour_of_day, from, to) if {
	from > to
	hour_of_day >= from
}

within_hours(hour_of_day, from, to) if {
	from > to
	hour_of_day < to
}

# Whether a project has an AlloyDB cluster or a Cloud SQL instance.
hosts_database(of_project) if {
	some child in data.estate.children[of_project]
	regex.match(`^(//alloydb\.googleapis\.com/.*/clusters/|//cloudsql\.googleapis\.com/)`, child.id)
}
