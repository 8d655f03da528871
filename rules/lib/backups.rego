# METADATA
# description: >-
#   Schedules and retention of AlloyDB's automated backups (AutomatedBackupPolicy in resources.proto), and the window of continuous ones.
package assay.lib.backups

import data.assay.lib.google

days_of_week := {
	"MONDAY": 0, "TUESDAY": 1, "WEDNESDAY": 2, "THURSDAY": 3,
	"FRIDAY": 4, "SATURDAY": 5, "SUNDAY": 6,
}

# How many days back a cluster can be restored; nought means 14: ContinuousBackupConfig.recovery_window_days in resources.proto.
recovery_days(config) := 14 if config.recoveryWindowDays == 0

recovery_days(config) := config.recoveryWindowDays if config.recoveryWindowDays != 0

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

# The policy has a period, or a number, or neither: then backups are kept until somebody deletes them.
timed(policy) if object.get(policy, "timeBasedRetention", null) != null

counted(policy) if object.get(policy, "quantityBasedRetention", null) != null

kept_for_ever(policy) if {
	not timed(policy)
	not counted(policy)
}

period(policy) := policy.timeBasedRetention.retentionPeriod if timed(policy)

# How long a backup is kept; a number of them is counted by their schedule.
days(policy) := google.seconds(period(policy)) / 86400 if timed(policy)

days(policy) := (policy.quantityBasedRetention.count * 7) / runs_a_week if {
	counted(policy)
	runs_a_week := count(policy.weeklySchedule.daysOfWeek) * max([1, count(policy.weeklySchedule.startTimes)])
}

seen(policy) := object.filter(policy, {"quantityBasedRetention", "timeBasedRetention", "weeklySchedule"})
