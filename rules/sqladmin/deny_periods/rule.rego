# METADATA
# title: Periods without maintenance of Cloud SQL are short and current
# description: >-
#   A deny period keeps updates away for a busy season. One that is past is a sign that nobody looks, and one that is
#   long keeps security fixes away as well.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/maintenance
# - https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1/instances#DenyMaintenancePeriod
# custom:
#   id: GC-MNT-003-SQL
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     max_days:
#       default: 90
#       type: integer
#       description: The longest period.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --remove-deny-maintenance-period
package assay.rules.sqladmin.deny_periods

import data.assay.lib.google

periods := input.resource.data.settings.denyMaintenancePeriods

applies if {
	google.postgres
	count(periods) > 0
}

# yyyy-mm-dd, or mm-dd in every year.
nanoseconds(date) := time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [date])) if regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, date)

nanoseconds(date) := time.parse_rfc3339_ns(sprintf("2024-%sT00:00:00Z", [date])) if regex.match(`^[0-9]{2}-[0-9]{2}$`, date)

day := 86400000000000

length(period) := days if {
	days := (nanoseconds(period.endDate) - nanoseconds(period.startDate)) / day
	days >= 0
}

length(period) := days + 366 if {
	days := (nanoseconds(period.endDate) - nanoseconds(period.startDate)) / day
	days < 0
}

fail contains {"message": message, "at": at(i), "evidence": {at(i): period}} if {
	some i, period in periods
	length(period) > input.parameters.max_days
	message := sprintf("The period is %d days long; at most %d are allowed.", [length(period), input.parameters.max_days])
}

fail contains {"message": "The period is past.", "at": at(i), "evidence": {at(i): period}} if {
	some i, period in periods
	regex.match(`^[0-9]{4}-`, period.endDate)
	nanoseconds(period.endDate) < time.now_ns()
}

at(i) := sprintf("settings.denyMaintenancePeriods[%d]", [i])

unknown contains "A period cannot be read." if {
	some period in periods
	not length(period)
}
