# METADATA
# title: Periods without maintenance of AlloyDB are short and current
# description: >-
#   A deny period keeps updates away for a busy season. One that is long keeps security fixes away as well, and one
#   that is past is a sign that nobody looks.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cluster-maintenance-manage
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#DenyMaintenancePeriod
# custom:
#   id: GC-MNT-003
#   severity: low
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters:
#     max_days:
#       default: 90
#       type: integer
#       description: The longest period.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --remove-deny-maintenance-period
package assay.rules.alloydb.deny_periods

periods := input.resource.data.maintenanceUpdatePolicy.denyMaintenancePeriods

applies if count(periods) > 0

# Of a period that returns every year, without a year, the days are counted in some year.
nanoseconds(date) := time.parse_rfc3339_ns(sprintf("%04d-%02d-%02dT00:00:00Z", [year(date), date.month, date.day]))

year(date) := date.year if date.year > 0

year(date) := 2024 if date.year == 0

day := 86400000000000

length(period) := days if {
	days := (nanoseconds(period.endDate) - nanoseconds(period.startDate)) / day
	days >= 0
}

# Over the turn of the year.
length(period) := days + 366 if {
	days := (nanoseconds(period.endDate) - nanoseconds(period.startDate)) / day
	days < 0
}

fail contains {"message": message, "at": at, "evidence": {at: period}} if {
	some i, period in periods
	length(period) > input.parameters.max_days
	at := sprintf("maintenanceUpdatePolicy.denyMaintenancePeriods[%d]", [i])
	message := sprintf("The period is %d days long; at most %d are allowed.", [length(period), input.parameters.max_days])
}

fail contains {"message": "The period is past.", "at": at, "evidence": {at: period}} if {
	some i, period in periods
	period.endDate.year > 0
	nanoseconds(period.endDate) < time.now_ns()
	at := sprintf("maintenanceUpdatePolicy.denyMaintenancePeriods[%d]", [i])
}
