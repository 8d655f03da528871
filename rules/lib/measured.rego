# METADATA
# description: Time series that were drawn together by the collector, of one resource. Rules that ask need monitoring.TimeSeries.
package assay.lib.measured

series(id, metric) := [child.data |
	some child in data.estate.children[id]
	object.get(child.data, "metricType", "") == metric
]

# The greatest value of a field among a resource's series of a metric, e.g. one series a node; undefined without points.
greatest(id, metric, field) := max(values) if {
	values := [value |
		some one in series(id, metric)
		value := object.get(one, field, null)
		value != null
	]
	count(values) > 0
}

least(id, metric, field) := min(values) if {
	values := [value |
		some one in series(id, metric)
		value := object.get(one, field, null)
		value != null
	]
	count(values) > 0
}

percent(share) := round(share * 100)
