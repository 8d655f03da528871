# METADATA
# description: Schedules and retention of AlloyDB's automated backups (AutomatedBackupPolicy in resources.proto).
package assay.lib.backups

days_of_week := {
	"MONDAY": 0, "TUESDAY": 1, "WEDNESDAY": 2, "THURSDAY": 3,
	"FRIDAY": 4, "SATURDAY": 5, "SUNDAY": 6,
}

# Hours since Monday's midnight; without start times there is one run a day, at an hour of Google's choice.
runs(policy) := sort([start |
	some day in policy.weeklySchedule.daysOfWeek
	some hour in hours(policy)
	start := (days_of_week[day] * 24) + hour
])

hours(policy) := [0] if count(policy.weeklySchedule.startTimes) == 0

hours(policy) := [hour |
	some begin in policy.weeklySchedule.startTimes
	hour := begin.hours + (begin.minutes / 60)
] if {
	count(policy.weeklySchedule.startTimes) > 0
}

# The most hours between two runs; undefined for days that are none.
longest_gap(policy) := max([gap |
	starts := runs(policy)
	some i, start in starts
	gap := next(starts, i) - start
]) if {
	every day in policy.weeklySchedule.daysOfWeek {
		days_of_week[day] >= 0
	}
}

next(starts, i) := starts[i + 1] if i + 1 < count(starts)

next(starts, i) := starts[0] + 168 if i + 1 == count(starts)
